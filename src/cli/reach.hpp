// Whether the targets of a plan can be reached, their host keys and log-ins included: each is
// logged in to, asked for nothing but its shell's answer, and left. For `--dry-run=connect`.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/fleet/server.hpp"
#include "transport/settings.hpp"

namespace fettle::cli {

struct Reached {
  std::string target;
  bool ok = false;
  std::string reason;  ///< why not
};

/// In the order of `targets`; as many at once as the settings let be made.
std::vector<Reached> reach_targets(std::span<const fleet::Target> targets,
                                   const transport::Settings& settings);

std::string describe_reach(std::span<const Reached> reached);
/// One line: `{"event":"reached","targets":[...]}`.
std::string reach_json(const std::vector<Reached>& reached);

}  // namespace fettle::cli
