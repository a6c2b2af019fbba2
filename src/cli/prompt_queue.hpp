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
  friend bool operator==(const Question&, const Question&) = default;
};

/// What is to be told to the runner about a question.
struct Answer {
  Question question;
  std::variant<engine::AnswerGate, engine::AnswerPerson, engine::AnswerBatchGate> word;
};

/// The flow as the target at `position` carries it out, so that people see what they approve.
using FlowOf = std::function<std::shared_ptr<const flow::Flow>(int position)>;

class PromptQueue {
 public:
  /// `labels` are those of all targets of the batch, by position.
  PromptQueue(const flow::Flow& flow, FlowOf flow_of, std::vector<std::string> labels,
              Consent consent, const Console& console);

  /// A question has come up. Returns the answer where consent was given beforehand, or for all
  /// targets at this step; otherwise keeps the question for a person.
  std::optional<Answer> put(Question question);
  /// The session has moved on by itself: its question is off the prompts.
  void withdraw(const std::string& session);

  bool has_questions() const { return !open_.empty(); }
  /// The text to show for the first question; empty when there is none. What is answered from then
  /// on is this question and no other.
  std::string prompt();
  /// What a typed line means. Empty where it means nothing, or asks for more: remark() and prompt()
  /// then say what.
  std::vector<Answer> answer(const std::string& line);
  /// Why the last line was no answer; empty where the next prompt says it all.
  const std::string& remark() const { return remark_; }

 private:
  /// A step at which a person has let all targets go.
  struct Standing {
    Question place;
    engine::Attribution by;
  };

  std::vector<Answer> answer_gate(const std::string& line);
  std::vector<Answer> answer_by_hand(const std::string& line);
  std::vector<Answer> answer_confirmation(const std::string& line);
  std::vector<Answer> approve_all(const std::string& comment);
  enum class Scope { kThis, kAllThatWait };
  std::vector<Answer> close_prompts(engine::AnswerGate word, Scope scope);
  std::vector<Answer> no_answer(std::string remark);
  std::string ask_by_hand(const flow::Step& step, std::string text) const;
  std::string ask_confirmation() const;
  std::vector<std::string> variants_of(const Question& question) const;

  const flow::Flow& flow_;  ///< of any target: the types of steps are those of all
  FlowOf flow_of_;
  std::vector<std::string> labels_;
  Consent consent_;
  const Console& console_;
  std::deque<Question> open_;
  std::vector<Standing> standing_;
  std::optional<Question> shown_;          ///< what the person has before them
  std::optional<std::string> confirming_;  ///< the comment of an `all` that is to be confirmed
  std::string remark_;
};

}  // namespace fettle::cli
