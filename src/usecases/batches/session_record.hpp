// What people add to a session of their team: who has it, the scratchpad, notes on its steps, steps
// of their own, the outcome. Each is written with its author, an audit entry and an event. Says
// nothing to whoever carries the session out: that is batch_words.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "usecases/batches/batches.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// The first who opens a session has it; whoever comes later changes nothing.
Result<SessionDetail> claim_session(Context& context, std::string_view session);

struct Assignment {
  std::optional<std::string> user_id;  ///< none: nobody has it any more
};
BOOST_DESCRIBE_STRUCT(Assignment, (), (user_id))
/// Gives the session to somebody, who is told unless it is themselves. kNotFound where the team has
/// no such user; kInvalid where they may not carry a session out.
Result<SessionDetail> assign_session(Context& context, std::string_view session,
                                     const Assignment& assignment);

/// What is not given stays as it is.
struct RecordChange {
  std::optional<std::string> scratchpad;
  /// `done`, `done_with_issues`, `failed`, `skipped`, `not_applicable`, or empty: none yet.
  std::optional<std::string> outcome;
  std::optional<std::string> outcome_notes;
  std::optional<std::string> next_steps;
};
BOOST_DESCRIBE_STRUCT(RecordChange, (), (scratchpad, outcome, outcome_notes, next_steps))
/// kStale where `version` is not the record's any more, with the newer state; kConflict for an
/// outcome while the session has not ended.
Result<SessionDetail> change_session_record(Context& context, std::string_view session,
                                            RecordChange change,
                                            std::optional<std::int64_t> version);

struct NewSessionNote {
  std::string stage = "steps";
  int step = 0;
  std::string text;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(NewSessionNote, (), (stage, step, text))
/// kInvalid where the session has no such step; kConflict where it has 500 notes.
Result<SessionDetail> add_session_note(Context& context, std::string_view session,
                                       NewSessionNote note);

struct NewAdHocStep {
  std::string title;
  std::string mark = "done";  ///< or `done_with_issues`, `failed`
  std::string text;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(NewAdHocStep, (), (title, mark, text))
/// A step that is in no plan: what the engineer did besides. kConflict where it has 100 of them.
Result<SessionDetail> add_ad_hoc_step(Context& context, std::string_view session,
                                      NewAdHocStep step);

}  // namespace fettle::usecases
