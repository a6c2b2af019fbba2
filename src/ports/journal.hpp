// Where transitions are kept. The runner hands over everything that belongs together in one call;
// the journal stores all of it or nothing, and says when it is safe. Only then does the runner act
// on it. Implemented by store/journal.cpp (a thread and a database file) and by the simulator.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"

namespace fettle::ports {

struct BatchSaved {
  std::string batch;
  engine::BatchState state;
  Instant at;
};
/// A session that did not exist at launch: a re-check.
struct SessionAdded {
  std::string session;
  std::string batch;
  int position = 0;  ///< of its target in the rollout
  int wave = 0;
};
struct SessionSaved {
  std::string session;
  engine::SessionState state;
  Instant at;
};
struct StepSaved {
  std::string session;
  engine::StepRecord record;
};
struct EventAdded {
  std::string batch;
  std::int64_t number = 0;  ///< from 1, without gaps within a batch
  std::string session;      ///< empty when it speaks of the batch
  engine::Event event;
};
struct OutputAdded {
  std::string session;
  engine::SessionStage stage = engine::SessionStage::kSteps;
  int step = 0;
  std::string order;
  std::int64_t offset = 0;  ///< of the first byte, in what the command wrote
  std::int64_t length = 0;  ///< bytes that the command wrote; `text` may be shorter or longer
  std::string text;         ///< secrets replaced
};
struct SnapshotSaved {
  std::string session;
  engine::Moment moment = engine::Moment::kBefore;
  std::string body;
};
/// Every pending session of the batch is skipped or cancelled at once; where it is cancelled, its
/// re-checks too.
struct RemainingEnded {
  std::string batch;
  engine::SessionStatus status = engine::SessionStatus::kSkipped;
  std::string reason;
};
/// Every session that RemainingEnded had skipped is pending again.
struct RemainingReopened {
  std::string batch;
};
/// The session's receipts are gone from its target.
struct TargetReleased {
  std::string session;
};

using Write =
    std::variant<BatchSaved, SessionAdded, SessionSaved, StepSaved, EventAdded, OutputAdded,
                 SnapshotSaved, RemainingEnded, RemainingReopened, TargetReleased>;

class Journal {
 public:
  virtual ~Journal() = default;
  /// Stores `writes`, in their order, all or none. `done` is called on the loop's thread, never
  /// from within this call. Several may be under way: they are stored and answered in their order,
  /// and one that fails takes no other along. kBusy, and nothing stored, where too many wait.
  virtual void commit(std::vector<Write> writes,
                      std::move_only_function<void(Result<void>)> done) = 0;
};

}  // namespace fettle::ports
