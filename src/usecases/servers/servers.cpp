#include "usecases/servers/servers.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "core/fleet/text.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/own_user.hpp"
#include "usecases/secrets/credentials.hpp"
#include "usecases/secrets/secret_mask.hpp"
#include "usecases/version.hpp"

namespace fettle::usecases {
namespace {

using Counts = std::map<std::string, std::int64_t>;

constexpr std::size_t kReasonMax = 500;

Result<store::ServerRow> find(Context& context, std::string_view id) {
  FETTLE_TRY(row, store::find_server(context.database, {context.actor.team, id}));
  if (row) return *std::move(row);
  return fail(ErrorCode::kNotFound, "there is no such server");
}

Result<void> check_name_free(Context& context, const store::ServerRow& row) {
  FETTLE_TRY(other, store::find_server_by_name(context.database, {context.actor.team, row.name}));
  if (!other || other->id == row.id) return {};
  return fail(ErrorCode::kConflict, fmt::format("there is a server called {} already: names are "
                                                "unique ignoring case",
                                                fleet::quote(other->name)));
}

Result<void> check_room(Context& context) {
  FETTLE_TRY(count, store::count_servers(context.database, context.actor.team));
  if (count < kServersMax) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("a team has at most {} servers: delete some first", kServersMax));
}

/// Sets what an owner has chosen.
Result<void> set_credential(Context& context, const ChosenCredential& chosen,
                            std::optional<std::string>& stored) {
  if (!chosen.id || *chosen.id == stored.value_or("")) return {};
  FETTLE_TRY_VOID(check_credential(context, chosen));
  stored = chosen.id->empty() ? std::nullopt : chosen.id;
  return {};
}

Result<void> set_credentials(Context& context, const ServerFields& fields, store::ServerRow& row) {
  FETTLE_TRY_VOID(set_credential(context,
                                 {"credential_id", CredentialPurpose::kLogin, fields.credential_id},
                                 row.credential_id));
  return set_credential(
      context, {"become_credential_id", CredentialPurpose::kBecome, fields.become_credential_id},
      row.become_credential_id);
}

std::string audited(const store::ServerRow& row) { return to_json(show(row)); }

std::vector<ServerFacet> to_facets(const Counts& counts) {
  std::vector<ServerFacet> facets;
  for (const auto& [value, count] : counts) facets.push_back({value, count});
  return facets;
}

}  // namespace

Result<store::PageRows<ShownServerHead>> list_servers(Context& context, ServerQuery query) {
  query.filter.team = context.actor.team;
  FETTLE_TRY(found, store::list_servers(context.database, query.filter, query.page));
  store::PageRows<ShownServerHead> page{.rows = {}, .total = found.total};
  for (const auto& row : found.rows) page.rows.push_back(show(row));
  return page;
}

Result<ServerFacets> count_server_facets(Context& context, store::ServerFilter filter) {
  filter.team = context.actor.team;
  FETTLE_TRY(rows, store::read_server_traits(context.database, filter));
  Counts role;
  Counts site;
  Counts os_family;
  Counts mode;
  Counts transport;
  Counts tag;
  const auto count = [](Counts& counts, const std::string& value) {
    if (!value.empty()) ++counts[value];
  };
  for (const auto& row : rows) {
    count(role, row.role);
    count(site, row.site);
    count(os_family, row.os_family);
    count(mode, row.mode);
    count(transport, row.transport);
    store::ServerHead head;
    head.tags = row.tags;
    for (const auto& one : tags_of(head)) count(tag, one);
  }
  return ServerFacets{std::ssize(rows), to_facets(role),      to_facets(site), to_facets(os_family),
                      to_facets(mode),  to_facets(transport), to_facets(tag)};
}

Result<ShownServer> get_server(Context& context, const std::string& id) {
  FETTLE_TRY(row, find(context, id));
  FETTLE_TRY(found, store::find_server_findings(context.database, {context.actor.team, id}));
  auto shown = show(row);
  if (!found) return shown;
  shown.facts.text = found->facts;
  if (!found->connection_test.empty()) shown.connection_test.text = found->connection_test;
  return shown;
}

