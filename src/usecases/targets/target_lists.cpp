#include "usecases/targets/target_lists.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/json.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/own_user.hpp"
#include "usecases/secrets/secret_mask.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

using Uses = std::map<std::string, std::vector<ShownListUse>, std::less<>>;

constexpr std::size_t kSchedulesNamed = 10;

struct Audited {
  std::string name;
  std::int64_t target_count = 0;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (name, target_count, version))

std::string audited(const store::TargetListRow& list) {
  return to_json(Audited{list.name, list.target_count, list.version});
}

Result<Uses> read_uses(Context& context, std::string_view id) {
  FETTLE_TRY(rows, store::list_uses(context.database, {context.actor.team, id}));
  Uses uses;
  for (auto& row : rows) {
    uses[row.target_list_id].push_back({std::move(row.schedule_id), std::move(row.tree_id),
                                        std::move(row.tree_name), std::move(row.status)});
  }
  return uses;
}

ShownTargetListHead show_head(const store::TargetListHead& row, const Uses& uses) {
  const auto used = uses.find(row.id);
  return {.id = row.id,
          .name = row.name,
          .description = row.description,
          .target_count = row.target_count,
          .version = row.version,
          .created_by = row.created_by,
          .last_used_at = row.last_used_at,
          .created_at = row.created_at,
          .updated_at = row.updated_at,
          .used_by = used == uses.end() ? std::vector<ShownListUse>() : used->second};
}

Result<ShownTargetList> show(Context& context, const store::TargetListRow& row,
                             std::vector<DuplicateLine> duplicates = {}) {
  FETTLE_TRY(uses, read_uses(context, row.id));
  return ShownTargetList{show_head(row, uses), read_targets(row.targets), std::move(duplicates)};
}

Result<store::TargetListRow> find(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_target_list(context.database, {context.actor.team, id}));
  if (row) return *std::move(row);
  return fail(ErrorCode::kNotFound, "there is no such target list");
}

Result<PastedTargets> targets_of(const TargetListInput& input) {
  if (input.text) return read_pasted_targets(*input.text);
  PastedTargets given;
  if (!input.targets) return given;
  for (const auto& target : *input.targets) {
    given.targets.push_back({.label = target.label, .notes = target.notes.value_or("")});
  }
  return given;
}

/// Puts `input` into `row`; what is left out of its text is given back.
Result<std::vector<DuplicateLine>> fill(Context& context, store::TargetListRow& row,
                                        const TargetListInput& input) {
  if (input.targets && input.text) {
    return fail(ErrorCode::kMalformed, "give the targets as `targets` or as `text`, not both");
  }
  FieldProblems problems;
  problems.check_name("name", input.name);
  problems.check_text("description", input.description.value_or(""));
  FETTLE_TRY(given, targets_of(input));
  if (input.targets) check_targets(given.targets, "targets", problems);
  FETTLE_TRY_VOID(problems.done());
  row.name = input.name;
  if (input.description) row.description = *input.description;
  auto texts = notes_of(given.targets);
  texts.push_back(&row.description);
  FETTLE_TRY_VOID(hide_secrets_in(context, texts));
  if (!input.targets && !input.text) return std::vector<DuplicateLine>();
  row.targets = to_json(given.targets);
  row.target_count = std::ssize(given.targets);
  return std::move(given.duplicates);
}

Error still_used(const std::vector<ShownListUse>& uses) {
  std::vector<std::string> names;
  for (const auto& use : uses) {
    if (names.size() == kSchedulesNamed) break;
    names.push_back(fmt::format("\"{}\" ({})", use.tree_name, use.status));
  }
  const auto more = uses.size() - names.size();
  return {.code = ErrorCode::kConflict,
          .message = fmt::format("{} {} this list and would have none: {}{}; delete it with "
                                 "`confirm=true`",
                                 uses.size(), uses.size() == 1 ? "schedule uses" : "schedules use",
                                 fmt::join(names, ", "),
                                 more > 0 ? fmt::format(" and {} more", more) : "")};
}

}  // namespace

Result<store::PageRows<ShownTargetListHead>> list_target_lists(Context& context,
                                                               const TargetListQuery& query) {
  FETTLE_TRY(found, store::list_target_lists(context.database, {context.actor.team, query.text},
                                             query.page));
  FETTLE_TRY(uses, read_uses(context, ""));
  store::PageRows<ShownTargetListHead> page{.rows = {}, .total = found.total};
  for (const auto& row : found.rows) page.rows.push_back(show_head(row, uses));
  return page;
}

Result<ShownTargetList> get_target_list(Context& context, const std::string& id) {
  FETTLE_TRY(row, find(context, id));
  return show(context, row);
}

Result<ShownTargetList> create_target_list(Context& context, const TargetListInput& input) {
  store::TargetListRow row;
  row.targets = "[]";
  FETTLE_TRY(duplicates, fill(context, row, input));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  row.id = context.new_id();
  row.created_by = own_user(context);
  row.created_at = row.updated_at = context.now;
  FETTLE_TRY_VOID(store::insert_target_list(context.database, context.actor.team, row));
  FETTLE_TRY_VOID(
      audit(context, {.action = "target_list.created", .subject = row.id, .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "target_lists", "created", row.id));
  FETTLE_TRY(shown, show(context, row, std::move(duplicates)));
  FETTLE_TRY_VOID(transaction.commit());
  return shown;
}

Result<ShownTargetList> replace_target_list(Context& context, const ReplaceTargetList& change) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, change.id));
  FETTLE_TRY(current, show(context, row));
  FETTLE_TRY_VOID(check_version(change.version, current));
  const auto before = audited(row);
  FETTLE_TRY(duplicates, fill(context, row, change.list));
  ++row.version;
  row.updated_at = context.now;
  FETTLE_TRY(written, store::update_target_list(context.database, context.actor.team, row));
  if (!written) return fail(ErrorCode::kBusy, "somebody else saves this list just now: try again");
  FETTLE_TRY_VOID(audit(context, {.action = "target_list.updated",
                                  .subject = row.id,
                                  .before = before,
                                  .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "target_lists", "updated", row.id));
  FETTLE_TRY(shown, show(context, row, std::move(duplicates)));
  FETTLE_TRY_VOID(transaction.commit());
  return shown;
}

Result<DeletedTargetList> delete_target_list(Context& context, const DeleteTargetList& list) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, list.id));
  FETTLE_TRY(uses, read_uses(context, row.id));
  DeletedTargetList deleted{std::move(uses[row.id])};
  if (!deleted.schedules_without_list.empty() && list.confirmation != Confirmation::kGiven) {
    return std::unexpected(still_used(deleted.schedules_without_list));
  }
  FETTLE_TRY_VOID(store::delete_target_list(context.database, {context.actor.team, row.id}));
  FETTLE_TRY_VOID(
      audit(context, {.action = "target_list.deleted", .subject = row.id, .before = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "target_lists", "deleted", row.id));
  for (const auto& use : deleted.schedules_without_list) {
    FETTLE_TRY_VOID(announce(context, "schedules", "updated", use.schedule_id));
  }
  FETTLE_TRY_VOID(transaction.commit());
  return deleted;
}

}  // namespace fettle::usecases
