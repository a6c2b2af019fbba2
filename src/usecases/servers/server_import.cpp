#include "usecases/servers/server_import.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>
#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"
#include "core/fleet/text.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/own_user.hpp"
#include "usecases/secrets/secret_mask.hpp"
#include "usecases/servers/server_input.hpp"
#include "usecases/servers/server_shown.hpp"
#include "usecases/servers/servers.hpp"

namespace fettle::usecases {
namespace {

using Fields = std::vector<std::pair<std::string_view, std::string>>;

struct Audited {
  std::string origin;
  std::string digest;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::vector<std::string> vanished;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (origin, digest, added, changed, vanished))

/// What an import can change, as text that people compare.
Fields fields_of(const store::ServerRow& row) {
  return {{"address", row.address},
          {"port", row.port == 0 ? std::string() : std::to_string(row.port)},
          {"user", row.user_name},
          {"transport", row.transport},
          {"proxy_jump", row.proxy_jump},
          {"become", row.become ? "yes" : ""},
          {"become_user", row.become_user},
          {"become_method", row.become_method},
          {"role", row.role},
          {"site", row.site},
          {"os_family", row.os_family},
          {"tags", fmt::format("{}", fmt::join(tags_of(row), ", "))},
          {"variables", row.variables == "{}" ? std::string() : row.variables},
          {"notes", row.notes},
          {"origin", row.origin},
          {"vanished", row.vanished_at ? "yes" : ""}};
}

ImportChange compare(const store::ServerRow& before, const store::ServerRow& after) {
  ImportChange change{.name = after.name, .fields = {}};
  const auto old_fields = fields_of(before);
  const auto new_fields = fields_of(after);
  for (std::size_t i = 0; i < new_fields.size(); ++i) {
    const auto& [field, value] = new_fields[i];
    if (value == old_fields[i].second) continue;
    change.fields.push_back({std::string(field), old_fields[i].second, value});
  }
  return change;
}

void set_if_said(std::string& field, const std::string& said) {
  if (!said.empty()) field = said;
}

/// `row` with what the source says.
store::ServerRow merge(store::ServerRow row, const ImportedServer& imported,
                       const std::string& origin) {
  const auto& server = imported.server;
  set_if_said(row.address, server.address);
  if (server.port != 0) row.port = server.port;
  set_if_said(row.user_name, server.user);
  set_if_said(row.transport, imported.transport);
  set_if_said(row.proxy_jump, server.proxy_jump);
  row.become = row.become || server.become;
  set_if_said(row.become_user, server.become_user.value_or(""));
  set_if_said(row.become_method, server.become_method.value_or(""));
  set_if_said(row.role, server.role);
  set_if_said(row.site, server.site);
  set_if_said(row.os_family, server.os_family);
  if (!server.tags.empty()) row.tags = to_json(normal_tags(server.tags));
  if (!server.variables.empty()) row.variables = to_json(server.variables);
  set_if_said(row.notes, imported.notes);
  row.origin = origin;
  row.vanished_at.reset();
  return row;
}

/// What an import would do, and the rows that it would write.
struct Plan {
  ImportDifference shown;
  std::vector<store::ServerRow> added;
  std::vector<store::ServerRow> changed;  ///< the vanished among them
};

class Planner {
 public:
  Planner(std::vector<store::ServerRow> rows, std::string origin, Instant now)
      : origin_(std::move(origin)), now_(now) {
    for (auto& row : rows) {
      auto key = row.name_key;
      rows_.emplace(std::move(key), std::move(row));
    }
  }

  void add(const ImportedServer& imported) {
    const auto key = fleet::to_lower_ascii(imported.server.name);
    if (!named_.insert(key).second) return;  // the first of a name is the one
    const auto found = rows_.find(key);
    if (found == rows_.end()) return add_new(imported);
    auto next = merge(found->second, imported, origin_);
    auto change = compare(found->second, next);
    if (change.fields.empty()) {
      ++plan_.shown.unchanged;
      return;
    }
    plan_.shown.changed.push_back(std::move(change));
    plan_.changed.push_back(std::move(next));
  }

  /// A refused server is named by its source, so it has not vanished.
  void keep(const std::string& name) { named_.insert(fleet::to_lower_ascii(name)); }

  Plan finish() && {
    for (auto& [key, row] : rows_) {
      if (row.origin != origin_ || row.vanished_at || named_.contains(key)) continue;
      plan_.shown.vanished.push_back(row.name);
      row.vanished_at = now_;
      plan_.changed.push_back(std::move(row));
    }
    plan_.shown.digest = digest_of(plan_.shown, origin_);
    return std::move(plan_);
  }

 private:
  void add_new(const ImportedServer& imported) {
    store::ServerRow empty;
    empty.transport.clear();
    store::ServerRow row;
    row.name = imported.server.name;
    row.mode = enum_name(imported.server.mode);
    row = merge(std::move(row), imported, origin_);
    auto change = compare(empty, row);
    change.fields.push_back({"mode", "", row.mode});
    plan_.shown.added.push_back(std::move(change));
    plan_.added.push_back(std::move(row));
  }

