// What would happen, before it does: who goes when, every gate with its reason, each command as the
// target would get it. The same functions answer here and in the run. Nothing runs.
#pragma once

#include <string>

#include "cli/launch.hpp"

namespace fettle::cli {

/// Waves, gates and steps, for a person.
std::string preview(const Launch& launch);

/// The same for a program: one JSON object, described in docs/reference/cli.md.
std::string preview_json(const Launch& launch);

/// A flow without targets, as `fettle plan show` prints it.
std::string show_flow(const flow::Flow& flow);
std::string show_flow_json(const flow::Flow& flow);

}  // namespace fettle::cli
