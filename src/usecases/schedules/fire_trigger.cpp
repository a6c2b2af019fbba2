#include "usecases/schedules/fire_trigger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"
#include "base/wipe.hpp"
#include "core/fleet/text.hpp"
#include "security/throttle.hpp"
#include "store/people_store.hpp"
#include "store/schedule_store.hpp"
#include "store/trigger_store.hpp"
#include "usecases/batches/add_launch.hpp"
#include "usecases/batches/answered_once.hpp"
#include "usecases/batches/batches.hpp"
#include "usecases/batches/named_targets.hpp"
#include "usecases/batches/plan_launch.hpp"
#include "usecases/people/person.hpp"
#include "usecases/people/sign_in_failures.hpp"
#include "usecases/schedules/fire_schedule.hpp"
#include "usecases/schedules/trigger_signature.hpp"
#include "usecases/sealed_places.hpp"

namespace fettle::usecases {
namespace {

using store::TriggerRow;
using Texts = std::map<std::string, std::string>;

constexpr int kLaunchesInAMinute = 10;
constexpr std::size_t kSafeBytesMax = 128;

/// What the caller gave and what would run with it.
struct Wanted {
  Texts variables;
  PreparedLaunch launch;
  LaunchSource source;
};

// --- who calls --------------------------------------------------------------------------------

/// None of a trigger that there is not, or whose owner may no longer launch.
Result<std::optional<std::string>> key_of(Context& context, const std::optional<TriggerRow>& row) {
  if (!row) return std::nullopt;
  FETTLE_TRY(owner, store::find_user(context.database, {row->team_id, row->owner_id}));
  const bool may = owner && owner->is_active &&
                   security::may({.role = role_of(owner->role)}, security::Action::kRun);
  if (!may) return std::nullopt;
  FETTLE_TRY(key, context.services.secret_box.open(row->sealed, place_of_trigger(*row)));
  return key;
}

/// Counted for the address; not for the trigger, as that would let anybody stop it.
Result<TriggerRow> refuse(Context& context) {
  const FailureKeys keys{
      .account = {}, .address = "trigger:" + security::throttled_address(context.actor.address)};
  FETTLE_TRY_VOID(count_failure_ahead(context, keys));
  return fail(ErrorCode::kUnauthenticated,
              "the call is not signed with the key of a trigger that is there, or more than five "
              "minutes old");
}

Result<TriggerRow> authenticate(Context& context, const TriggerCall& call) {
  FETTLE_TRY(row, store::find_called_trigger(context.database, call.trigger));
  FETTLE_TRY(key, key_of(context, row));
  const bool fits = is_signed_call(call, key.value_or(std::string(32, 'x')), context.now);
  const bool is_theirs = fits && key && row;
  if (key) wipe(*key);
  if (!is_theirs) return refuse(context);
  context.actor.team = row->team_id;
  context.actor.principal = {engine::PrincipalKind::kTrigger, row->id, row->name};
  context.actor.rights = {.role = security::Role::kEngineer};
  return *std::move(row);
}

// --- values -----------------------------------------------------------------------------------

Result<Texts> read_variables(const TriggerRow& row, std::string_view text) {
  if (text.empty()) return Texts();
  FETTLE_TRY(body, from_json<TriggerBody>(text));
  FETTLE_TRY(allowed, from_json<std::vector<std::string>>(row.allowed_variables));
  for (const auto& [name, value] : body.variables) {
    if (value.contains('\0')) {
      return fail(ErrorCode::kInvalid, "variables: the character U+0000 is no part of a value");
    }
    if (std::ranges::find(allowed, name) != allowed.end()) continue;
    return fail(ErrorCode::kInvalid,
                fmt::format("variables: the trigger does not let a call give a value for {}",
                            fleet::quote(name)));
  }
  return std::move(body.variables);
}

/// No blank, no quote, no slash, nothing that begins as an option does.
bool is_safe(std::string_view value) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !value.empty() && value.size() <= kSafeBytesMax && is_plain(value.front()) &&
         std::ranges::all_of(
             value, [&](char c) { return is_plain(c) || std::string_view("._-:+@~").contains(c); });
}

/// A pattern was held against its value when the launch was planned.
Result<void> check_values(const Texts& given, const std::vector<flow::Variable>& declared) {
  for (const auto& [name, value] : given) {
    const auto found = std::ranges::find(
        declared, name, [](const flow::Variable& one) -> const auto& { return one.name.value; });
    const bool is_declared = found != declared.end();
    if (is_declared && found->type == flow::Variable::Type::kSecret) {
      return fail(
          ErrorCode::kInvalid,
          fmt::format("variables: {} is a secret, which no call chooses", fleet::quote(name)));
    }
    if ((is_declared && !found->pattern.empty()) || is_safe(value)) continue;
    return fail(
        ErrorCode::kInvalid,
        fmt::format("variables: the value of {} may hold letters, digits and . _ - : + @ ~, "
                    "128 at most, and begins with a letter or a digit; a `pattern` of the "
                    "variable says otherwise",
                    fleet::quote(name)));
  }
  return {};
}

// --- what runs --------------------------------------------------------------------------------

Result<Wanted> from_plan(Context& context, const TriggerRow& row, Texts given) {
  FETTLE_TRY(flow, find_plan(context, *row.tree_id));
  FETTLE_TRY(variables, from_json<Texts>(row.variables_override));
  variables.insert(given.begin(), given.end());
  auto labels = row.target_list_id ? labels_of_list(context, *row.target_list_id)
                                   : from_json<std::vector<std::string>>(row.targets);
  if (!labels) return std::unexpected(std::move(labels).error());
  if (labels->empty()) {
    return fail(ErrorCode::kConflict, "the trigger's target list is empty or gone");
  }
  std::vector<std::string> again;
  FETTLE_TRY(planned, plan_launch(context, {.markdown = flow.markdown,
                                            .variables = std::move(variables),
                                            .strategy = {},
                                            .labels = without_duplicates(*labels, again)}));
  FETTLE_TRY_VOID(check_by_hand(std::move(planned.unmatched), row.manual_confirmed));
  return Wanted{.variables = std::move(given),
                .launch = std::move(planned.launch),
                .source = {.tree_id = flow.id,
                           .risk_level = planned.risk_level,
                           .target_list_id = row.target_list_id,
                           .status = status_at(planned.risk_level)}};
}

/// With other values it is no longer what was approved.
Result<Wanted> with_values(Context& context, Wanted wanted, Texts given) {
  auto variables = wanted.launch.frozen.variables;
  for (const auto& [name, value] : given) variables[name] = value;
  std::vector<std::string> labels;
  for (const auto& target : wanted.launch.frozen.targets) {
    if (!target.label.empty()) labels.push_back(target.label);
  }
  FETTLE_TRY(planned, plan_launch(context, {.markdown = wanted.launch.frozen.markdown,
                                            .variables = std::move(variables),
                                            .strategy = {},
                                            .labels = std::move(labels)}));
  planned.launch.gone = std::move(wanted.launch.gone);
  wanted.launch = std::move(planned.launch);
  wanted.source.status = status_at(wanted.source.risk_level);
  wanted.variables = std::move(given);
  return wanted;
}

/// As `run now`: what was approved needs no new approval, except at risk high.
Result<Wanted> from_schedule(Context& context, const TriggerRow& row, Texts given) {
  FETTLE_TRY(schedule,
             store::find_schedule(context.database, {row.team_id, row.schedule_id.value_or("")}));
  FETTLE_TRY(running, store::count_running_batches(context.database, schedule.id));
  if (running > 0) return fail(ErrorCode::kConflict, "the schedule's run before is not over");
  FETTLE_TRY(launch, approved_launch(context, schedule));
  const auto risk = launch.plan.flow.risk;
  Wanted wanted{.launch = std::move(launch),
                .source = {.tree_id = schedule.tree_id,
                           .risk_level = std::string(enum_name(risk)),
                           .schedule_id = schedule.id,
                           .target_list_id = schedule.target_list_id}};
  if (risk >= flow::Risk::kHigh) wanted.source.status = engine::BatchStatus::kPendingApproval;
  if (given.empty()) return wanted;
  return with_values(context, std::move(wanted), std::move(given));
}

Result<std::string> launch(Context& context, const store::TriggerRow& row, std::string_view body,
                           const store::IdempotencyKey& key) {
  FETTLE_TRY(given, read_variables(row, body));
  FETTLE_TRY(count, store::count_firing(context.database, row.id, context.now));
  if (count > kLaunchesInAMinute) {
    return fail(ErrorCode::kTooMany,
                "a trigger launches at most 10 batches a minute; try again in "
                "a minute");
  }
  FETTLE_TRY(wanted, row.tree_id ? from_plan(context, row, std::move(given))
                                 : from_schedule(context, row, std::move(given)));
  FETTLE_TRY_VOID(check_values(wanted.variables, wanted.launch.plan.flow.variables));
  return add_launch(context, wanted.launch, wanted.source, key);
}

}  // namespace

Result<Fired> fire_trigger(Context& context, const TriggerCall& call) {
  FETTLE_TRY(row, authenticate(context, call));
  const store::IdempotencyKey key{.team = row.team_id,
                                  .key = fmt::format("trigger {} {}", row.id, call.id),
                                  .operation = "fireTrigger",
                                  .request_hash = sha256_hex(call.body),
                                  .at = context.now};
  FETTLE_TRY(batch,
             launched_once(context, key, [&] { return launch(context, row, call.body, key); }));
  FETTLE_TRY(view, get_batch(context, batch));
  return Fired{.batch_id = view.batch_id, .status = view.status};
}

}  // namespace fettle::usecases