  std::string origin_;
  Instant now_;
  std::map<std::string, store::ServerRow> rows_;
  std::set<std::string> named_;
  Plan plan_;
};

Result<void> check(const ImportServers& import) {
  FieldProblems problems;
  if (import.origin) problems.check_name("origin", *import.origin, 64);
  if (import.apply.value_or(false) && !import.digest) {
    problems.add("digest", "is required to apply: it is that of the difference that was seen");
  }
  return problems.done();
}

/// The values that a source gives, by the rules of a person's.
Result<void> check_rows(const Plan& plan) {
  FieldProblems problems;
  for (const auto* rows : {&plan.added, &plan.changed}) {
    for (const auto& row : *rows) {
      store::ServerRow scratch;
      const ServerFields fields{.name = row.name,
                                .transport = row.transport,
                                .become_user = row.become_user,
                                .become_method = row.become_method,
                                .role = row.role,
                                .site = row.site,
                                .os_family = row.os_family,
                                .tags = tags_of(row),
                                .variables = variables_of(row),
                                .notes = row.notes};
      scratch.address = row.address;
      apply_fields(fields, fmt::format("text: {} ", fleet::quote(row.name)), scratch, problems);
    }
  }
  return problems.done();
}

Result<void> write(Context& context, Plan& plan) {
  FETTLE_TRY(count, store::count_servers(context.database, context.actor.team));
  if (count + std::ssize(plan.added) > kServersMax) {
    return fail(ErrorCode::kConflict, fmt::format("a team has at most {} servers: there are {}, "
                                                  "and the import would add {}",
                                                  kServersMax, count, plan.added.size()));
  }
  for (auto& row : plan.added) {
    row.id = context.new_id();
    row.created_by = own_user(context);
    row.created_at = row.updated_at = context.now;
    FETTLE_TRY_VOID(store::insert_server(context.database, context.actor.team, row));
    FETTLE_TRY_VOID(
        store::add_mode_change(context.database, row.id,
                               {context.now, row.mode, context.actor.principal.name, "imported"}));
  }
  for (auto& row : plan.changed) {
    ++row.version;
    row.updated_at = context.now;
    FETTLE_TRY(written, store::update_server(context.database, context.actor.team, row));
    if (!written) return fail(ErrorCode::kBusy, "somebody else changes these servers: try again");
  }
  return {};
}

}  // namespace

std::string digest_of(const ImportDifference& difference, std::string_view origin) {
  return sha256_hex(to_canonical_json(std::vector<std::string>{
      std::string(origin), to_canonical_json(difference.added),
      to_canonical_json(difference.changed), to_canonical_json(difference.vanished)}));
}

Result<std::optional<store::Transaction>> begin_to_apply(Context& context,
                                                         std::optional<bool> apply) {
  if (!apply.value_or(false)) return std::nullopt;
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  return std::move(transaction);
}

Result<ImportDifference> import_servers(Context& context, const ImportServers& import) {
  FETTLE_TRY_VOID(check(import));
  FETTLE_TRY(imported, read_import_text({import.format, import.text}));
  Texts notes;
  for (auto& one : imported.servers) notes.push_back(&one.notes);
  FETTLE_TRY_VOID(hide_secrets_in(context, notes));
  FETTLE_TRY(transaction, begin_to_apply(context, import.apply));
  FETTLE_TRY(rows, store::find_servers(context.database, {.team = context.actor.team}));
  const auto origin = import.origin.value_or(import.format);
  Planner planner(std::move(rows), origin, context.now);
  for (const auto& server : imported.servers) planner.add(server);
  for (const auto& refused : imported.refused) planner.keep(refused.name);
  auto plan = std::move(planner).finish();
  FETTLE_TRY_VOID(check_rows(plan));
  plan.shown.refused = std::move(imported.refused);
  plan.shown.warnings = std::move(imported.warnings);
  if (!transaction) return std::move(plan.shown);
  if (*import.digest != plan.shown.digest) {
    return fail(ErrorCode::kConflict,
                "what the import would change is not what you saw: look at the difference again");
  }
  FETTLE_TRY_VOID(write(context, plan));
  const Audited audited{origin, plan.shown.digest, std::ssize(plan.shown.added),
                        std::ssize(plan.shown.changed), plan.shown.vanished};
  FETTLE_TRY_VOID(
      audit(context, {.action = "servers.imported", .subject = origin, .after = to_json(audited)}));
  FETTLE_TRY_VOID(announce(context, "servers", "imported", ""));
  FETTLE_TRY_VOID(transaction->commit());
  plan.shown.applied = true;
  return std::move(plan.shown);
}

}  // namespace fettle::usecases
