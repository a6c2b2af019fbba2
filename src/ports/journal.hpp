// Where transitions are kept. The runner hands over everything of a batch that belongs together in
// one call; the journal stores all of it or nothing, and says when it is safe. Only then does the
// runner act on it. Several batches may share one transaction; a commit that is refused takes no
// other with it. Implemented by store/journal.cpp (a thread and a database) and by the simulator.
#pragma once

#include <boost/describe/enum.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"
#include "core/engine/wait_reason.hpp"
#include "ports/word_audit.hpp"

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
/// Why a session that is under way goes no further from now on; empty: nothing stands in its way.
struct SessionWaits {
  std::string batch;
  std::string session;
  std::vector<engine::WaitReason> reasons;
};
/// The session was admitted to its host and does not begin.
struct HostLeft {
  std::string session;
};
/// Something waits for a person: of a session, or of the batch where `session` is empty.
BOOST_DEFINE_ENUM_CLASS(PromptKind, kGate, kRingGate, kPerson)
struct PromptOpened {
  std::string batch;
  std::string session;
  PromptKind kind = PromptKind::kGate;
  std::string stage;
  int step = -1;
  std::string text;
  Instant since;
};
/// It no longer waits.
struct PromptClosed {
  std::string batch;
  std::string session;
};
/// What follows of somebody's word, which came through the database, is stored with this
/// (store/batch_words.hpp).
struct WordHeard {
  std::string word;  ///< its id
};
/// Who said a word, for the audit log.
struct WordAudited {
  WordAudit audit;
};
/// A message to people, to be sent once this is stored.
struct MessageQueued {
  std::string id;
  std::string batch;
  std::string session;  ///< empty when the batch sends it
  std::string text;
  std::string channel;
  std::string severity;
  Instant at;
};
/// The message was handed over.
struct MessageHandedOver {
  std::string id;
  Instant at;
};

using Write = std::variant<BatchSaved, SessionAdded, SessionSaved, StepSaved, EventAdded,
                           OutputAdded, SnapshotSaved, RemainingEnded, RemainingReopened,
                           TargetReleased, SessionWaits, HostLeft, PromptOpened, PromptClosed,
                           WordHeard, WordAudited, MessageQueued, MessageHandedOver>;

/// A session that its rollout lets start asks whether it may, beside everything else that runs.
struct AdmissionRequest {
  std::string session;
  std::string host;        ///< fleet::host_key(); empty: it works on none
  bool has_target = true;  ///< else it waits until somebody names targets
  /// What is left of its plan, as its author estimates; zero: nobody has.
  std::chrono::minutes needs{0};
};
struct Admission {
  std::string session;
  std::vector<engine::WaitReason> reasons;  ///< none: it may start, and holds its host from now on
  /// Before this the answer stays the same, unless somebody changes the rules; empty: it may change
  /// at any time.
  std::optional<Instant> again_at = {};
};

/// What belongs together of one batch.
struct Commit {
  std::string batch;
  std::int64_t lease = 0;  ///< the number of the lease that the batch is carried out under
  std::vector<Write> writes;
  std::vector<AdmissionRequest> asked;
  /// Who hears that it is stored does nothing that may not be done again. It need not wait for the
  /// disk: a power cut may take it, with all that came after it (store::Durability::kDeferred).
  bool may_be_deferred = false;
};
struct Committed {
  std::vector<Admission> admissions;  ///< in the order of `asked`
};

class Journal {
 public:
  virtual ~Journal() = default;
  /// Stores the commit and moves the end of its lease on, or does neither. kConflict where the
  /// lease is no longer held; kBusy where too many wait. `done` is called on the loop's thread,
  /// never from within this call. Several may be under way: they are stored and answered in their
  /// order.
  virtual void commit(Commit commit, std::move_only_function<void(Result<Committed>)> done) = 0;
};

}  // namespace fettle::ports
