#include "usecases/batches/plan_launch.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "base/enum_name.hpp"
#include "core/fleet/text.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "store/recipe_store.hpp"
#include "store/target_list_store.hpp"
#include "store/team_servers.hpp"
#include "usecases/flows/flow_text.hpp"
#include "usecases/targets/select_servers.hpp"
#include "usecases/targets/target_entry.hpp"

namespace fettle::usecases {
namespace {

Result<std::map<std::string, std::string>> recipe_texts(Context& context) {
  FETTLE_TRY(rows, store::list_recipes(context.database, context.actor.team));
  std::map<std::string, std::string> texts;
  for (auto& row : rows) texts.emplace(std::move(row.slug), std::move(row.text));
  return texts;
}

/// A playbook runs on the service's machine, whatever its target.
Result<void> check_playbooks(const Context& context, const flow::Flow& flow,
                             const std::map<std::string, std::string>& recipes) {
  if (context.services.allows_playbooks) return {};
  for (const auto* steps : {&flow.steps, &flow.rollback}) {
    for (const auto& step : *steps) {
      if (!std::holds_alternative<flow::Recipe>(step.body)) continue;
      const auto slug = flow::recipe_slug(step);
      const auto text = recipes.find(std::string(slug));
      if (text == recipes.end()) continue;
      const auto read = flow::parse_approved_recipe(SourceText("recipe.md", text->second));
      if (!read.recipe || read.recipe->kind != flow::RecipeKind::kAnsible) continue;
      return fail(ErrorCode::kForbidden,
                  fmt::format("the recipe \"{}\" is a playbook, which runs on the service's own "
                              "machine; its administrator has to allow that (--allow-playbooks yes "
                              "and --ansible-user)",
                              slug));
    }
  }
  return {};
}

Result<flow::ParsedFlow> read_plan(Context& context, const PlanInput& input) {
  FETTLE_TRY(slugs, store::list_recipe_slugs(context.database, context.actor.team));
  auto parsed = read_flow_text(input.markdown, slugs);
  if (!parsed.flow) {
    return std::unexpected(Error{.code = ErrorCode::kInvalid,
                                 .message = "the plan has errors; nothing was launched",
                                 .diagnostics = std::move(parsed.diagnostics)});
  }
  if (!input.strategy) return parsed;
  const auto kind = enum_from_name<flow::StrategyKind>(*input.strategy);
  if (!kind) {
    return fail(ErrorCode::kInvalid,
                fmt::format("strategy: is none of {}", list_enum_names<flow::StrategyKind>()));
  }
  parsed.flow->strategy.kind = *kind;
  return parsed;
}

}  // namespace

Result<void> check_allowed(const Context& context, const fleet::Server& server) {
  if (server.transport == fleet::TransportKind::kSsh) {
    const auto refusal = context.services.connection_refusal(server);
    if (refusal.empty()) return {};
    return fail(ErrorCode::kForbidden, fmt::format("\"{}\": {}", server.name, refusal));
  }
  const bool is_ansible = server.transport == fleet::TransportKind::kAnsible;
  if (is_ansible && !context.services.allows_ansible) {
    return fail(ErrorCode::kForbidden,
                fmt::format("\"{}\" is reached through Ansible, which runs on the service's own "
                            "machine; its administrator has to allow that (--allow-ansible yes "
                            "and --ansible-user)",
                            server.name));
  }
  const bool is_local = server.transport == fleet::TransportKind::kLocal;
  if (!is_local || context.services.allows_local) return {};
  return fail(
      ErrorCode::kForbidden,
      fmt::format("\"{}\" is the service's own machine (transport local); its administrator "
                  "has to allow that (--allow-local yes)",
                  server.name));
}

bool needs_approval(std::string_view risk_level) { return risk_level != "low"; }

Result<store::FlowRow> find_plan(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_flow(context.database, {context.actor.team, id}));
  if (!row) return fail(ErrorCode::kNotFound, "there is no such flow");
  if (row->tree_type == enum_name(flow::FlowType::kMaintenance)) return *std::move(row);
  return fail(ErrorCode::kMalformed,
              fmt::format("\"{}\" is a {} flow: only maintenance plans are launched as batches",
                          row->name, row->tree_type));
}

std::vector<std::string> without_duplicates(const std::vector<std::string>& labels,
                                            std::vector<std::string>& duplicates) {
  std::vector<std::string> kept;
  std::set<std::string> seen;
  for (const auto& label : labels) {
    const bool is_new = seen.insert(fleet::to_lower_ascii(label)).second;
    (is_new ? kept : duplicates).push_back(label);
  }
  return kept;
}

Result<std::vector<std::string>> labels_of_list(Context& context, std::string_view id) {
  FETTLE_TRY(list, store::find_target_list(context.database, {context.actor.team, id}));
  if (!list) return fail(ErrorCode::kNotFound, "there is no such target list");
  std::vector<std::string> labels;
  for (auto& entry : read_targets(list->targets)) {
    if (!entry.vanished_at) labels.push_back(std::move(entry.label));
  }
  return labels;
}

Result<ServersByName> ServersByName::read(Context& context) {
  FETTLE_TRY(known, store::team_servers(context.database, context.actor.team));
  ServersByName named;
  for (auto& server : known.servers) {
    if (server.server_id) named.ids_.insert(*server.server_id);
    auto name = fleet::to_lower_ascii(server.name);
    named.servers_.emplace(std::move(name), std::move(server));
  }
  return named;
}

Result<std::vector<fleet::Target>> ServersByName::resolve(
    const Context& context, const std::vector<std::string>& labels,
    std::vector<std::string>& unmatched) const {
  std::vector<fleet::Target> targets;
  targets.reserve(labels.size());
  for (const auto& label : labels) {
    const auto found = servers_.find(fleet::to_lower_ascii(label));
    if (found != servers_.end()) {
      FETTLE_TRY_VOID(check_allowed(context, found->second));
      targets.push_back({label, found->second});
      continue;
    }
    unmatched.push_back(label);
    fleet::Server by_hand{.name = label, .transport = fleet::TransportKind::kManual};
    targets.push_back({label, std::move(by_hand)});
  }
  return targets;
}

Result<std::vector<fleet::Target>> resolve_labels(Context& context,
                                                  const std::vector<std::string>& labels,
                                                  std::vector<std::string>& unmatched) {
  FETTLE_TRY(servers, ServersByName::read(context));
  return servers.resolve(context, labels, unmatched);
}

Result<PlannedLaunch> plan_launch(Context& context, PlanInput input) {
  FETTLE_TRY(parsed, read_plan(context, input));
  FETTLE_TRY(recipes, recipe_texts(context));
  FETTLE_TRY_VOID(check_playbooks(context, *parsed.flow, recipes));
  PlannedLaunch planned{.risk_level = std::string(enum_name(parsed.flow->risk)),
                        .diagnostics = std::move(parsed.diagnostics)};
  if (input.labels.empty() && parsed.flow->target_selector) {
    FETTLE_TRY(chosen, labels_of_selector(context, *parsed.flow->target_selector));
    input.labels = std::move(chosen);
  }
  FETTLE_TRY(targets, resolve_labels(context, input.labels, planned.unmatched));
  if (targets.empty()) targets.push_back({"", {.transport = fleet::TransportKind::kManual}});
  FETTLE_TRY(launch, prepare_launch({.markdown = std::move(input.markdown),
                                     .flow = *std::move(parsed.flow),
                                     .variables = std::move(input.variables),
                                     .targets = std::move(targets),
                                     .recipes = std::move(recipes)}));
  planned.launch = std::move(launch);
  return planned;
}

}  // namespace fettle::usecases
