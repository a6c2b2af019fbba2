#include <fmt/format.h>

#include "base/enum_name.hpp"
#include "cli/record/write_record.hpp"
#include "cli/view/safe_text.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

std::string shown(std::string_view text) { return safe_line(text, Charset::kUtf8); }

std::string block(std::string_view text, std::string_view mark) {
  std::string lines;
  for (const auto& line : safe_lines(text, Charset::kUtf8)) {
    lines += fmt::format("{}{}\n", mark, line);
  }
  return lines;
}

std::string describe_step(const StepSeen& step) {
  auto line = fmt::format("{}: {}", place_of(step), plain_words(step.status));
  if (const auto time = lasted(step.began, step.ended); !time.empty()) {
    line += fmt::format(" in {}", time);
  }
  if (step.tries > 1) line += fmt::format(", try {}", step.tries);
  if (!step.message.empty()) line += fmt::format(": {}", step.message);
  auto text = fmt::format("    {}\n", shown(line));
  if (!step.answered.empty()) {
    text += fmt::format("      {}\n",
                        shown(fmt::format("answered by {} ({})", step.answered, step.gate)));
  }
  for (const auto& [check, result] : step.checks) {
    text += fmt::format("      {}\n", shown(fmt::format("{}: {}", check, result)));
  }
  return text;
}

std::string describe_session(const SessionSeen& session) {
  auto line = fmt::format("{}{}: {}", session.target, session.recheck ? " (re-check)" : "",
                          plain_words(enum_name(session.status)));
  if (const auto time = lasted(session.began, session.ended); !time.empty()) {
    line += fmt::format(" in {}", time);
  }
  if (session.issues > 0) {
    line += fmt::format(", with {} {}", session.issues, session.issues == 1 ? "issue" : "issues");
  }
  if (!session.reason.empty()) line += fmt::format(": {}", session.reason);
  auto text = fmt::format("  {}\n", shown(line));
  for (const auto& step : session.steps) text += describe_step(step);
  for (const auto& words : session.people) text += block(words, "    ");
  text += block(session.last_lines, "      | ");
  if (!session.difference.empty()) {
    text += "    changed:\n" + block(session.difference, "      ");
  }
  return text;
}

}  // namespace

std::string counts_words(const engine::BatchState& state) {
  const auto& [completed, failed, interrupted, cancelled, skipped] = state.tally;
  auto text = fmt::format("{}/{} completed", completed, state.total);
  const auto count = [&](int number, std::string_view what) {
    if (number > 0) text += fmt::format(", {} {}", number, what);
  };
  count(failed, "failed");
  count(interrupted, "interrupted");
  count(cancelled, "cancelled");
  count(skipped, "skipped");
  count(state.total - completed - failed - interrupted - cancelled - skipped - state.waiting,
        "under way");
  count(state.waiting, "not started");
  return text;
}

std::string record_text(const BatchRecord& record) {
  auto text = fmt::format("{}\n", shown(record.name));
  text += fmt::format("  Batch    {}\n", record.id);
  text += fmt::format("  Status   {}\n",
                      shown(fmt::format("{} ({})", plain_words(enum_name(record.state.status)),
                                        counts_words(record.state))));
  if (!record.state.reason.empty())
    text += fmt::format("  Reason   {}\n", shown(record.state.reason));
  text += fmt::format("  Started  {}\n", moment_words(record.created));
  if (record.ended) {
    text += fmt::format("  Ended    {}, after {}\n", moment_words(*record.ended),
                        lasted(record.created, record.ended));
  }
  text += fmt::format("  Digest   {}\n\nTargets\n", record.digest);
  for (const auto& session : record.sessions) text += describe_session(session);
  if (record.answers.empty()) return text;
  text += "\nWho answered\n";
  for (const auto& answer : record.answers) {
    const auto where = answer.target.empty() ? std::string("between rings")
                                             : fmt::format("{}, {}", answer.target, answer.place);
    text += fmt::format("  {} {}\n", moment_words(answer.at),
                        shown(fmt::format("{}: {}", where, answer.what)));
  }
  return text;
}

}  // namespace fettle::cli
