// A step as a person needs to see it who answers for it: its words, everything that would run, and
// of work by hand every field. Safe to print. The whole flow is shown by flow_shown.hpp.
#pragma once

#include <string>

#include "core/flow/flow.hpp"

namespace fettle::cli {

/// Lines that end in a break, indented; `|` stands before what a shell would get.
std::string show_step(const flow::Step& step);

}  // namespace fettle::cli
