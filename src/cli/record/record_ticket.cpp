#include <fmt/format.h>

#include "base/enum_name.hpp"
#include "cli/record/record_table.hpp"
#include "cli/record/write_record.hpp"
#include "cli/view/grouped_outputs.hpp"
#include "cli/view/safe_text.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

using engine::SessionStatus;

constexpr std::size_t kNamesShown = 10;

/// Targets that went the same way on one line.
std::string outcomes(const BatchRecord& record) {
  std::vector<std::string> labels;
  AlikeTexts texts;
  for (const auto& session : record.sessions) {
    auto how = plain_words(enum_name(session.status));
    if (session.issues > 0) how += " with issues";
    if (session.recheck) how += " (re-check)";
    if (!session.reason.empty()) how += ": " + session.reason;
    for (const auto& words : session.people) how += "; " + words;
    texts.add(static_cast<int>(labels.size()), {how});
    labels.push_back(session.target);
  }
  std::string text;
  for (const auto& group : texts.groups()) {
    const auto line =
        fmt::format("- {}: {}", name_some(group.members, labels, kNamesShown), group.text);
    text += safe_line(line, Charset::kUtf8) + "\n";
  }
  return text;
}

}  // namespace

std::string record_ticket(const BatchRecord& record) {
  auto text =
      fmt::format("{}: {}\n", safe_line(record.name, Charset::kUtf8), counts_words(record.state));
  for (const auto& row : head_rows(record)) {
    if (row[0] != "Targets") text += fmt::format("{}: {}\n", row[0], row[1]);
  }
  text += "\nTargets\n" + outcomes(record);
  if (record.answers.empty()) return text;
  text += "\nAnswers\n";
  AlikeTexts texts;
  std::vector<std::string> targets;
  for (const auto& answer : record.answers) {
    const auto place = answer.place.empty() ? std::string("between rings") : answer.place;
    texts.add(static_cast<int>(targets.size()), {fmt::format("{}: {}", place, answer.what)});
    targets.push_back(answer.target.empty() ? "all" : answer.target);
  }
  for (const auto& group : texts.groups()) {
    const auto line =
        fmt::format("- {} ({})", group.text, name_some(group.members, targets, kNamesShown));
    text += safe_line(line, Charset::kUtf8) + "\n";
  }
  return text;
}

}  // namespace fettle::cli
