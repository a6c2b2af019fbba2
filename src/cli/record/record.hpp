// One batch as it is told afterwards: what ran where, how it ended, who answered what, what
// changed. Values only, read from the database by read_record.cpp or from a
// service's answer by record_json.cpp; the other files of this folder
// write them for people and for programs. Text of hosts and plans in it is not safe to print yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session_state.hpp"
#include "store/database/connection.hpp"

namespace fettle::cli {

struct CheckSeen {
  std::string check;
  std::string result;  ///< `holds`, or how it ended
};

/// The stage of steps that are in no plan: an engineer added them to one session.
inline constexpr std::string_view kAdHocStage = "ad_hoc";

struct StepSeen {
  std::string stage;  ///< `steps`, `rollback` or kAdHocStage
  int number = 0;     ///< from 1, within its stage
  std::string title;
  std::string status;
  int tries = 0;
  std::string gate;      ///< why it waited or did not
  std::string answered;  ///< who answered it, and their comment
  Instant began;
  std::optional<Instant> ended;
  int exit_status = 0;
  std::string message;
  std::vector<CheckSeen> checks;
};

struct SessionSeen {
  std::string id;
  std::string target;
  bool recheck = false;
  engine::SessionStatus status = engine::SessionStatus::kPending;
  engine::FailureKind failure = engine::FailureKind::kNone;
  std::string reason;
  int issues = 0;  ///< steps that failed and were passed over, or were done with issues
  std::optional<Instant> began;
  std::optional<Instant> ended;
  std::vector<StepSeen> steps;
  std::string difference;  ///< in words; empty where nothing changed or nothing was compared
  std::string last_lines;  ///< of the step that it failed at
  std::vector<std::string> people;  ///< what people wrote: `Outcome: done`, notes on steps
};

/// What a person said during the run.
struct AnswerSeen {
  Instant at;
  std::string target;  ///< empty where it was about the batch
  std::string place;   ///< `step 2 "Install"`; empty where it was about a ring
  std::string what;    ///< `approved by ann: looks fine`
};

struct BatchRecord {
  std::string id;
  std::string short_id;
  std::string name;
  Instant created;
  std::optional<Instant> ended;
  std::string digest;
  engine::BatchState state;
  std::vector<SessionSeen> sessions;  ///< by position, re-checks after
  std::vector<AnswerSeen> answers;    ///< in their order
};

/// Names of steps as a record tells them.
std::string place_of(const StepSeen& step);

/// How long it took, in words; empty where it has not begun or ended.
std::string lasted(std::optional<Instant> began, std::optional<Instant> ended);

/// `2026-03-28T12:00:00Z`.
std::string moment_words(Instant at);

/// What record_json() wrote, here or in a service (write_record.hpp). kInvalid where it is none.
Result<BatchRecord> read_record_json(std::string_view text);

Result<BatchRecord> read_record(store::Connection& connection, const std::string& id,
                                std::string short_id);

}  // namespace fettle::cli
