#include "usecases/schedules/triggers.hpp"

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "base/wipe.hpp"
#include "core/fleet/text.hpp"
#include "security/encoding.hpp"
#include "security/random_bytes.hpp"
#include "store/schedule_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/named_targets.hpp"
#include "usecases/batches/plan_launch.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/sealed_places.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::int64_t kTriggersMax = 200;
constexpr std::size_t kVariablesMax = 100;

Result<Trigger> view_of(const Context& context, const store::TriggerRow& row) {
  FETTLE_TRY(targets, from_json<std::vector<std::string>>(row.targets));
  FETTLE_TRY(fixed, (from_json<std::map<std::string, std::string>>(row.variables_override)));
  FETTLE_TRY(allowed, from_json<std::vector<std::string>>(row.allowed_variables));
  return Trigger{.id = row.id,
                 .name = row.name,
                 .tree_id = row.tree_id,
                 .schedule_id = row.schedule_id,
                 .target_list_id = row.target_list_id,
                 .targets = std::move(targets),
                 .variables_override = std::move(fixed),
                 .allowed_variables = std::move(allowed),
                 .url = context.services.public_url + "/api/v1/triggers/" + row.id + "/fire",
                 .owner_id = row.owner_id,
                 .last_fired_at = row.last_fired_at,
                 .version = row.version,
                 .created_at = row.created_at,
                 .updated_at = row.updated_at};
}

Result<store::TriggerRow> find(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_trigger(context.database, {context.actor.team, id}));
  if (row) return *std::move(row);
  return fail(ErrorCode::kNotFound, "there is no such trigger");
}

Result<void> record(Context& context, const AuditEntry& entry) {
  FETTLE_TRY_VOID(audit(context, entry));
  return announce(context, "triggers", entry.action.substr(entry.action.find('.') + 1),
                  entry.subject);
}

/// A new key, sealed in the row; its text is what its holder is given.
Result<std::string> give_key(Context& context, store::TriggerRow& row) {
  auto bytes = security::random_bytes(kKeyBytes);
  auto text = "whsec_" + security::to_standard_base64(bytes);
  auto sealed = context.services.secret_box.seal(bytes, place_of_trigger(row));
  wipe(bytes);
  FETTLE_TRY(taken, std::move(sealed));
  row.sealed = std::move(taken);
  return text;
}

void check_fields(const NewTrigger& in, FieldProblems& problems) {
  problems.check_name("name", in.name);
  if (in.tree_id.has_value() == in.schedule_id.has_value()) {
    problems.add("tree_id", "name a plan, or a schedule by schedule_id");
  }
  if (in.schedule_id && (in.target_list_id || in.targets || in.variables_override)) {
    problems.add("schedule_id", "the schedule has targets and values of its own");
  }
  const auto allowed = in.allowed_variables.value_or(std::vector<std::string>());
  if (allowed.size() > kVariablesMax) problems.add("allowed_variables", "names more than 100");
  const auto fixed = in.variables_override.value_or(std::map<std::string, std::string>());
  if (fixed.size() > kVariablesMax) problems.add("variables_override", "names more than 100");
  for (const auto& name : allowed) {
    problems.check_name("allowed_variables", name);
    if (fixed.contains(name)) {
      problems.add("allowed_variables", fleet::quote(name) + " has a fixed value already");
    }
  }
}

/// As a launch by hand would check them, so that a call finds them in order.
Result<void> fill_targets(Context& context, const NewTrigger& in, store::TriggerRow& row) {
  const NamedTargets named{in.target_list_id, in.targets, {}};
  if (named.ways() != 1) {
    return fail(ErrorCode::kInvalid, "targets: name them one way: target_list_id or targets");
  }
  FETTLE_TRY(labels, labels_of(context, named));
  if (labels.empty()) return fail(ErrorCode::kInvalid, "targets: there is none");
  std::vector<std::string> unmatched;
  FETTLE_TRY_VOID(resolve_labels(context, labels, unmatched));
  FETTLE_TRY_VOID(check_by_hand(std::move(unmatched), in.manual_confirmed));
  row.target_list_id = in.target_list_id;
  if (!in.target_list_id) row.targets = to_canonical_json(labels);
  row.manual_confirmed = in.manual_confirmed.value_or(false);
  return {};
}

