#include <fmt/format.h>

#include <span>

#include "cli/record/record_table.hpp"
#include "cli/record/write_record.hpp"
#include "cli/view/safe_text.hpp"

namespace fettle::cli {
namespace {

constexpr std::string_view kStyle =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "pre{background:#f4f4f4;padding:.6rem;overflow:auto}"
    "dt{font-weight:600;float:left;clear:left;width:6rem}dd{margin-left:7rem}";

std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string table(std::span<const std::string_view> columns, const std::vector<Row>& rows) {
  std::string text = "<table>\n<thead><tr>";
  for (const auto& column : columns) text += fmt::format("<th scope=\"col\">{}</th>", column);
  text += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    text += "<tr>";
    for (const auto& cell : row) text += fmt::format("<td>{}</td>", escape(cell));
    text += "</tr>\n";
  }
  return text + "</tbody>\n</table>\n";
}

std::string block(std::string_view title, std::string_view text) {
  if (text.empty()) return {};
  std::string lines;
  for (const auto& line : safe_lines(text, Charset::kUtf8)) lines += escape(line) + "\n";
  return fmt::format("<p>{}</p>\n<pre>{}</pre>\n", title, lines);
}

std::string session_section(const SessionSeen& session) {
  auto text =
      fmt::format("<h3>{}{}</h3>\n<ol>\n", escape(safe_line(session.target, Charset::kUtf8)),
                  session.recheck ? " (re-check)" : "");
  for (const auto& step : session.steps) {
    auto line = fmt::format("{}: {}", place_of(step), step.status);
    if (!step.message.empty()) line += fmt::format(": {}", step.message);
    text += fmt::format("<li>{}</li>\n", escape(safe_line(line, Charset::kUtf8)));
  }
  text += "</ol>\n";
  for (const auto& words : session.people) {
    text += fmt::format("<p>{}</p>\n", escape(safe_line(words, Charset::kUtf8)));
  }
  return text + block("Last output", session.last_lines) + block("Changed", session.difference);
}

}  // namespace

std::string record_html(const BatchRecord& record) {
  const auto title = escape(safe_line(record.name, Charset::kUtf8));
  auto text = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'\">\n<title>{}</title>\n<style>{}</style></head>\n<body>\n"
      "<h1>{}</h1>\n<dl>\n",
      title, kStyle, title);
  for (const auto& row : head_rows(record)) {
    text += fmt::format("<dt>{}</dt><dd>{}</dd>\n", row[0], escape(row[1]));
  }
  text += "</dl>\n<h2>Targets</h2>\n" + table(kTargetColumns, target_rows(record));
  if (!record.answers.empty()) {
    text += "<h2>Answers</h2>\n" + table(kAnswerColumns, answer_rows(record));
  }
  text += "<h2>Steps</h2>\n";
  for (const auto& session : record.sessions) {
    if (!session.steps.empty() || !session.people.empty()) text += session_section(session);
  }
  return text + "</body>\n</html>\n";
}

}  // namespace fettle::cli
