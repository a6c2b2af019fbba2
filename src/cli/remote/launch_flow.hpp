// `fettle launch FLOW`: a plan of the team on targets of the team, carried out by the service, and
// watched from here as `fettle run` shows it.
#pragma once

#include <string>
#include <vector>

#include "cli/remote/remote.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

struct LaunchFlowOptions {
  std::string flow;                    ///< its name, or the beginning of it, or its id
  std::vector<std::string> targets;    ///< labels
  std::string target_list;             ///< its name
  std::string selector;                ///< `role=web`, `all`, or JSON as the service takes it
  std::string from_batch;              ///< an earlier one, whose targets are taken
  bool only_not_completed = false;     ///< of that
  std::vector<std::string> variables;  ///< `name=value`
  std::string strategy;
  bool by_hand = false;  ///< labels without a server are carried out by a person
  OutputFormat format = OutputFormat::kText;
  enum class Then { kWatch, kDetach, kPreview };
  Then then = Then::kWatch;
  bool waits = false;  ///< watches on while everything waits for a person
};

/// The exit status of `fettle run`; when it does not watch, 0 once the service has taken it.
int launch_flow(const LaunchFlowOptions& options, const Remote& remote);

}  // namespace fettle::cli
