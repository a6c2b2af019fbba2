#include "store/installation.hpp"

#include <map>
#include <tuple>
#include <utility>

#include "base/json.hpp"
#include "core/engine/session_state.hpp"

namespace fettle::store {

using engine::SessionStatus;

Result<std::string> find_installation(Connection& connection) {
  FETTLE_TRY(known, connection.find<std::string>("select id from installation limit 1"));
  return std::move(known).value_or("");
}

Result<std::string> installation_id(Connection& connection, const std::string& fresh) {
  FETTLE_TRY(known, find_installation(connection));
  if (!known.empty()) return known;
  // Another process may be making one: who comes second takes that of the first.
  FETTLE_TRY(transaction, Transaction::begin_exclusive(connection));
  FETTLE_TRY_VOID(connection.run(
      "insert into installation (id) select ? where not exists (select 1 from installation)",
      fresh));
  FETTLE_TRY(id, connection.one<std::string>("select id from installation limit 1"));
  FETTLE_TRY_VOID(transaction.commit());
  return id;
}

Result<std::vector<KnownTarget>> read_known_targets(Connection& connection) {
  using Columns = std::tuple<std::string, std::string, std::string>;
  FETTLE_TRY(rows,
             connection.all<Columns>("select target, status, state from sessions where wave >= 0"));
  std::map<std::string, KnownTarget> targets;
  for (auto& [json, status, stored] : rows) {
    FETTLE_TRY(state, from_json<engine::SessionState>(stored));
    auto [place, is_new] = targets.try_emplace(json);
    auto& known = place->second;
    if (is_new) {
      FETTLE_TRY(target, from_json<fleet::Target>(json));
      known.target = std::move(target);
      known.become = known.target.server.become;
    }
    const auto now = enum_from_name<SessionStatus>(status).value_or(state.status);
    const bool goes_on = !engine::has_ended(now) || now == SessionStatus::kInterrupted;
    for (auto& attempt : state.attempts) {
      known.become = known.become || attempt.become;
      if (goes_on) known.needed.push_back(std::move(attempt.id));
    }
  }
  std::vector<KnownTarget> all;
  for (auto& [json, known] : targets) all.push_back(std::move(known));
  return all;
}

}  // namespace fettle::store
