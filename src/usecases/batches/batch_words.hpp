// What people say to batches and sessions of their team: approve, pause, answer, retry. Each word
// is refused or stored before it returns, with who said it; a stale one (`version`) is refused with
// the newer state. What may follow what is the engine's to know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "usecases/batches/batches.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct LaunchDecision {
  bool approved = false;
  std::string digest;   ///< that the approver saw; needed to approve
  std::string comment;  ///< needed to reject
  std::string name;     ///< of the plan, typed by an author who approves alone
};
BOOST_DESCRIBE_STRUCT(LaunchDecision, (), (approved, digest, comment, name))

/// Approves or rejects a launch that waits for it. kStale where its digest is another; kForbidden
/// where four eyes are needed and these are the author's own.
Result<BatchView> decide_launch(Context& context, std::string_view batch,
                                const LaunchDecision& decision);

/// A word to a batch; `action` names it in the audit log (`batch.paused`).
Result<BatchView> tell_batch(Context& context, std::string_view batch, engine::BatchInput input,
                             std::string_view action, std::optional<std::int64_t> version);

/// A word to a session, as above.
Result<SessionDetail> tell_session(Context& context, std::string_view session,
                                   engine::SessionInput input, std::string_view action,
                                   std::optional<std::int64_t> version);

struct GateAnswer {
  std::string stage = "steps";
  int step = 0;
  bool approved = false;
  std::string comment;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(GateAnswer, (), (stage, step, approved, comment))

struct GateAnswered {
  int answered = 0;  ///< sessions
};
BOOST_DESCRIBE_STRUCT(GateAnswered, (), (answered))

/// Answers the gate of a step for all targets of the batch that wait at it now. kConflict where
/// none does.
Result<GateAnswered> answer_gates(Context& context, std::string_view batch, GateAnswer answer);

/// Who said it, with their comment.
engine::Attribution by(const Context& context, std::string comment);

}  // namespace fettle::usecases
