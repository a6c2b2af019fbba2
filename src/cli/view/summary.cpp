#include "cli/view/summary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/enum_name.hpp"
#include "cli/view/grouped_outputs.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

using engine::FailureKind;
using engine::SessionStatus;

constexpr std::size_t kGroupsShown = 20;
constexpr std::size_t kLinesShown = 10;
constexpr std::size_t kDifferencesShown = 10;
constexpr std::size_t kDifferenceLinesShown = 60;
constexpr std::size_t kNamesShown = 10;

using Sessions = std::vector<SessionSummary>;

struct Section {
  std::string_view title;
  bool (*holds)(const SessionSummary&);
  std::string_view remark;  ///< below it, where something needs to be said
  std::string_view remark_of_service = remark;
};

template <FailureKind Kind>
bool failed_as(const SessionSummary& session) {
  return session.status == SessionStatus::kFailed && session.failure == Kind;
}

template <SessionStatus... Status>
bool is_in(const SessionSummary& session) {
  return ((session.status == Status) || ...);
}

bool failed_otherwise(const SessionSummary& session) {
  return session.status == SessionStatus::kFailed && !failed_as<FailureKind::kTimedOut>(session) &&
         !failed_as<FailureKind::kUnreachable>(session) &&
         !failed_as<FailureKind::kRejected>(session);
}

bool has_issues(const SessionSummary& session) {
  return session.status == SessionStatus::kCompleted && !session.issues.empty();
}

constexpr std::array kSections{
    Section{"Completed with issues", has_issues, ""},
    Section{"Failed", failed_otherwise, ""},
    Section{"Timed out", failed_as<FailureKind::kTimedOut>, ""},
    Section{"Unreachable", failed_as<FailureKind::kUnreachable>, ""},
    Section{"Rejected", failed_as<FailureKind::kRejected>, ""},
    Section{"Interrupted", is_in<SessionStatus::kInterrupted>,
            "Whether the step ran to its end there is unknown; nothing is run again without your "
            "word."},
    Section{"Waiting for a person",
            is_in<SessionStatus::kAwaitingApproval, SessionStatus::kAwaitingPerson>, ""},
    Section{"Under way", is_in<SessionStatus::kRunning, SessionStatus::kPaused>,
            "What was started there runs on by itself; fettle resume takes its result.",
            "The service goes on with them."},
    Section{"Cancelled", is_in<SessionStatus::kCancelled>, ""},
    Section{"Skipped", is_in<SessionStatus::kSkipped>, ""},
};

std::string heading(const RunSummary& summary) {
  const auto& [completed, failed, interrupted, cancelled, skipped] = summary.state.tally;
  auto text = fmt::format("{}: {}/{} completed", summary.name, completed, summary.state.total);
  const auto count = [&](int number, std::string_view what) {
    if (number > 0) text += fmt::format(", {} {}", number, what);
  };
  count(static_cast<int>(std::ranges::count_if(summary.sessions, has_issues)),
        "of them with issues");
  count(failed, "failed");
  count(interrupted, "interrupted");
  count(cancelled, "cancelled");
  count(skipped, "skipped");
  const int under_way = summary.state.total - completed - failed - interrupted - cancelled -
                        skipped - summary.state.waiting;
  count(under_way, "under way");
  count(summary.state.waiting, "not started");
  const bool told_below = failed + interrupted > 0;
  const auto status = summary.state.status;
  const bool told_by_counts = status == engine::BatchStatus::kFailed && told_below;
  if (status == engine::BatchStatus::kCompleted || told_by_counts) return text;
  text += fmt::format(" ({}", plain_words(enum_name(status)));
  if (!summary.state.reason.empty() && !told_below) text += ": " + summary.state.reason;
  return text + ")";
}

