#include "cli/resume.hpp"

#include <fmt/format.h>

#include <ostream>
#include <utility>
#include <vector>

#include "cli/batch_choice.hpp"
#include "cli/files.hpp"
#include "cli/foreground_run.hpp"
#include "cli/launch.hpp"
#include "cli/report.hpp"
#include "cli/request.hpp"
#include "cli/view/json_view.hpp"
#include "store/batch_store.hpp"
#include "store/database/sqlite.hpp"
#include "transport/os/asio_loop.hpp"

namespace fettle::cli {
namespace {

using engine::SessionStatus;

Request request_of(const ResumeOptions& options) {
  if (options.cancel) return Request::kCancel;
  if (options.rollback) return Request::kRollBack;
  if (options.retry) return Request::kRetry;
  return options.rest ? Request::kRest : Request::kGoOn;
}

std::string_view words_of(Request request) {
  switch (request) {
    case Request::kGoOn:
      return "can go on";
    case Request::kRetry:
      return "have something to retry";
    case Request::kRest:
      return "are halted";
    case Request::kRollBack:
      return "have something to roll back";
    case Request::kCancel:
      return "can be cancelled";
  }
  return "";
}

/// The one batch that the request can be about; who names none must not hit another than they mean.
Result<std::size_t> choose_qualifying(store::Connection& connection, const BatchList& batches,
                                      Request request, const std::string& database) {
  std::vector<std::size_t> qualifying;
  for (std::size_t i = 0; i < batches.heads.size(); ++i) {
    if (qualifies(batches.heads[i].state, request)) qualifying.push_back(i);
  }
  if (qualifying.size() > 1) {
    std::erase_if(qualifying, [&](std::size_t i) {
      const auto owner = store::lease_owner(connection, batches.heads[i].id, this_process());
      return owner && !owner->empty();
    });
  }
  if (qualifying.size() == 1) return qualifying.front();
  // To go on with what is over does nothing but tell how it ended.
  if (qualifying.empty() && request == Request::kGoOn) return choose(batches, "last", database);
  if (qualifying.empty()) {
    return fail(ErrorCode::kNotFound,
                fmt::format("no batches of {} {}; `fettle batches` lists what ran", database,
                            words_of(request)));
  }
  return fail(ErrorCode::kInvalid,
              fmt::format("{} batches {}; nothing was done. Say which:\n{}", qualifying.size(),
                          words_of(request), describe(batches, qualifying)));
}

Result<std::string> choose_batch(store::Connection& connection, const ResumeOptions& options,
                                 const std::string& database) {
  FETTLE_TRY(batches, list_batches_of(connection));
  if (!options.batch.empty()) {
    FETTLE_TRY(named, choose(batches, options.batch, database));
    return batches.heads[named].id;
  }
  if (batches.heads.empty()) {
    return fail(ErrorCode::kNotFound, fmt::format("there is no batch in {} yet", database));
  }
  FETTLE_TRY(chosen, choose_qualifying(connection, batches, request_of(options), database));
  return batches.heads[chosen].id;
}

/// A halted batch goes on by a person's decision alone. Without one, and with no target to be asked
/// what became of its step, there is nothing to do but to say what can be decided.
bool waits_for_decision(const store::StoredBatch& stored, const ResumeOptions& options) {
  return stored.state.status == engine::BatchStatus::kHalted &&
         request_of(options) == Request::kGoOn && stored.state.tally.interrupted == 0;
}

Result<int> tell_choices(store::Connection& connection, const store::StoredBatch& stored,
                         const ResumeOptions& options, const std::string& database,
                         const Console& console) {
  FETTLE_TRY(flow, engine::flow_for(stored.frozen, stored.frozen.targets.front()));
  FETTLE_TRY(summary, summarize(connection, stored.id, database, flow));
  summary.flags = resume_flags(options.ssh);
  if (options.format == OutputFormat::kJson) {
    write_summary_json(summary, console.out);
  } else {
    console.out << render_summary(summary, Charset::kUtf8);
  }
  console.err << "fettle: the batch is halted and nothing was decided, so nothing was done; the "
                 "choices are listed under Next\n";
  return kExitUnfinished;
}

/// Secrets are not stored: they are read again, or a step would run without one that it needs.
Result<std::map<std::string, std::string>> secrets_of(const engine::ApprovedPlan& frozen) {
  FETTLE_TRY(flow, engine::flow_for(frozen, frozen.targets.front()));
  return read_secrets(flow);
}

Result<void> each(runner::Runner& runner, const std::string& batch, SessionStatus status,
                  const engine::SessionInput& event) {
  for (const auto& session : runner.sessions_in(batch, status)) {
    FETTLE_TRY_VOID(runner.dispatch(session, event));
  }
  return {};
}

Result<void> begin(const ResumeOptions& options, const std::string& batch,
                   const std::string& person, runner::Runner& runner) {
  const auto reason = fmt::format("asked for by {}", person);
  const engine::Attribution by{.by = engine::command_line(person)};
  if (options.cancel)
    return runner.dispatch(batch, engine::BatchInput(engine::CancelBatch{reason}));
  if (options.rollback) {
    FETTLE_TRY_VOID(each(runner, batch, SessionStatus::kFailed, engine::RollBackSession{reason}));
  }
  if (options.retry) {
    FETTLE_TRY_VOID(each(runner, batch, SessionStatus::kFailed, engine::ReopenSession{reason}));
  }
  const auto* state = runner.batch_state(batch);
  if (options.rest && state->status == engine::BatchStatus::kHalted) {
    return runner.dispatch(batch, engine::BatchInput(engine::ContinueBatch{by}));
  }
  if (state->status == engine::BatchStatus::kPaused) {
    return runner.dispatch(batch, engine::BatchInput(engine::UnpauseBatch{by}));
  }
  return {};
}

}  // namespace

int resume_batch(const ResumeOptions& options, const Console& console) {
  const auto done = [&]() -> Result<int> {
    auto database = options.database;
    if (database.empty()) {
      FETTLE_TRY(place, default_database());
      database = place;
    }
    FETTLE_TRY(existing, store::open_sqlite(database, store::OpenMode::kReadOnly));
    existing.reset();
    FETTLE_TRY(connection, open_database(database, transport::AsioLoop().now()));
    FETTLE_TRY(batch, choose_batch(*connection, options, database));
    FETTLE_TRY(stored, store::load_batch(*connection, batch));
    if (waits_for_decision(stored, options)) {
      return tell_choices(*connection, stored, options, database, console);
    }
    FETTLE_TRY(secrets, secrets_of(stored.frozen));
    return run_in_foreground(
        {.database = database,
         .batch = batch,
         .consent = options.consent,
         .format = options.format,
         .secrets = std::move(secrets),
         .ssh = options.ssh,
         .retry_interrupted = options.retry,
         .begin_with =
             [&](runner::Runner& runner) { return begin(options, batch, console.person, runner); }},
        *connection, console);
  }();
  if (done) return *done;
  console.err << show_choice(done.error());
  return row(done.error().code).exit_status;
}

}  // namespace fettle::cli
