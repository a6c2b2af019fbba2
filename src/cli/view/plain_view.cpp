#include "cli/view/plain_view.hpp"

#include <fmt/format.h>

#include <ostream>
#include <utility>

#include "base/enum_name.hpp"
#include "cli/view/safe_text.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

/// With more targets a step that goes well is worth no line.
constexpr std::size_t kFewTargets = 20;
/// A step that runs longer shows its output as it comes; many targets are told of once a minute.
constexpr std::chrono::seconds kLong{5};
constexpr std::chrono::seconds kBetweenReports{60};
constexpr std::size_t kStreamMax = 64U << 10U;

/// `2026-03-28T12:00:00Z`.
std::string to_the_second(Instant at) { return to_rfc3339(at).substr(0, 19) + "Z"; }

}  // namespace

PlainView::PlainView(RunOutline outline, std::ostream& out)
    : outline_(std::move(outline)), out_(out) {}

void PlainView::occurred(const ports::Place& place, std::int64_t /*number*/,
                         const engine::Event& event) {
  if (ends_wave(kind(event))) out_ << book_.take(outline_, Charset::kAscii);
  hear_stream(place, event);
  book_.hear(place, event);
  if (!is_noteworthy(place, event)) return;
  const auto whom = place.target.empty()
                        ? std::string()
                        : fmt::format("{}: {}", place.target, place.recheck ? "re-check: " : "");
  const auto line =
      fmt::format("{} {}{}", to_the_second(event.at), whom, in_words(outline_, event));
  out_ << safe_line(line, Charset::kAscii) << '\n' << std::flush;
}

void PlainView::output(const ports::Place& place, int /*step*/, std::int64_t /*offset*/,
                       std::string_view text) {
  const auto stream = streams_.find(place.session);
  const bool is_open = stream != streams_.end() && stream->second.is_open;
  if (!is_open) book_.add(place, text);
  if (stream == streams_.end() || outline_.targets.size() > kFewTargets) return;
  auto& waiting = stream->second.text;
  waiting += text;
  if (waiting.size() <= kStreamMax) return;
  stream->second.cut += waiting.size() - kStreamMax;
  waiting.erase(0, waiting.size() - kStreamMax);
}

void PlainView::hear_stream(const ports::Place& place, const engine::Event& event) {
  using enum engine::EventKind;
  if (kind(event) == kStepStarted) {
    streams_.insert_or_assign(
        std::string(place.session),
        Stream{.began = event.at,
               .place = fmt::format("{}{}", place.target, place.recheck ? " (re-check)" : ""),
               .position = place.position,
               .recheck = place.recheck});
  } else if (kind(event) == kStepEnded || kind(event) == kSessionEnded) {
    const auto stream = streams_.find(place.session);
    if (stream == streams_.end()) return;
    if (stream->second.is_open) write_lines(stream->second, Lines::kAll);
    streams_.erase(stream);
  }
}

void PlainView::tick(Instant now) {
  const bool few = outline_.targets.size() <= kFewTargets;
  int running = 0;
  for (auto& [session, stream] : streams_) {
    if (now - stream.began < kLong) continue;
    ++running;
    if (!few) continue;
    if (!std::exchange(stream.is_open, true)) {
      book_.forget({.position = stream.position, .recheck = stream.recheck});
    }
    write_lines(stream, Lines::kWhole);
  }
  if (few || running == 0 || (told_ && now - *told_ < kBetweenReports)) return;
  if (std::exchange(told_, now)) {
    out_ << fmt::format("{} steps still run on {} of {} targets\n", to_the_second(now), running,
                        outline_.targets.size())
         << std::flush;
  }
}

/// A line that has no end yet waits for it, so that no word is cut in two.
void PlainView::write_lines(Stream& stream, Lines which) {
  const auto end = which == Lines::kAll ? stream.text.size() : stream.text.rfind('\n') + 1;
  if (end == 0) return;
  const auto prefix = safe_line(stream.place, Charset::kAscii);
  if (stream.cut > 0) {
    out_ << fmt::format("{} | ... {} bytes before\n", prefix, std::exchange(stream.cut, 0U));
  }
  for (const auto& line : safe_lines(stream.text.substr(0, end), Charset::kAscii)) {
    out_ << fmt::format("{} | {}\n", prefix, line);
  }
  out_ << std::flush;
  stream.text.erase(0, end);
}

void PlainView::stopped(std::string_view, const Error& error) {
  out_ << safe_line("stopped: " + error.message, Charset::kAscii) << '\n' << std::flush;
}

void PlainView::finish(const RunSummary& summary) {
  out_ << book_.take(outline_, Charset::kAscii) << '\n'
       << render_summary(summary, Charset::kAscii) << std::flush;
}

bool PlainView::is_noteworthy(const ports::Place& place, const engine::Event& event) {
  using enum engine::EventKind;
  const bool few = outline_.targets.size() <= kFewTargets;
  switch (kind(event)) {
    case kStepWaiting:
      // A condition is asked for again and again, and waits each time.
      return waiting_.emplace(place.session).second;
    case kStepStarted:
      if (const auto told = waiting_.find(place.session); told != waiting_.end()) {
        waiting_.erase(told);
      }
      return few;
    case kStepEnded:
      return few || event.status != enum_name(engine::StepStatus::kCompleted);
    case kSessionStarted:
      return few;
    case kSnapshotTaken:
      return !message(event).empty();
    default:
      return true;
  }
}

}  // namespace fettle::cli