Result<void> fill_what(Context& context, const NewTrigger& in, store::TriggerRow& row) {
  if (in.schedule_id) {
    FETTLE_TRY(schedule,
               store::find_schedule(context.database, {context.actor.team, *in.schedule_id}));
    row.schedule_id = schedule.id;
    return {};
  }
  FETTLE_TRY(flow, find_plan(context, *in.tree_id));
  row.tree_id = flow.id;
  return fill_targets(context, in, row);
}

Result<void> add(Context& context, const store::TriggerRow& row) {
  FETTLE_TRY(count, store::count_triggers(context.database, row.team_id));
  if (count >= kTriggersMax) {
    return fail(ErrorCode::kConflict, "a team has at most 200 triggers; remove one first");
  }
  auto added = store::add_trigger(context.database, row);
  if (added || added.error().code != ErrorCode::kConflict) return added;
  return fail(ErrorCode::kConflict, "the team has a trigger called " + fleet::quote(row.name) +
                                        " already; choose another name");
}

TriggerWithKey with_key(Trigger view, std::string key) {
  TriggerWithKey shown;
  static_cast<Trigger&>(shown) = std::move(view);
  shown.signing_key = std::move(key);
  return shown;
}

}  // namespace

Result<TriggerWithKey> create_trigger(Context& context, const NewTrigger& in) {
  FieldProblems problems;
  check_fields(in, problems);
  FETTLE_TRY_VOID(problems.done());
  store::TriggerRow row{
      .id = context.new_id(),
      .team_id = context.actor.team,
      .name = in.name,
      .name_key = fleet::to_lower_ascii(in.name),
      .variables_override =
          to_canonical_json(in.variables_override.value_or(std::map<std::string, std::string>())),
      .allowed_variables =
          to_canonical_json(in.allowed_variables.value_or(std::vector<std::string>())),
      .owner_id = context.actor.user,
      .created_at = context.now,
      .updated_at = context.now};
  FETTLE_TRY_VOID(fill_what(context, in, row));
  FETTLE_TRY(key, give_key(context, row));
  FETTLE_TRY(view, view_of(context, row));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(add(context, row));
  FETTLE_TRY_VOID(record(
      context, {.action = "trigger.created", .subject = row.id, .after = to_canonical_json(view)}));
  FETTLE_TRY_VOID(transaction.commit());
  return with_key(std::move(view), std::move(key));
}

Result<Listed<Trigger>> list_triggers(Context& context, const ListRequest& request) {
  FETTLE_TRY(page, id_page(request));
  FETTLE_TRY(rows, store::list_triggers(context.database, context.actor.team, page));
  FETTLE_TRY(total, store::count_triggers(context.database, context.actor.team));
  std::vector<Trigger> triggers;
  for (const auto& row : rows) {
    FETTLE_TRY(trigger, view_of(context, row));
    triggers.push_back(std::move(trigger));
  }
  return list_rows(request, std::move(triggers), total,
                   [](const Trigger& trigger) { return trigger; });
}

Result<Trigger> show_trigger(Context& context, std::string_view id) {
  FETTLE_TRY(row, find(context, id));
  return view_of(context, row);
}

Result<TriggerWithKey> rotate_trigger_key(Context& context, std::string_view id) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, id));
  FETTLE_TRY(key, give_key(context, row));
  row.owner_id = context.actor.user;
  row.updated_at = context.now;
  FETTLE_TRY_VOID(store::rotate_trigger(context.database, row));
  ++row.version;
  FETTLE_TRY(view, view_of(context, row));
  FETTLE_TRY_VOID(record(
      context, {.action = "trigger.rotated", .subject = row.id, .after = to_canonical_json(view)}));
  FETTLE_TRY_VOID(transaction.commit());
  return with_key(std::move(view), std::move(key));
}

Result<void> delete_trigger(Context& context, std::string_view id) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, id));
  FETTLE_TRY(view, view_of(context, row));
  FETTLE_TRY_VOID(store::remove_trigger(context.database, {context.actor.team, id}));
  FETTLE_TRY_VOID(
      record(context,
             {.action = "trigger.deleted", .subject = row.id, .before = to_canonical_json(view)}));
  return transaction.commit();
}

}  // namespace fettle::usecases