/// What is alike in two sessions that went the same way: the first line, then the output.
std::string story(const SessionSummary& session) {
  if (has_issues(session)) return fmt::format("{}\n", fmt::join(session.issues, "; "));
  auto text = session.reason.empty() ? plain_words(enum_name(session.status)) : session.reason;
  std::ranges::replace(text, '\n', ' ');
  const bool at_step = !session.step.empty() && !is_in<SessionStatus::kSkipped>(session);
  if (at_step) text = fmt::format("\"{}\": {}", session.step, text);
  return text + "\n" + session.last_lines;
}

std::string show(const AlikeTexts::Group& group, const std::vector<std::string>& labels,
                 Charset charset) {
  const auto line_break = group.text.find('\n');
  auto text = safe_line(fmt::format("  {}: {}", name_some(group.members, labels, kNamesShown),
                                    group.text.substr(0, line_break)),
                        charset) +
              "\n";
  const auto lines = safe_lines(std::string_view(group.text).substr(line_break + 1), charset);
  const auto first = lines.size() - std::min(lines.size(), kLinesShown);
  for (auto i = first; i < lines.size(); ++i) text += fmt::format("    | {}\n", lines[i]);
  return text;
}

std::string show(const Section& section, const RunSummary& summary,
                 const std::vector<std::string>& labels, Charset charset) {
  const auto& sessions = summary.sessions;
  AlikeTexts stories;
  int count = 0;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    if (!section.holds(sessions[i])) continue;
    stories.add(static_cast<int>(i), {story(sessions[i])});
    ++count;
  }
  if (count == 0) return {};
  auto text = fmt::format("\n{} ({}):\n", section.title, count);
  const auto groups = stories.groups();
  for (std::size_t i = 0; i < std::min(groups.size(), kGroupsShown); ++i) {
    text += show(groups[i], labels, charset);
    count -= static_cast<int>(groups[i].members.size());
  }
  if (count > 0) text += fmt::format("  and {} more\n", count);
  const auto remark = summary.server.empty() ? section.remark : section.remark_of_service;
  if (!remark.empty()) text += fmt::format("  {}\n", remark);
  return text;
}

std::string changes(const Sessions& sessions, const std::vector<std::string>& labels,
                    Charset charset) {
  AlikeTexts differences;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    if (sessions[i].difference.empty()) continue;
    differences.add(static_cast<int>(i), {sessions[i].difference});
  }
  if (differences.empty()) return {};
  std::string text = "\nWhat changed:\n";
  const auto groups = differences.groups();
  const auto shown = std::min(groups.size(), kDifferencesShown);
  for (std::size_t i = 0; i < shown; ++i) {
    text += safe_line("  " + name_some(groups[i].members, labels, kNamesShown), charset) + "\n";
    const auto lines = safe_lines(groups[i].text, charset);
    const auto end = std::min(lines.size(), kDifferenceLinesShown);
    for (std::size_t line = 0; line < end; ++line) text += fmt::format("    {}\n", lines[line]);
    if (end < lines.size()) text += fmt::format("    ... {} more lines\n", lines.size() - end);
  }
  if (groups.size() > shown) {
    text += fmt::format("  and {} other differences\n", groups.size() - shown);
  }
  return text;
}

std::string what_next(const RunSummary& summary, Charset charset) {
  const auto steps = next_steps(summary);
  if (steps.empty()) return {};
  std::string text = "\nNext:\n";
  for (const auto& [command, effect] : steps) {
    text += safe_line(fmt::format("  {}", command), charset) + "\n";
    text += fmt::format("      {}\n", effect);
  }
  return text;
}

}  // namespace

std::string render_summary(const RunSummary& summary, Charset charset) {
  std::vector<std::string> labels;
  labels.reserve(summary.sessions.size());
  for (const auto& session : summary.sessions) labels.push_back(session.label);
  auto text = safe_line(heading(summary), charset) + "\n";
  for (const auto& section : kSections) text += show(section, summary, labels, charset);
  text += changes(summary.sessions, labels, charset);
  return text + what_next(summary, charset);
}

}  // namespace fettle::cli
