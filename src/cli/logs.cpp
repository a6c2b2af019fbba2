#include "cli/logs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cli/batch_choice.hpp"
#include "cli/files.hpp"
#include "cli/log_writer.hpp"
#include "cli/record/record.hpp"
#include "cli/view/safe_text.hpp"
#include "core/flow/nearest.hpp"
#include "store/batch_store.hpp"

namespace fettle::cli {
namespace {

/// Tells one command's output after the other, with the words of the record.
class RecordLogs {
 public:
  RecordLogs(const BatchRecord& record, LogWriter writer) : writer_(std::move(writer)) {
    for (const auto& session : record.sessions) sessions_.emplace(session.id, &session);
  }

  void write(const store::StoredOutput& output) {
    const auto& session = *sessions_.at(output.session_id);
    const auto step = std::ranges::find_if(session.steps, [&](const StepSeen& seen) {
      return seen.stage == output.stage && seen.number == output.step + 1;
    });
    writer_.write({.target = session.target,
                   .session = session.id,
                   .recheck = session.recheck,
                   .stage = output.stage,
                   .step = output.step,
                   .title = step == session.steps.end() ? std::string_view() : step->title,
                   .order = output.order,
                   .left_out = output.left_out,
                   .text = output.text});
    writer_.end(output.left_out);
  }

 private:
  LogWriter writer_;
  std::map<std::string, const SessionSeen*, std::less<>> sessions_;
};

Result<std::optional<int>> position_of(const BatchRecord& record, const std::string& target) {
  if (target.empty()) return std::nullopt;
  std::vector<std::string_view> labels;
  for (std::size_t i = 0; i < record.sessions.size(); ++i) {
    if (record.sessions[i].recheck) break;
    if (record.sessions[i].target == target) return static_cast<int>(i);
    labels.push_back(record.sessions[i].target);
  }
  return fail(ErrorCode::kNotFound,
              fmt::format("batch {} has no target {}; {}", record.short_id,
                          safe_line(target, Charset::kUtf8),
                          flow::did_you_mean(target, labels, "`fettle show` lists them")));
}

}  // namespace

int show_logs(const LogsOptions& options, const Console& console) {
  auto database = options.database;
  const auto written = [&]() -> Result<void> {
    FETTLE_TRY(connection, open_history(database));
    FETTLE_TRY(batches, list_batches_of(*connection));
    FETTLE_TRY(chosen, choose(batches, options.batch, database));
    const auto& id = batches.heads[chosen].id;
    FETTLE_TRY(record, read_record(*connection, id, batches.short_ids[chosen]));
    FETTLE_TRY(position, position_of(record, options.target));
    RecordLogs logs(record, LogWriter(options.format, console.out));
    return store::each_output(*connection, id, position,
                              [&](const store::StoredOutput& output) { logs.write(output); });
  }();
  if (written) return kExitDone;
  console.err << show_choice(written.error());
  return row(written.error().code).exit_status;
}

}  // namespace fettle::cli
