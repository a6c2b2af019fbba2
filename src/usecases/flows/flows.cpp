#include "usecases/flows/flows.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/enum_name.hpp"
#include "base/utf8.hpp"
#include "core/flow/sections.hpp"
#include "store/recipe_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/flows/flow_templates.hpp"
#include "usecases/flows/flow_text.hpp"
#include "usecases/own_user.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

struct Audited {
  std::string name;
  std::string tree_type;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (name, tree_type, version))

std::string audited(const store::FlowRow& flow) {
  return to_json(Audited{flow.name, flow.tree_type, flow.version});
}

Result<store::FlowRow> find(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_flow(context.database, {context.actor.team, id}));
  if (row) return *std::move(row);
  return fail(ErrorCode::kNotFound, "there is no such flow");
}

Result<void> refuse_builtin(const store::FlowRow& row) {
  if (!row.is_builtin) return {};
  return fail(ErrorCode::kConflict, fmt::format("\"{}\" is shipped with Fettle and read-only: "
                                                "duplicate it to change it",
                                                row.name));
}

Result<flow::FlowType> type_named(std::string_view word) {
  for (const auto& [value, name] : kNamedValues<flow::FlowType>) {
    if (name.view() == word) return value;
  }
  FieldProblems problems;
  problems.add("tree_type", "is not one of: maintenance, procedural, troubleshooting");
  FETTLE_TRY_VOID(problems.done());
  return flow::FlowType::kMaintenance;
}

Result<std::string> text_of(const NewFlow& flow) {
  if (flow.markdown) return *flow.markdown;
  if (!flow.tree_type) {
    FieldProblems problems;
    problems.add("tree_type", "is required where there is no markdown");
    FETTLE_TRY_VOID(problems.done());
  }
  FETTLE_TRY(type, type_named(*flow.tree_type));
  return std::string(flow_template(type));
}

/// The name that the text then has: a heading drops what markdown takes for a mark.
Result<void> check_named(const store::FlowRow& row, const std::optional<std::string>& name) {
  if (!name || row.name == flow::flow_name(*name)) return {};
  FieldProblems problems;
  problems.add("name", fmt::format("would be read as \"{}\" in a heading", row.name),
               "leave marks of markdown out of it");
  return problems.done();
}

Result<ShownFlow> store_new(Context& context, store::FlowRow row) {
  row.id = context.new_id();
  row.version = 1;
  row.created_by = row.updated_by = own_user(context);
  row.created_at = row.updated_at = context.now;
  FETTLE_TRY_VOID(store::insert_flow(context.database, context.actor.team, row));
  FETTLE_TRY_VOID(
      audit(context, {.action = "tree.created", .subject = row.id, .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "trees", "created", row.id));
  return show(row);
}

/// Stores `row`, which was read in this transaction and then changed, as its next version.
Result<void> store_next(Context& context, store::FlowRow& row) {
  ++row.version;
  row.updated_by = own_user(context);
  row.updated_at = context.now;
  FETTLE_TRY(written, store::update_flow(context.database, context.actor.team, row));
  if (written) return {};
  return fail(ErrorCode::kBusy, "somebody else saves this flow just now: try again");
}

}  // namespace

Result<ShownFlow> create_flow(Context& context, const NewFlow& flow) {
  FieldProblems problems;
  if (flow.name) problems.check_name("name", *flow.name);
  FETTLE_TRY_VOID(problems.done());
  FETTLE_TRY(markdown, text_of(flow));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(slugs, store::list_recipe_slugs(context.database, context.actor.team));
  store::FlowRow row;
  // Diagnostics speak of the text as its author wrote it.
  FETTLE_TRY_VOID(fill_from_text(row, markdown, slugs));
  if (flow.name) FETTLE_TRY_VOID(fill_from_text(row, with_name(markdown, *flow.name), slugs));
  FETTLE_TRY_VOID(check_named(row, flow.name));
  if (flow.tree_type && *flow.tree_type != row.tree_type) {
    problems.add("tree_type", fmt::format("the text says `type: {}`", row.tree_type),
                 "leave it out: the text decides");
    FETTLE_TRY_VOID(problems.done());
  }
  FETTLE_TRY(shown, store_new(context, std::move(row)));
  FETTLE_TRY_VOID(transaction.commit());
  return shown;
}

Result<ShownFlow> save_flow(Context& context, const SaveFlow& flow) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, flow.id));
  FETTLE_TRY_VOID(refuse_builtin(row));
  FETTLE_TRY_VOID(check_version(flow.version, show(row)));
  if (flow.markdown == row.markdown) return show(row);
  FETTLE_TRY(slugs, store::list_recipe_slugs(context.database, context.actor.team));
  const auto before = audited(row);
  FETTLE_TRY_VOID(fill_from_text(row, flow.markdown, slugs));
  FETTLE_TRY_VOID(store_next(context, row));
  FETTLE_TRY_VOID(audit(
      context,
      {.action = "tree.updated", .subject = row.id, .before = before, .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "trees", "updated", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return show(row);
}

Result<ShownFlow> duplicate_flow(Context& context, const DuplicateFlow& flow) {
  FieldProblems problems;
  if (flow.name) problems.check_name("name", *flow.name);
  FETTLE_TRY_VOID(problems.done());
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(original, find(context, flow.id));
  FETTLE_TRY(slugs, store::list_recipe_slugs(context.database, context.actor.team));
  const auto name =
      flow.name.value_or(std::string(utf8::first("Copy of " + original.name, kNameMax)));
  store::FlowRow row;
  FETTLE_TRY_VOID(fill_from_text(row, with_name(original.markdown, name), slugs));
  FETTLE_TRY_VOID(check_named(row, flow.name));
  FETTLE_TRY(shown, store_new(context, std::move(row)));
  FETTLE_TRY_VOID(transaction.commit());
  return shown;
}

Result<ShownFlow> archive_flow(Context& context, const ArchiveFlow& flow) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, flow.id));
  FETTLE_TRY_VOID(check_version(flow.version, show(row)));
  const bool archive = flow.state == ArchiveState::kArchived;
  if (archive == row.archived_at.has_value()) return show(row);
  row.archived_at = archive ? std::optional(context.now) : std::nullopt;
  ++row.version;
  row.updated_by = own_user(context);
  row.updated_at = context.now;
  FETTLE_TRY_VOID(store::archive_flow(context.database, context.actor.team, row));
  AuditEntry entry{.action = "tree.archived", .subject = row.id, .after = audited(row)};
  if (!archive) entry.action = "tree.unarchived";
  FETTLE_TRY_VOID(audit(context, entry));
  FETTLE_TRY_VOID(announce(context, "trees", "updated", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return show(row);
}

Result<DeletedFlow> delete_flow(Context& context, const DeleteFlow& flow) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, flow.id));
  FETTLE_TRY_VOID(refuse_builtin(row));
  FETTLE_TRY_VOID(check_version(flow.version, show(row)));
  const store::TeamKey key{context.actor.team, row.id};
  FETTLE_TRY(schedules, store::count_schedules_of_flow(context.database, key));
  FETTLE_TRY_VOID(store::delete_flow(context.database, key));
  FETTLE_TRY_VOID(
      audit(context, {.action = "tree.deleted", .subject = row.id, .before = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "trees", "deleted", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return DeletedFlow{schedules};
}

}  // namespace fettle::usecases
