#include "usecases/batches/session_answer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "usecases/audit/audit.hpp"
#include "usecases/batches/batch_words.hpp"
#include "usecases/batches/recorded_output.hpp"
#include "usecases/field_problems.hpp"

namespace fettle::usecases {
namespace {

using Mark = flow::Answered::Mark;

constexpr std::size_t kOutputMax = std::size_t{1} << 20U;  ///< as of a command

std::optional<Mark> mark_of(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Mark>, 4> kMarks{
      {{"done", Mark::kDone},
       {"done_with_issues", Mark::kDoneWithIssues},
       {"skipped", Mark::kSkipped},
       {"failed", Mark::kFailed}}};
  const auto* const found =
      std::ranges::find(kMarks, word, &std::pair<std::string_view, Mark>::first);
  return found == kMarks.end() ? std::nullopt : std::optional(found->second);
}

bool is_done(Mark mark) { return mark == Mark::kDone || mark == Mark::kDoneWithIssues; }

void check_fallback(const StepAnswer& answer, const StepView& step, FieldProblems& problems) {
  if (!answer.fallback) return;
  const auto known = step.task ? step.task->fallback : std::vector<FallbackView>();
  if (std::ranges::find(known, *answer.fallback, &FallbackView::title) != known.end()) return;
  problems.add("fallback", fmt::format("is no fallback of step \"{}\"", step.title));
}

void check_text(const StepAnswer& answer, const StepView& step, Mark mark,
                FieldProblems& problems) {
  const auto text = answer.text.value_or("");
  problems.check_text("text", text);
  if (!step.options.empty() && is_done(mark)) {
    if (std::ranges::find(step.options, text) == step.options.end()) {
      problems.add("text",
                   fmt::format("is none of the options: {}", fmt::join(step.options, ", ")));
    }
  } else if (mark != Mark::kDone && text.empty()) {
    problems.add("text", "say what is wrong, or why it is skipped");
  } else if (step.task && step.task->verification &&
             step.task->verification->type == "text_input" && is_done(mark) && text.empty()) {
    problems.add("text", fmt::format("is asked for: {}", step.task->verification->prompt));
  }
}

/// The step that waits for a person; null where none does.
const StepView* waiting_step(const SessionDetail& session) {
  if (session.status != enum_name(engine::SessionStatus::kAwaitingPerson)) return nullptr;
  const auto& steps = session.stage == "rollback" ? session.rollback : session.steps;
  const auto index = static_cast<std::size_t>(session.step);
  return index < steps.size() ? &steps[index] : nullptr;
}

std::string text_of(const StepAnswer& answer) {
  const auto text = answer.text.value_or("");
  if (!answer.fallback) return text;
  return fmt::format("fallback \"{}\"{}{}", *answer.fallback, text.empty() ? "" : ": ", text);
}

}  // namespace

Result<SessionDetail> answer_step(Context& context, std::string_view session,
                                  const StepAnswer& answer, std::optional<std::int64_t> version) {
  FETTLE_TRY(seen, get_session(context, session));
  const auto mark = mark_of(answer.mark);
  if (!mark) {
    return fail(ErrorCode::kInvalid, "mark: is none of done, done_with_issues, skipped, failed");
  }
  const auto* const step = waiting_step(seen);
  if (step == nullptr) {
    return fail(ErrorCode::kConflict,
                fmt::format("the session is {}: no step of it waits for a person", seen.status));
  }
  FieldProblems problems;
  check_fallback(answer, *step, problems);
  check_text(answer, *step, *mark, problems);
  problems.check_text("output", answer.output.value_or(""), kOutputMax);
  FETTLE_TRY_VOID(problems.done());
  FETTLE_TRY_VOID(record_output(context, seen, answer.output.value_or("")));
  // Of the state that the answer was checked against: it must not reach another step.
  auto told = tell_session(context, session,
                           engine::AnswerPerson{{*mark, text_of(answer)}, by(context, {})},
                           audit_action("step.answered"), version.value_or(seen.version));
  const bool is_refused = !told && (told.error().code == ErrorCode::kStale ||
                                    told.error().code == ErrorCode::kConflict);
  if (is_refused) FETTLE_TRY_VOID(record_output(context, seen, {}));
  return told;
}

}  // namespace fettle::usecases
