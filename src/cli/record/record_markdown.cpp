#include <fmt/format.h>

#include <span>

#include "cli/record/record_table.hpp"
#include "cli/record/write_record.hpp"
#include "cli/view/safe_text.hpp"

namespace fettle::cli {
namespace {

/// Text that markdown shows as it is. It never stands at the beginning of a line, where more
/// characters would mean something.
std::string plain(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>|~&").contains(c)) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string line(std::span<const std::string> cells) {
  std::string text = "|";
  for (const auto& cell : cells) text += fmt::format(" {} |", plain(cell));
  return text + "\n";
}

std::string table(std::span<const std::string_view> columns, const std::vector<Row>& rows) {
  const std::vector<std::string> names(columns.begin(), columns.end());
  auto text = line(names) + "|";
  for (std::size_t i = 0; i < columns.size(); ++i) text += "---|";
  text += "\n";
  for (const auto& row : rows) text += line(row);
  return text;
}

/// An indented block: no text of it can end it, as a fence could be ended.
std::string block(std::string_view text) {
  std::string lines;
  for (const auto& line : safe_lines(text, Charset::kUtf8)) lines += fmt::format("    {}\n", line);
  return lines;
}

std::string session_section(const SessionSeen& session) {
  auto text = fmt::format("\n### {}{}\n\n", plain(safe_line(session.target, Charset::kUtf8)),
                          session.recheck ? " (re-check)" : "");
  for (const auto& step : session.steps) {
    text += fmt::format("- {}: {}", plain(safe_line(place_of(step), Charset::kUtf8)),
                        plain(step.status));
    if (!step.message.empty()) {
      text += fmt::format(": {}", plain(safe_line(step.message, Charset::kUtf8)));
    }
    text += "\n";
  }
  for (const auto& words : session.people) {
    text += fmt::format("- {}\n", plain(safe_line(words, Charset::kUtf8)));
  }
  if (!session.last_lines.empty()) text += "\nLast output:\n\n" + block(session.last_lines);
  if (!session.difference.empty()) text += "\nChanged:\n\n" + block(session.difference);
  return text;
}

}  // namespace

std::string record_markdown(const BatchRecord& record) {
  auto text = fmt::format("# {}\n\n", plain(safe_line(record.name, Charset::kUtf8)));
  for (const auto& row : head_rows(record)) {
    text += fmt::format("- {}: {}\n", row[0], plain(row[1]));
  }
  text += "\n## Targets\n\n" + table(kTargetColumns, target_rows(record));
  if (!record.answers.empty()) {
    text += "\n## Answers\n\n" + table(kAnswerColumns, answer_rows(record));
  }
  text += "\n## Steps\n";
  for (const auto& session : record.sessions) {
    if (!session.steps.empty() || !session.people.empty()) text += session_section(session);
  }
  return text;
}

}  // namespace fettle::cli
