#include "usecases/servers/server_bulk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/json.hpp"
#include "core/fleet/text.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/secrets/secret_mask.hpp"
#include "usecases/servers/server_input.hpp"
#include "usecases/servers/server_shown.hpp"

namespace fettle::usecases {
namespace {

using Tags = std::vector<std::string>;

constexpr std::size_t kReasonMax = 500;
constexpr std::size_t kIdsMax = 20'000;
constexpr std::size_t kNamed = 5;

struct Audited {
  std::size_t changed = 0;
  std::vector<std::string> names;    ///< of a few, as they were called
  std::vector<std::string> servers;  ///< ids of all
  BulkChange set;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (changed, names, servers, set))

ServerFields fields_of(const BulkChange& change) {
  return {
      .role = change.role, .site = change.site, .os_family = change.os_family, .tags = change.tags};
}

Result<void> check(const BulkEdit& edit) {
  if (edit.ids.has_value() == edit.filter.has_value()) {
    return fail(ErrorCode::kMalformed, "name the servers either by `ids` or by `filter`");
  }
  FieldProblems problems;
  if (edit.ids && edit.ids->size() > kIdsMax) {
    problems.add("ids", fmt::format("are more than {}", kIdsMax));
  }
  store::ServerRow scratch;
  apply_fields(fields_of(edit.set), "set.", scratch, problems);
  apply_fields({.tags = edit.set.add_tags}, "set.add_", scratch, problems);
  if (edit.set.tags && (edit.set.add_tags || edit.set.remove_tags)) {
    problems.add("set: tags", "stands alone: it replaces all tags");
  }
  if (edit.set.mode) {
    check_mode(*edit.set.mode, "set: mode", problems);
    problems.check_name("set: reason", edit.set.reason.value_or(""), kReasonMax);
  }
  return problems.done();
}

Result<std::vector<store::ServerRow>> find(Context& context, const BulkEdit& edit) {
  if (edit.filter) {
    return store::find_servers(context.database, to_filter(*edit.filter, context.actor.team));
  }
  std::set<std::string> wanted(edit.ids->begin(), edit.ids->end());
  FETTLE_TRY(all, store::find_servers(context.database, {.team = context.actor.team}));
  std::vector<store::ServerRow> rows;
  for (auto& row : all) {
    if (wanted.erase(row.id) > 0) rows.push_back(std::move(row));
  }
  if (wanted.empty()) return rows;
  return fail(ErrorCode::kNotFound, fmt::format("{} of the servers do not exist, the first is {}; "
                                                "nothing was changed",
                                                wanted.size(), fleet::quote(*wanted.begin())));
}

void change_tags(const BulkChange& change, store::ServerRow& row) {
  if (!change.add_tags && !change.remove_tags) return;
  auto tags = tags_of(row);
  for (const auto& added : change.add_tags.value_or(Tags{})) tags.push_back(added);
  for (const auto& removed : change.remove_tags.value_or(Tags{})) {
    std::erase_if(tags, [&](const std::string& tag) { return fleet::same_name(tag, removed); });
  }
  row.tags = to_json(normal_tags(std::move(tags)));
}

/// The server with the change made to it, if that makes it another.
std::optional<store::ServerRow> changed(const BulkChange& change, const store::ServerRow& row) {
  auto next = row;
  FieldProblems none;
  apply_fields(fields_of(change), "", next, none);
  change_tags(change, next);
  if (change.mode) next.mode = *change.mode;
  const auto key = [](const store::ServerRow& one) {
    return std::tie(one.role, one.site, one.os_family, one.tags, one.mode);
  };
  if (key(next) == key(row)) return std::nullopt;
  return next;
}

Result<void> store_change(Context& context, store::ServerRow& row, const BulkChange& change,
                          std::string_view mode_before) {
  ++row.version;
  row.updated_at = context.now;
  FETTLE_TRY(written, store::update_server(context.database, context.actor.team, row));
  if (!written) return fail(ErrorCode::kBusy, "somebody else changes these servers: try again");
  if (row.mode == mode_before) return {};
  return store::add_mode_change(
      context.database, row.id,
      {context.now, row.mode, context.actor.principal.name, change.reason.value_or("")});
}

}  // namespace

store::ServerFilter to_filter(const ServerFilterInput& input, std::string team) {
  return {.team = std::move(team),
          .role = input.role.value_or(""),
          .tag = input.tag.value_or(""),
          .site = input.site.value_or(""),
          .os_family = input.os_family.value_or(""),
          .mode = input.mode.value_or(""),
          .transport = input.transport.value_or(""),
          .text = input.q.value_or("")};
}

Result<BulkEdited> edit_servers(Context& context, BulkEdit edit) {
  FETTLE_TRY_VOID(check(edit));
  FETTLE_TRY_VOID(hide_secrets(context, edit.set.reason));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(rows, find(context, edit));
  Audited audited{.names = {}, .servers = {}, .set = edit.set};
  for (const auto& row : rows) {
    auto next = changed(edit.set, row);
    if (!next) continue;
    FETTLE_TRY_VOID(store_change(context, *next, edit.set, row.mode));
    audited.servers.push_back(row.id);
    if (++audited.changed <= kNamed) audited.names.push_back(row.name);
  }
  if (!audited.servers.empty()) {
    FETTLE_TRY_VOID(audit(
        context,
        {.action = "servers.updated", .subject = {}, .before = {}, .after = to_json(audited)}));
    FETTLE_TRY_VOID(announce(context, "servers", "updated", ""));
  }
  FETTLE_TRY_VOID(transaction.commit());
  context.services.batches.modes_changed();
  return BulkEdited{std::ssize(rows), std::ssize(audited.servers)};
}

}  // namespace fettle::usecases
