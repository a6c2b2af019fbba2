#include "cli/record/record_table.hpp"

#include <fmt/format.h>

#include "base/enum_name.hpp"
#include "cli/record/write_record.hpp"
#include "cli/view/safe_text.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

std::string safe(std::string_view text) { return safe_line(text, Charset::kUtf8); }

std::string when(std::optional<Instant> at) { return at ? moment_words(*at) : std::string(); }

std::string status_of(const SessionSeen& session) {
  auto text = plain_words(enum_name(session.status));
  if (session.recheck) text += " (re-check)";
  if (session.issues > 0) text += " with issues";
  return text;
}

}  // namespace

std::vector<Row> target_rows(const BatchRecord& record) {
  std::vector<Row> rows;
  for (const auto& session : record.sessions) {
    rows.push_back({safe(session.target), status_of(session), when(session.began),
                    lasted(session.began, session.ended), safe(session.reason)});
  }
  return rows;
}

std::vector<Row> step_rows(const BatchRecord& record) {
  std::vector<Row> rows;
  for (const auto& session : record.sessions) {
    for (const auto& step : session.steps) {
      rows.push_back({record.id, safe(record.name), safe(session.target),
                      session.recheck ? "yes" : "no", step.stage, fmt::to_string(step.number),
                      safe(step.title), step.status, fmt::to_string(step.tries),
                      safe(step.answered), to_rfc3339(step.began),
                      step.ended ? to_rfc3339(*step.ended) : "", safe(step.message)});
    }
  }
  return rows;
}

std::vector<Row> answer_rows(const BatchRecord& record) {
  std::vector<Row> rows;
  for (const auto& answer : record.answers) {
    rows.push_back(
        {moment_words(answer.at), safe(answer.target), safe(answer.place), safe(answer.what)});
  }
  return rows;
}

std::vector<Row> head_rows(const BatchRecord& record) {
  std::vector<Row> rows{{"Batch", record.id},
                        {"Status", plain_words(enum_name(record.state.status))},
                        {"Targets", counts_words(record.state)}};
  if (!record.state.reason.empty()) rows.push_back({"Reason", safe(record.state.reason)});
  rows.push_back({"Started", moment_words(record.created)});
  if (record.ended) {
    rows.push_back({"Ended", moment_words(*record.ended)});
    rows.push_back({"Took", lasted(record.created, record.ended)});
  }
  rows.push_back({"Digest", record.digest});
  return rows;
}

}  // namespace fettle::cli