Result<ShownServer> create_server(Context& context, const NewServer& server) {
  store::ServerRow row;
  FieldProblems problems;
  if (!server.name) problems.add("name", "is required");
  apply_fields(server, "", row, problems);
  row.mode = server.mode.value_or("live");
  check_mode(row.mode, "mode", problems);
  FETTLE_TRY_VOID(problems.done());
  FETTLE_TRY_VOID(hide_secrets(context, row.notes));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(check_name_free(context, row));
  FETTLE_TRY_VOID(check_room(context));
  FETTLE_TRY_VOID(set_credentials(context, server, row));
  row.id = context.new_id();
  row.created_by = own_user(context);
  row.created_at = row.updated_at = context.now;
  FETTLE_TRY_VOID(store::insert_server(context.database, context.actor.team, row));
  FETTLE_TRY_VOID(store::add_mode_change(
      context.database, row.id, {context.now, row.mode, context.actor.principal.name, "added"}));
  FETTLE_TRY_VOID(
      audit(context, {.action = "server.created", .subject = row.id, .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "servers", "created", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return show(row);
}

Result<ShownServer> update_server(Context& context, const UpdateServer& change) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, change.id));
  FETTLE_TRY_VOID(check_version(change.version, show(row)));
  const auto before = audited(row);
  FieldProblems problems;
  apply_fields(change.fields, "", row, problems);
  FETTLE_TRY_VOID(problems.done());
  FETTLE_TRY_VOID(hide_secrets(context, row.notes));
  FETTLE_TRY_VOID(check_name_free(context, row));
  FETTLE_TRY_VOID(set_credentials(context, change.fields, row));
  FETTLE_TRY_VOID(store_next(context, row));
  FETTLE_TRY_VOID(audit(
      context,
      {.action = "server.updated", .subject = row.id, .before = before, .after = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "servers", "updated", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  return show(row);
}

Result<void> delete_server(Context& context, const DeleteServer& server) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, server.id));
  FETTLE_TRY_VOID(check_version(server.version, show(row)));
  FETTLE_TRY_VOID(store::delete_server(context.database, {context.actor.team, row.id}));
  FETTLE_TRY_VOID(
      audit(context, {.action = "server.deleted", .subject = row.id, .before = audited(row)}));
  FETTLE_TRY_VOID(announce(context, "servers", "deleted", row.id));
  return transaction.commit();
}

Result<ShownServer> set_server_mode(Context& context, SetServerMode change) {
  FieldProblems problems;
  check_mode(change.mode, "mode", problems);
  problems.check_name("reason", change.reason, kReasonMax);
  FETTLE_TRY_VOID(problems.done());
  FETTLE_TRY_VOID(hide_secrets(context, change.reason));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(row, find(context, change.id));
  FETTLE_TRY_VOID(check_version(change.version, show(row)));
  if (row.mode == change.mode) return show(row);
  const auto before = fmt::format(R"({{"mode":"{}"}})", std::exchange(row.mode, change.mode));
  FETTLE_TRY_VOID(store_next(context, row));
  FETTLE_TRY_VOID(
      store::add_mode_change(context.database, row.id,
                             {context.now, row.mode, context.actor.principal.name, change.reason}));
  FETTLE_TRY_VOID(audit(context, {.action = "server.mode_changed",
                                  .subject = row.id,
                                  .before = before,
                                  .after = fmt::format(R"({{"mode":"{}","reason":{}}})", row.mode,
                                                       to_json(change.reason))}));
  FETTLE_TRY_VOID(announce(context, "servers", "updated", row.id));
  FETTLE_TRY_VOID(transaction.commit());
  context.services.batches.modes_changed();
  return show(row);
}

Result<store::PageRows<store::ModeChange>> list_server_modes(Context& context,
                                                             const ModeQuery& query) {
  FETTLE_TRY_VOID(find(context, query.id));
  return store::list_mode_changes(context.database, {context.actor.team, query.id}, query.page);
}

Result<void> store_next(Context& context, store::ServerRow& row) {
  ++row.version;
  row.updated_at = context.now;
  FETTLE_TRY(written, store::update_server(context.database, context.actor.team, row));
  if (written) return {};
  return fail(ErrorCode::kBusy, "somebody else changes this server just now: try again");
}

}  // namespace fettle::usecases
