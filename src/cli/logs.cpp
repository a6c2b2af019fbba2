#include "cli/logs.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>

#include "cli/batch_choice.hpp"
#include "cli/files.hpp"
#include "cli/record/record.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"
#include "core/flow/nearest.hpp"
#include "store/batch_store.hpp"

namespace fettle::cli {
namespace {

struct OutputJson {
  std::string_view target;
  std::string_view session;
  bool recheck = false;
  std::string_view stage;
  int step = 0;
  std::string_view title;
  std::string_view order;
  int attempt = 0;
  std::int64_t left_out_bytes = 0;
  std::string_view text;
};
BOOST_DESCRIBE_STRUCT(OutputJson, (),
                      (target, session, recheck, stage, step, title, order, attempt, left_out_bytes,
                       text))

/// Writes one command's output after the other, and counts the tries of each step.
class LogWriter {
 public:
  LogWriter(const BatchRecord& record, OutputFormat format, std::ostream& out)
      : format_(format), out_(out) {
    for (const auto& session : record.sessions) sessions_.emplace(session.id, &session);
  }

  void write(const store::StoredOutput& output) {
    const auto& session = *sessions_.at(output.session_id);
    const auto step = std::ranges::find_if(session.steps, [&](const StepSeen& seen) {
      return seen.stage == output.stage && seen.number == output.step + 1;
    });
    const StepSeen unknown{.stage = output.stage, .number = output.step + 1};
    const auto& seen = step == session.steps.end() ? unknown : *step;
    const int attempt = ++attempts_[{output.session_id, output.stage, output.step}];
    if (format_ == OutputFormat::kJson) {
      write_json_line(
          out_, OutputJson{session.target, session.id, session.recheck, output.stage, output.step,
                           seen.title, output.order, attempt, output.left_out, output.text});
      return;
    }
    auto heading = fmt::format("{}{}: {}", session.target, session.recheck ? " (re-check)" : "",
                               place_of(seen));
    if (attempt > 1) heading += fmt::format(", command {}", attempt);
    out_ << (is_first_ ? "" : "\n") << "==> " << safe_line(heading, Charset::kUtf8) << " <==\n";
    is_first_ = false;
    for (const auto& line : safe_lines(output.text, Charset::kUtf8)) out_ << line << "\n";
    if (output.left_out > 0) {
      out_ << fmt::format("... {} bytes were not kept ...\n", output.left_out);
    }
  }

 private:
  using StepKey = std::tuple<std::string, std::string, int>;

  OutputFormat format_;
  std::ostream& out_;
  std::map<std::string, const SessionSeen*, std::less<>> sessions_;
  std::map<StepKey, int> attempts_;  ///< commands of a step so far
  bool is_first_ = true;
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
    LogWriter writer(record, options.format, console.out);
    return store::each_output(*connection, id, position,
                              [&](const store::StoredOutput& output) { writer.write(output); });
  }();
  if (written) return kExitDone;
  console.err << show_choice(written.error());
  return row(written.error().code).exit_status;
}

}  // namespace fettle::cli
