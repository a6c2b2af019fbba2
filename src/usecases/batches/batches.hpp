// Batches and sessions of a team, as people and programs read them. Reads only; what can be said to
// them is batch_words.hpp, how one begins launch_batch.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/batch.hpp"
#include "core/engine/principal.hpp"
#include "core/engine/session_state.hpp"
#include "core/rollout/wave.hpp"
#include "store/database/page.hpp"
#include "store/team_batches.hpp"
#include "usecases/batches/step_view.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// How the sessions of a batch stand; `total` is the sum of the others.
struct SessionCounts {
  int total = 0;
  int completed = 0;
  int failed = 0;
  int interrupted = 0;
  int cancelled = 0;
  int skipped = 0;
  int pending = 0;
  int under_way = 0;
};
BOOST_DESCRIBE_STRUCT(SessionCounts, (),
                      (total, completed, failed, interrupted, cancelled, skipped, pending,
                       under_way))

/// One row of the run history: "6/8 complete" is `counts.completed` of `counts.total`.
struct BatchView {
  std::string batch_id;
  std::string name;
  std::optional<std::string> tree_id;
  std::optional<std::string> schedule_id;
  std::optional<std::string> target_list_id;
  std::optional<std::string> retried_from;
  std::string status;
  std::string reason;
  std::string risk_level;
  std::string digest;
  std::optional<engine::Principal> launched_by;
  SessionCounts counts;
  std::int64_t created_at = 0;
  std::optional<std::int64_t> ended_at;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(BatchView, (),
                      (batch_id, name, tree_id, schedule_id, target_list_id, retried_from, status,
                       reason, risk_level, digest, launched_by, counts, created_at, ended_at,
                       version))

struct WaveView {
  std::string name;
  int first = 0;
  int count = 0;
  int parallelism = 0;
  std::int64_t soak_seconds = 0;
  bool recheck = false;
  bool approval_after = false;
};
BOOST_DESCRIBE_STRUCT(WaveView, (),
                      (name, first, count, parallelism, soak_seconds, recheck, approval_after))

/// What waits for a person.
struct PromptView {
  std::string session_id;    ///< empty: between rings
  std::string target_label;  ///< empty as well then
  std::string kind;          ///< `gate`, `ring_gate`, `person`
  std::string stage;
  int step = 0;
  std::string text;
  std::int64_t since = 0;
};
BOOST_DESCRIBE_STRUCT(PromptView, (), (session_id, target_label, kind, stage, step, text, since))

struct BatchDetail : BatchView {
  std::vector<std::string> retried_as;  ///< ids of the batches that took its targets up again
  std::string frozen_markdown;
  std::map<std::string, std::string> variables;
  std::string strategy;
  std::vector<WaveView> waves;
  int wave = 0;                          ///< that it is at
  std::string wave_stage;                ///< `targets`, `soak`, `recheck`, `approval`
  std::optional<std::int64_t> timer_at;  ///< end of the soak, or of the question between rings
  std::vector<StepView> steps;           ///< as the first target gets them
  std::vector<StepView> rollback;
  std::vector<PromptView> prompts;
  std::int64_t as_of = 0;  ///< sequence of the last event that this knows of
};
BOOST_DESCRIBE_STRUCT(BatchDetail, (BatchView),
                      (retried_as, frozen_markdown, variables, strategy, waves, wave, wave_stage,
                       timer_at, steps, rollback, prompts, as_of))

struct TargetSessionView {
  std::string session_id;
  std::string batch_id;
  std::string target_label;
  std::optional<std::string> server_id;
  bool manual = false;
  int position = 0;
  int wave = 0;  ///< or rollout::kNoWave
  bool recheck = false;
  std::string status;
  std::string failure;
  std::string reason;
  std::string stage;
  int step = 0;
  std::string step_status;
  int issues = 0;
  std::optional<std::int64_t> started_at;
  std::optional<std::int64_t> ended_at;
  std::string assigned_to;  ///< name of the engineer who has it
  std::string outcome;      ///< `done`, `not_applicable`, ...; empty: nobody said one
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(TargetSessionView, (),
                      (session_id, batch_id, target_label, server_id, manual, position, wave,
                       recheck, status, failure, reason, stage, step, step_status, issues,
                       started_at, ended_at, assigned_to, outcome, version))

/// What became of a step of one session.
struct StepSeenView {
  std::string stage;
  int step = 0;
  std::string status;
  int tries = 0;
  std::string gate;      ///< why it waited or did not
  std::string answered;  ///< who answered, and their comment
  std::int64_t began_at = 0;
  std::optional<std::int64_t> ended_at;
  int exit_status = 0;
  std::string message;
};
BOOST_DESCRIBE_STRUCT(StepSeenView, (),
                      (stage, step, status, tries, gate, answered, began_at, ended_at, exit_status,
                       message))

/// What a person wrote about a step.
struct NoteView {
  std::string id;
  std::string stage;
  int step = 0;
  std::string text;
  engine::Principal by;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(NoteView, (), (id, stage, step, text, by, at))

/// A step that is in no plan: what an engineer did besides.
struct AdHocStepView {
  std::string id;
  std::string title;
  std::string mark;  ///< `done`, `done_with_issues`, `failed`
  std::string text;
  engine::Principal by;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(AdHocStepView, (), (id, title, mark, text, by, at))

struct SessionDetail : TargetSessionView {
  std::string flow_name;
  std::optional<std::string> assigned_user_id;
  std::string scratchpad;
  std::string outcome_notes;
  std::string next_steps;
  std::vector<StepView> steps;  ///< as this target gets them
  std::vector<StepView> rollback;
  std::vector<StepSeenView> seen;
  std::optional<PromptView> prompt;
  std::string difference;  ///< what changed on the target, in words; empty: nothing, or not known
  std::vector<NoteView> notes;
  std::vector<AdHocStepView> ad_hoc_steps;
  std::int64_t record_version = 0;  ///< of what people wrote: scratchpad, outcome, assignment
};
BOOST_DESCRIBE_STRUCT(SessionDetail, (TargetSessionView),
                      (flow_name, assigned_user_id, scratchpad, outcome_notes, next_steps, steps,
                       rollback, seen, prompt, difference, notes, ad_hoc_steps, record_version))

Result<store::PageRows<BatchView>> list_batches(Context& context, const store::BatchFilter& filter,
                                                const store::PageQuery& page);
Result<BatchView> get_batch(Context& context, std::string_view batch);
Result<BatchDetail> get_batch_detail(Context& context, std::string_view batch);
/// In the order of the rollout, re-checks after.
Result<std::vector<TargetSessionView>> list_batch_sessions(Context& context,
                                                           std::string_view batch);
Result<SessionDetail> get_session(Context& context, std::string_view session);

std::vector<WaveView> waves_of(const rollout::Rollout& rollout);

/// A part of what a step of a session wrote, in bytes of the kept text.
struct OutputView {
  std::string text;
  std::int64_t from = 0;
  std::int64_t until = 0;     ///< where it ends: between two characters
  std::int64_t total = 0;     ///< of the kept text
  std::int64_t left_out = 0;  ///< bytes that the command wrote and nobody kept
  /// When the batch's output was removed as too old; none where this step's is kept.
  std::optional<Instant> removed_at;
};
BOOST_DESCRIBE_STRUCT(OutputView, (), (text, from, until, total, left_out, removed_at))

struct OutputRange {
  std::string stage;
  int step = 0;
  std::string order;  ///< of the step's commands this one alone; empty: all
  std::int64_t from = 0;
  std::int64_t length = 0;  ///< at most 1 MiB
};
Result<OutputView> read_output(Context& context, std::string_view session,
                               const OutputRange& range);

}  // namespace fettle::usecases
