#include "store/idempotency_store.hpp"

#include <tuple>

namespace fettle::store {

Result<std::optional<std::string>> find_answer(Connection& connection, const IdempotencyKey& key) {
  using Columns = std::tuple<std::string, std::string, std::string>;
  FETTLE_TRY(kept, connection.find<Columns>("select operation, request_hash, answer from "
                                            "idempotency_keys where team_id = ? and key = ?",
                                            key.team, key.key));
  if (!kept) return std::nullopt;
  const auto& [operation, hash, answer] = *kept;
  if (operation == key.operation && hash == key.request_hash) return answer;
  return fail(ErrorCode::kConflict,
              "Idempotency-Key: another request was made with it; take a new one");
}

Result<void> keep_answer(Connection& connection, const IdempotencyKey& key,
                         std::string_view answer) {
  FETTLE_TRY(kept,
             connection.run("insert into idempotency_keys (team_id, key, operation, request_hash, "
                            "answer, created_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                            key.team, key.key, key.operation, key.request_hash, answer, key.at));
  if (kept > 0) return {};
  return fail(ErrorCode::kConflict, "Idempotency-Key: it was used at this very moment; ask again");
}

}  // namespace fettle::store
