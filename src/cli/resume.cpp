#include "cli/resume.hpp"

#include <fmt/format.h>

#include <ostream>
#include <utility>
#include <vector>

#include "cli/attend.hpp"
#include "cli/files.hpp"
#include "cli/launch.hpp"
#include "store/batch_store.hpp"
#include "store/sqlite.hpp"
#include "transport/os/asio_loop.hpp"

namespace fettle::cli {
namespace {

using engine::SessionStatus;

Result<std::string> choose_batch(store::Connection& connection, const ResumeOptions& options,
                                 const std::string& database) {
  FETTLE_TRY(batches, store::list_batches(connection));
  std::vector<std::string> matching;
  for (const auto& batch : batches) {
    if (batch.id.starts_with(options.batch)) matching.push_back(batch.id);
  }
  if (matching.empty()) {
    return fail(ErrorCode::kNotFound,
                options.batch.empty()
                    ? fmt::format("there is no batch in {}", database)
                    : fmt::format("there is no batch {} in {}", options.batch, database));
  }
  if (matching.size() > 1 && !options.batch.empty()) {
    return fail(ErrorCode::kInvalid, fmt::format("{} batches begin with {}; write more of it",
                                                 matching.size(), options.batch));
  }
  return matching.front();  // the newest
}

/// Secrets are not stored: they are read again, or a step would run without one that it needs.
Result<std::map<std::string, std::string>> secrets_of(const engine::Frozen& frozen) {
  FETTLE_TRY(flow, engine::flow_for(frozen, frozen.targets.front()));
  return read_secrets(flow);
}

Result<void> each(runner::Runner& runner, const std::string& batch, SessionStatus status,
                  const engine::SessionEvent& event) {
  for (const auto& session : runner.sessions_in(batch, status)) {
    FETTLE_TRY_VOID(runner.tell_session(session, event));
  }
  return {};
}

Result<void> begin(const ResumeOptions& options, const std::string& batch,
                   const std::string& person, runner::Runner& runner) {
  const auto reason = fmt::format("asked for by {}", person);
  if (options.cancel) return runner.tell_batch(batch, engine::CancelBatch{reason});
  if (options.rollback) {
    FETTLE_TRY_VOID(each(runner, batch, SessionStatus::kFailed, engine::RollBackSession{reason}));
  }
  if (options.retry) {
    FETTLE_TRY_VOID(each(runner, batch, SessionStatus::kFailed, engine::ReopenSession{reason}));
  }
  const auto* state = runner.batch_state(batch);
  if (options.rest && state->status == engine::BatchStatus::kHalted) {
    return runner.tell_batch(batch, engine::GoOn{person});
  }
  if (state->status == engine::BatchStatus::kPaused) {
    return runner.tell_batch(batch, engine::UnpauseBatch{});
  }
  return {};
}

}  // namespace

int resume_batch(const ResumeOptions& options, const Console& console) {
  const auto attended = [&]() -> Result<int> {
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
    connection.reset();
    FETTLE_TRY(secrets, secrets_of(stored.frozen));
    return attend(
        {.database = database,
         .batch = batch,
         .consent = options.consent,
         .format = options.format,
         .secrets = std::move(secrets),
         .ssh = options.ssh,
         .retry_interrupted = options.retry,
         .begin_with =
             [&](runner::Runner& runner) { return begin(options, batch, console.person, runner); }},
        console);
  }();
  if (attended) return *attended;
  console.err << show(attended.error(), "fettle", {});
  return row(attended.error().code).exit_status;
}

}  // namespace fettle::cli
