#include "cli/view/frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "cli/view/frame_header.hpp"
#include "cli/view/target_line.hpp"

namespace fettle::cli {
namespace {

using engine::SessionStatus;

constexpr std::size_t kHeaderRows = 2;
/// With so few targets the last line that each wrote is shown below it.
constexpr std::size_t kTargetsWithOutput = 5;

std::size_t label_width(const Moment& moment, const std::vector<std::size_t>& positions) {
  std::size_t longest = 0;
  for (const auto position : positions) {
    const auto& label = moment.progress.outline().targets[position];
    longest = std::max(longest, utf8::length(safe_line(label, moment.charset)));
  }
  return std::min(longest, moment.columns / 3);
}

void add_lines(const Moment& moment, const std::vector<std::size_t>& positions,
               std::vector<Line>& lines) {
  const bool with_output = moment.progress.targets().size() <= kTargetsWithOutput;
  const auto width = label_width(moment, positions);
  for (const auto position : positions) {
    lines.push_back(target_line(moment, position, width));
    const auto last = moment.output.last_line(static_cast<int>(position));
    if (!with_output || last.empty()) continue;
    lines.push_back(std::move(Line(moment.charset).add("    ").add(last, Tone::kFaint)));
    lines.back().cut_to(moment.columns);
  }
}

// --- many targets -----------------------------------------------------------------------------

/// Those that matter, those that matter most first.
struct VisibleTargets {
  std::vector<std::size_t> asking;
  std::vector<std::size_t> running;  ///< the longest-running first
  std::vector<std::size_t> failed;   ///< the latest first
};

VisibleTargets crowd_of(const RunProgress& progress) {
  VisibleTargets crowd;
  const auto& targets = progress.targets();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto status = targets[i].shown().status;
    if (needs_person(status)) crowd.asking.push_back(i);
    if (status == SessionStatus::kRunning || status == SessionStatus::kPaused) {
      crowd.running.push_back(i);
    }
    const bool went_wrong =
        status == SessionStatus::kFailed || status == SessionStatus::kInterrupted;
    if (went_wrong) crowd.failed.push_back(i);
  }
  // Of two at once the one that stands first in the rollout.
  const auto began = [&](std::size_t i) {
    return std::pair(targets[i].shown().began.value_or(Instant{}), i);
  };
  const auto ended = [&](std::size_t i) {
    return std::pair(-targets[i].shown().ended.value_or(Instant{}).ms, i);
  };
  std::ranges::sort(crowd.asking, {}, began);
  std::ranges::sort(crowd.running, {}, began);
  std::ranges::sort(crowd.failed, {}, ended);
  return crowd;
}

/// Cuts the lists to `room` in all: who needs a person has a third of it for certain, failures a
/// quarter, and what one list leaves the others may take.
void share(VisibleTargets& crowd, std::size_t room) {
  const auto take = [&](std::vector<std::size_t>& list, std::size_t limit) {
    list.resize(std::min(list.size(), limit));
    room -= list.size();
  };
  const auto failed = std::min(crowd.failed.size(), room / 4);
  const auto running = std::min(crowd.running.size(), room - room / 3 - failed);
  take(crowd.asking, room - failed - running);
  take(crowd.running, room - failed);
  take(crowd.failed, room);
}

std::string rest_words(const VisibleTargets& all, const VisibleTargets& shown) {
  std::string words;
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, what);
  };
  add(all.asking.size() - shown.asking.size(), "more need a person");
  add(all.running.size() - shown.running.size(), "more running");
  add(all.failed.size() - shown.failed.size(), "more failed");
  return words;
}

void add_crowd(const Moment& moment, std::vector<Line>& lines) {
  const auto room = moment.rows - lines.size();
  const auto all = crowd_of(moment.progress);
  auto shown = all;
  const bool fits = all.asking.size() + all.running.size() + all.failed.size() <= room;
  if (!fits) share(shown, std::max<std::size_t>(room, 1) - 1);
  auto positions = shown.asking;
  positions.insert(positions.end(), shown.running.begin(), shown.running.end());
  positions.insert(positions.end(), shown.failed.begin(), shown.failed.end());
  add_lines(moment, positions, lines);
  const auto rest = rest_words(all, shown);
  if (rest.empty() || lines.size() >= moment.rows) return;
  lines.push_back(std::move(Line(moment.charset).add("  " + rest, Tone::kFaint)));
  lines.back().cut_to(moment.columns);
}

}  // namespace

bool all_fit(const RunProgress& progress, ScreenSize size) {
  const auto count = progress.targets().size();
  const auto rows = kHeaderRows + (count <= kTargetsWithOutput ? 2 * count : count);
  return rows < static_cast<std::size_t>(size.rows);
}

std::vector<Line> make_frame(const RunProgress& progress, const OutputTails& output,
                             ScreenSize size, Charset charset, Instant now) {
  const Moment moment{progress,
                      output,
                      static_cast<std::size_t>(size.columns),
                      static_cast<std::size_t>(size.rows) - 1,
                      charset,
                      now};
  std::vector<Line> lines{title_line(moment), counts_line(moment)};
  if (!all_fit(progress, size)) {
    add_crowd(moment, lines);
    return lines;
  }
  std::vector<std::size_t> positions(progress.targets().size());
  for (std::size_t i = 0; i < positions.size(); ++i) positions[i] = i;
  add_lines(moment, positions, lines);
  return lines;
}

}  // namespace fettle::cli
