// The arguments of `fettle audit verify`.
#pragma once

#include "app/chosen.hpp"

namespace fettle::app {

void add_audit(CLI::App& app, Chosen& chosen);

}  // namespace fettle::app
