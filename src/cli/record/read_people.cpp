#include "cli/record/read_people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/json.hpp"
#include "cli/report.hpp"
#include "core/engine/principal.hpp"
#include "store/report_store.hpp"
#include "store/session_record_store.hpp"

namespace fettle::cli {
namespace {

std::string name_of(const std::string& by_whom) {
  const auto by = from_json<engine::Principal>(by_whom);
  return by ? by->name : std::string();
}

/// `done_with_issues` as people say it.
std::string words_of(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

void add_words(const store::PeopleRow& row, SessionSeen& session) {
  if (!row.assigned_name.empty()) session.people.push_back("Engineer: " + row.assigned_name);
  if (!row.outcome.empty()) {
    session.people.push_back(fmt::format("Outcome: {}{}{}", words_of(row.outcome),
                                         row.outcome_notes.empty() ? "" : ": ", row.outcome_notes));
  } else if (!row.outcome_notes.empty()) {
    session.people.push_back("Outcome: " + row.outcome_notes);
  }
  if (!row.next_steps.empty()) session.people.push_back("Next steps: " + row.next_steps);
}

void add_note(const store::SessionNoteRow& note, SessionSeen& session) {
  const auto step = std::ranges::find_if(session.steps, [&](const StepSeen& seen) {
    return seen.stage == note.stage && seen.number == note.step + 1;
  });
  const StepSeen not_reached{.stage = note.stage, .number = note.step + 1};
  session.people.push_back(fmt::format("{}, {}: {}",
                                       place_of(step == session.steps.end() ? not_reached : *step),
                                       name_of(note.by_whom), note.text));
}

/// It stands among the steps, in the order in which it was written after those of the plan.
void add_step(store::AdHocStepRow row, SessionSeen& session) {
  const auto number = 1 + std::ranges::count(session.steps, kAdHocStage, &StepSeen::stage);
  const bool has_issues = row.mark == "done_with_issues";
  session.steps.push_back(
      {.stage = std::string(kAdHocStage),
       .number = static_cast<int>(number),
       .title = std::move(row.title),
       .status = row.mark == "failed" ? "failed" : "completed",
       .tries = 1,
       .gate = "by hand",
       .answered = name_of(row.by_whom),
       .began = {row.at},
       .ended = Instant{row.at},
       .message = has_issues ? std::string(kDoneWithIssues) + row.text : std::move(row.text)});
  if (has_issues) ++session.issues;
}

}  // namespace

Result<void> read_people(store::Connection& connection, BatchRecord& record) {
  FETTLE_TRY(people, store::read_people(connection, record.id));
  FETTLE_TRY(notes, store::list_batch_notes(connection, record.id));
  FETTLE_TRY(steps, store::list_batch_ad_hoc_steps(connection, record.id));
  std::map<std::string_view, SessionSeen*> sessions;
  for (auto& session : record.sessions) sessions.emplace(session.id, &session);
  for (const auto& row : people) {
    if (auto* const session = sessions[row.session_id]) add_words(row, *session);
  }
  for (const auto& note : notes) {
    if (auto* const session = sessions[note.session_id]) add_note(note, *session);
  }
  for (auto& step : steps) {
    if (auto* const session = sessions[step.session_id]) add_step(std::move(step), *session);
  }
  return {};
}

}  // namespace fettle::cli
