// Where the gates of a run are answered: by --yes, or by the person at the terminal, one question
// at a time, for one target or for all that wait at the same step. Decides nothing by itself: a
// gate that it may not answer stays open.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"
#include "core/flow/flow.hpp"

namespace fettle::cli {

enum class Consent {
  kAsk,        ///< a person at the terminal is asked
  kApprovals,  ///< --yes: step and ring approvals, never a human_gate
  kEverything  ///< --yes-gates: human gates too
};

/// Something that waits.
struct Question {
  enum class Kind { kStepGate, kRingGate, kByHand };
  Kind kind = Kind::kStepGate;
  std::string session;  ///< empty for a ring
  std::string target;
  int position = 0;  ///< of the target in the rollout
  engine::SessionStage stage = engine::SessionStage::kSteps;
  int step = 0;
  std::string reason;
};

/// What is to be told to the runner about a question.
struct Answer {
  Question question;
  std::variant<engine::GateAnswered, engine::PersonAnswered, engine::BatchGateAnswered> word;
};

/// The flow as the target at `position` carries it out, so that people see what they approve.
using FlowOf = std::function<std::shared_ptr<const flow::Flow>(int position)>;

class GateDesk {
 public:
  GateDesk(const flow::Flow& flow, FlowOf flow_of, Consent consent, const Console& console);

  /// A question has come up. Returns the answer where consent was given beforehand; otherwise keeps
  /// the question for a person.
  std::optional<Answer> put(Question question);
  /// The session has moved on by itself: its question is off the desk.
  void withdraw(const std::string& session);

  bool has_questions() const { return !open_.empty(); }
  /// The text to show for the first question; empty when there is none.
  std::string prompt() const;
  /// What a typed line means. Empty where it means nothing; prompt() then says what can be typed.
  std::vector<Answer> answer(const std::string& line);

 private:
  std::vector<Answer> answer_gate(const std::string& line);
  std::vector<Answer> answer_by_hand(const std::string& line);
  std::vector<Answer> settle(bool approved, bool all, const std::string& comment);

  const flow::Flow& flow_;  ///< of any target: the types of steps are those of all
  FlowOf flow_of_;
  Consent consent_;
  const Console& console_;
  std::deque<Question> open_;
};

}  // namespace fettle::cli
