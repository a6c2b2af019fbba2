#include "cli/launch.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <ranges>
#include <set>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/source_text.hpp"
#include "cli/catalogue.hpp"
#include "cli/files.hpp"
#include "cli/inventory_files.hpp"
#include "cli/shell_syntax.hpp"
#include "cli/view/safe_text.hpp"
#include "core/fleet/selector.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "core/flow/shell_samples.hpp"
#include "embedded/recipes.hpp"
#include "importers/inventory.hpp"
#include "importers/limit.hpp"
#include "runner/secret_forms.hpp"

namespace fettle::cli {
namespace {

using fleet::Target;

Error invalid(std::string message) { return {ErrorCode::kInvalid, std::move(message), {}, {}}; }

// --- the plan ---------------------------------------------------------------------------------

Result<flow::Flow> read_plan(const std::string& file, const std::string& text,
                             const Console& console) {
  const SourceText source(file, text);
  auto parsed = flow::parse_flow(source);
  console.err << source.show(parsed.diagnostics);
  if (!parsed.flow) {
    const auto errors =
        std::ranges::count(parsed.diagnostics, Severity::kError, &Diagnostic::severity);
    return std::unexpected(invalid(fmt::format("{} has {} {}; nothing was run", file, errors,
                                               errors == 1 ? "error" : "errors")));
  }
  const auto refused = check_syntax(source, flow::shell_samples(*parsed.flow), Severity::kError);
  console.err << source.show(refused);
  if (std::ranges::count(refused, Severity::kError, &Diagnostic::severity) > 0) {
    return std::unexpected(invalid(file + " has commands that no shell can read; nothing was run"));
  }
  return *std::move(parsed.flow);
}

// --- the targets ------------------------------------------------------------------------------

/// What `--inventory` was given, for messages.
std::string inventories(const LaunchOptions& options) {
  return fmt::format("{}", fmt::join(options.inventories, ", "));
}

Result<std::vector<fleet::Server>> choose(const importers::Inventory& inventory,
                                          const LaunchOptions& options, const flow::Flow& flow) {
  if (!options.limit.empty()) return importers::limit(inventory, options.limit);
  auto servers = inventory.servers;
  if (!flow.target_selector) return servers;
  std::erase_if(servers, [&](const auto& s) { return !matches(*flow.target_selector, s); });
  if (!servers.empty()) return servers;
  return std::unexpected(
      invalid(fmt::format("no server of {} matches the plan's selector: {}", inventories(options),
                          describe(*flow.target_selector))));
}

Result<std::vector<Target>> from_inventory(const LaunchOptions& options, const flow::Flow& flow,
                                           const Console& console) {
  FETTLE_TRY(files, read_inventories(options.inventories));
  const auto refuse = [&](const Error& error) -> Error {
    if (error.diagnostics.empty())
      console.err << fmt::format("fettle: {}\n", error.message);
    else
      console.err << show_problems(files, error.diagnostics);
    return invalid(inventories(options) + " can't be used; nothing was run");
  };
  auto inventory = importers::parse_inventory(files);
  if (!inventory) return std::unexpected(refuse(inventory.error()));
  console.err << show_problems(files, inventory->warnings);
  FETTLE_TRY(servers, choose(*inventory, options, flow));
  if (servers.empty()) return std::unexpected(invalid(inventories(options) + " names no server"));
  if (const auto usable = check_usable(*inventory, servers); !usable)
    return std::unexpected(refuse(usable.error()));
  std::vector<Target> targets;
  for (auto& server : servers) targets.push_back({server.name, std::move(server)});
  return targets;
}

Result<std::vector<Target>> from_list(const std::string& list, const Console& console) {
  auto targets = fleet::parse_target_list(list);
  if (targets) return targets;
  console.err << show(targets.error(), "--target", list);
  return std::unexpected(invalid(targets.error().message + "; nothing was run"));
}

std::vector<Target> this_machine() {
  fleet::Server here{.name = "localhost", .transport = fleet::TransportKind::kLocal};
  return {{"localhost", std::move(here)}};
}

/// Whether no step of the flow reaches a machine: a person carries it out from where they sit.
bool is_all_by_hand(const flow::Flow& flow) {
  return std::ranges::all_of(flow.steps, flow::is_by_hand) &&
         std::ranges::all_of(flow.rollback, flow::is_by_hand);
}

Result<std::vector<Target>> find_targets(const LaunchOptions& options, const flow::Flow& flow,
                                         const Console& console) {
  const int ways = (options.targets.empty() ? 0 : 1) + (options.inventories.empty() ? 0 : 1) +
                   (options.local ? 1 : 0);
  if (ways == 0 && is_all_by_hand(flow)) return this_machine();
  if (ways != 1) {
    return std::unexpected(
        invalid("say which machines, one way: --target web1,web2, --inventory FILE, or --local"));
  }
  if (!options.limit.empty() && options.inventories.empty()) {
    return std::unexpected(invalid("--limit chooses from an inventory: add --inventory FILE"));
  }
  if (!options.inventories.empty()) return from_inventory(options, flow, console);
  if (!options.targets.empty()) return from_list(options.targets, console);
  return this_machine();
}

// --- what it needs ----------------------------------------------------------------------------

/// The paragraph of a plan's description that says what it needs; empty without one.
std::string_view needs_of(const flow::Flow& flow) {
  constexpr std::string_view kMark = "**What you need:**";
  const std::string_view text = flow.description;
  const auto begin = text.find(kMark);
  if (begin == std::string_view::npos) return {};
  const auto paragraph = text.substr(begin + kMark.size());
  return paragraph.substr(0, paragraph.find("\n\n"));
}

bool gets_root(const Target& target) {
  if (target.server.become || target.server.user == "root") return true;
  return target.server.transport == fleet::TransportKind::kLocal && ::geteuid() == 0;
}

/// Before anything starts: a plan that needs root fails late and half done without it.
void tell_needs(const flow::Flow& flow, const std::vector<Target>& targets,
                const Console& console) {
  const auto needs = needs_of(flow);
  if (needs.empty()) return;
  auto line = safe_line(needs, Charset::kUtf8);
  line.erase(0, line.find_first_not_of(' '));
  console.err << fmt::format("The plan needs: {}\n", line);
  if (!needs.contains("root") || std::ranges::all_of(targets, gets_root)) return;
  console.err << "Not all targets are reached as root: --become runs the steps through sudo.\n";
}

// --- variables, recipes, secrets --------------------------------------------------------------

/// Recipes by slug: the catalogue's, and those of a folder, which take their place.
Result<std::map<std::string, std::string>> read_recipes(const std::string& folder,
                                                        const Console& console) {
  std::map<std::string, std::string> texts;
  const auto add = [&](const std::string& name, const std::string& text) {
    const SourceText source(name, text);
    const auto parsed = flow::parse_recipe(source);
    console.err << source.show(parsed.diagnostics);
    if (parsed.recipe) texts.insert_or_assign(parsed.recipe->slug, text);
    return parsed.recipe.has_value();
  };
  // Shipped ones are known to be well: those that the plan names are read with it.
  for (const auto& file : embedded::recipes()) {
    texts.emplace(file.name.substr(0, file.name.find('.')), file.bytes);
  }
  if (folder.empty()) return texts;
  FETTLE_TRY(files, list_markdown(folder));
  for (const auto& file : files) {
    FETTLE_TRY(text, read_file(file, flow::kTextBytesMax));
    if (!add(file, text)) return std::unexpected(invalid(file + " has errors; nothing was run"));
  }
  return texts;
}

}  // namespace

Result<std::map<std::string, std::string>> read_variables(const std::vector<std::string>& given) {
  std::map<std::string, std::string> values;
  for (const auto& pair : given) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) {
      return std::unexpected(invalid(fmt::format("--var {}: write it as name=value", pair)));
    }
    const auto name = pair.substr(0, equals);
    if (!values.emplace(name, pair.substr(equals + 1)).second) {
      return std::unexpected(invalid(fmt::format("--var {} is given twice", name)));
    }
  }
  return values;
}

