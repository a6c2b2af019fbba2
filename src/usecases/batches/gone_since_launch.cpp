#include "usecases/batches/gone_since_launch.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "store/batch_store.hpp"
#include "store/gone_targets.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/prepared_launch.hpp"

namespace fettle::usecases {
namespace {

struct Audited {
  std::vector<std::string> gone;  ///< labels
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (gone, digest))

/// What remains of a batch without those of its sessions whose servers were removed.
Result<store::NewBatch> rest_of(Context& context, store::StoredBatch stored,
                                const std::vector<std::string>& without_server) {
  const std::set<std::string_view> removed(without_server.begin(), without_server.end());
  std::vector<std::string> sessions;
  std::vector<store::GoneTarget> gone;
  auto targets = std::exchange(stored.frozen.targets, {});
  for (std::size_t i = 0; i < targets.size(); ++i) {
    auto& session = stored.sessions[i].id;
    if (removed.contains(session)) {
      gone.push_back({std::move(session), std::move(targets[i])});
    } else {
      sessions.push_back(std::move(session));
      stored.frozen.targets.push_back(std::move(targets[i]));
    }
  }
  if (sessions.empty()) {
    return fail(ErrorCode::kConflict, "none of its targets is left: reject the launch");
  }
  FETTLE_TRY(launch, prepare_approved(std::move(stored.frozen)));
  auto batch = new_batch(launch, context.now, context.random);
  batch.id = std::move(stored.id);
  batch.sessions = std::move(sessions);
  batch.gone = std::move(gone);
  return batch;
}

engine::BatchState state_without(engine::BatchState state, int gone) {
  state.waiting -= gone;
  state.gone += gone;
  state.tally.skipped += gone;
  ++state.version;
  return state;
}

std::string audited(const store::NewBatch& batch) {
  Audited after{.gone = {}, .digest = engine::digest(batch.frozen)};
  for (const auto& one : batch.gone) after.gone.push_back(one.target.label);
  return to_canonical_json(after);
}

}  // namespace

Result<BatchView> leave_out_gone(Context& context, BatchView batch) {
  auto& database = context.database;
  FETTLE_TRY(transaction, store::Transaction::begin(database));
  FETTLE_TRY(without_server, store::sessions_without_server(database, batch.batch_id));
  if (without_server.empty()) return batch;
  FETTLE_TRY(stored, store::load_batch(database, batch.batch_id));
  const auto state = state_without(stored.state, static_cast<int>(without_server.size()));
  FETTLE_TRY(rest, rest_of(context, std::move(stored), without_server));
  FETTLE_TRY(is_current, store::leave_gone_out(database, rest, state, context.now));
  if (!is_current) return fail(ErrorCode::kBusy, "somebody else decides on it just now");
  FETTLE_TRY_VOID(
      audit(context, {.action = "targets.gone", .subject = rest.id, .after = audited(rest)}));
  FETTLE_TRY_VOID(announce(context, "batches", "updated", rest.id));
  FETTLE_TRY(after, get_batch(context, rest.id));
  FETTLE_TRY_VOID(transaction.commit());
  return after;
}

}  // namespace fettle::usecases
