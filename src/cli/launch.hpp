// From what a person typed to what would run: the plan's text, the targets, the values of its
// variables and the recipes, frozen into one record and checked as a whole. Nothing is stored and
// nothing runs here; preview.hpp shows it, run.cpp launches it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/console.hpp"
#include "cli/ssh_links.hpp"
#include "core/flow/flow.hpp"
#include "usecases/batches/prepared_launch.hpp"

namespace fettle::cli {

struct LaunchOptions {
  std::string plan;     ///< a file's name, `-` for standard input, or the name of a shipped plan
  std::string targets;  ///< `a,user@b:2222`
  std::vector<std::string> inventories;  ///< names of files or folders; later ones win
  std::string limit;                     ///< Ansible-style pattern over the inventory
  bool local = false;                    ///< this machine
  bool become = false;                   ///< targets that don't say it themselves become root
  std::vector<std::string> variables;    ///< `name=value`
  std::string strategy;                  ///< overrides the plan's
  std::string recipes;                   ///< a folder of recipes beside the catalogue's
  std::string identity;                  ///< private key for targets that name none
};

/// The text of a plan and the name by which messages call it.
struct PlanText {
  std::string name;
  std::string text;
};
/// A file where there is one, else the shipped plan of that name.
Result<PlanText> read_plan_text(const std::string& plan);

/// What would run, and how its targets are reached.
struct Launch : usecases::PreparedLaunch {
  std::vector<SshLinkNote> ssh_links;  ///< of targets that the system's ssh reaches
};

/// Reads and checks everything. Warnings of the plan go to `console.err`. The error of a plan that
/// has problems is shown there already, line by line, and only sums them up.
Result<Launch> prepare(const LaunchOptions& options, const Console& console);

/// `--var name=value`, by name. kInvalid for one without a name or a value, or given twice.
Result<std::map<std::string, std::string>> read_variables(const std::vector<std::string>& given);

/// `--strategy NAME`; empty leaves the plan's own. kInvalid names the known ones.
Result<void> override_strategy(flow::Flow& flow, const std::string& name);

/// The values of the flow's secrets, from FETTLE_SECRET_<NAME>: never from the command line, where
/// everybody could read them. kInvalid names all that are missing.
Result<std::map<std::string, std::string>> read_secrets(const flow::Flow& flow);

}  // namespace fettle::cli