Result<void> override_strategy(flow::Flow& flow, const std::string& name) {
  if (name.empty()) return {};
  const auto kind = enum_from_name<flow::StrategyKind>(name);
  if (!kind) {
    return std::unexpected(invalid(fmt::format("--strategy {}: it is one of {}", name,
                                               list_enum_names<flow::StrategyKind>())));
  }
  flow.strategy.kind = *kind;
  return {};
}

Result<std::map<std::string, std::string>> read_secrets(const flow::Flow& flow) {
  std::map<std::string, std::string> secrets;
  std::set<std::string> missing;
  for (const auto* steps : {&flow.steps, &flow.rollback}) {
    for (const auto& name :
         *steps | std::views::transform(&flow::Step::secrets) | std::views::join) {
      const auto variable = "FETTLE_SECRET_" + name;
      if (const char* value = std::getenv(variable.c_str())) {
        if (std::string_view(value).size() < runner::kShortestSecret) {
          return std::unexpected(invalid(fmt::format(
              "{} has fewer than {} characters; so short a secret can't be masked in output "
              "without tearing it apart: use a longer one, or a variable that is no secret",
              variable, runner::kShortestSecret)));
        }
        secrets.emplace(name, value);
      } else {
        missing.insert(variable);
      }
    }
  }
  if (missing.empty()) return secrets;
  return std::unexpected(invalid(
      fmt::format("the plan needs secrets; set in the environment: {}", fmt::join(missing, ", "))));
}

Result<PlanText> read_plan_text(const std::string& plan) {
  auto text = read_file(plan, flow::kTextBytesMax);
  if (text) return PlanText{plan, *std::move(text)};
  if (text.error().code != ErrorCode::kNotFound) return std::unexpected(text.error());
  if (const auto shipped = find_shipped_plan(plan)) {
    return PlanText{fmt::format("catalogue/{}", plan), std::string(*shipped)};
  }
  if (!plan.contains('/') && !plan.contains('.')) {
    text.error().message += "; nor does the catalogue have it: `fettle catalogue` lists it";
  }
  return std::unexpected(text.error());
}

Result<Launch> prepare(const LaunchOptions& options, const Console& console) {
  FETTLE_TRY(source, read_plan_text(options.plan));
  const auto& text = source.text;
  FETTLE_TRY(plan, read_plan(source.name, text, console));
  FETTLE_TRY_VOID(override_strategy(plan, options.strategy));
  FETTLE_TRY(targets, find_targets(options, plan, console));
  for (auto& target : targets) {
    if (options.become) target.server.become = true;
    if (target.server.identity_file.empty()) target.server.identity_file = options.identity;
  }
  tell_needs(plan, targets, console);
  FETTLE_TRY(variables, read_variables(options.variables));
  FETTLE_TRY(recipes, read_recipes(options.recipes, console));
  auto prepared = usecases::prepare_launch({.markdown = text,
                                            .flow = std::move(plan),
                                            .variables = std::move(variables),
                                            .targets = std::move(targets),
                                            .recipes = std::move(recipes)});
  if (!prepared) {
    console.err << show(prepared.error(), source.name, text);
    return std::unexpected(invalid(prepared.error().message));
  }
  return Launch{*std::move(prepared), {}};
}

}  // namespace fettle::cli
