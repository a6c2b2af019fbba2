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

/// `2026-03-28T12:00:00Z`.
std::string to_the_second(Instant at) { return to_rfc3339(at).substr(0, 19) + "Z"; }

}  // namespace

PlainView::PlainView(RunOutline outline, std::ostream& out)
    : outline_(std::move(outline)), out_(out) {}

void PlainView::occurred(const ports::Place& place, std::int64_t /*number*/,
                         const engine::Occurrence& occurrence) {
  if (ends_wave(occurrence.kind)) out_ << book_.take(outline_, Charset::kAscii);
  book_.hear(place, occurrence);
  if (!is_noteworthy(place, occurrence)) return;
  const auto whom = place.target.empty()
                        ? std::string()
                        : fmt::format("{}: {}", place.target, place.recheck ? "re-check: " : "");
  const auto line =
      fmt::format("{} {}{}", to_the_second(occurrence.at), whom, in_words(outline_, occurrence));
  out_ << safe_line(line, Charset::kAscii) << '\n' << std::flush;
}

void PlainView::output(const ports::Place& place, int /*step*/, std::int64_t /*offset*/,
                       std::string_view text) {
  book_.add(place, text);
}

void PlainView::stopped(const Error& error) {
  out_ << safe_line("stopped: " + error.message, Charset::kAscii) << '\n' << std::flush;
}

void PlainView::finish(const RunSummary& summary) {
  out_ << book_.take(outline_, Charset::kAscii) << '\n'
       << render_summary(summary, Charset::kAscii) << std::flush;
}

bool PlainView::is_noteworthy(const ports::Place& place, const engine::Occurrence& occurrence) {
  using enum engine::OccurrenceKind;
  const bool few = outline_.targets.size() <= kFewTargets;
  switch (occurrence.kind) {
    case kStepWaiting:
      // A condition is asked for again and again, and waits each time.
      return waiting_.emplace(place.session).second;
    case kStepStarted:
      if (const auto told = waiting_.find(place.session); told != waiting_.end()) {
        waiting_.erase(told);
      }
      return few;
    case kStepEnded:
      return few || occurrence.status != enum_name(engine::StepStatus::kCompleted);
    case kSessionStarted:
      return few;
    case kSnapshotTaken:
      return !occurrence.message.empty();
    default:
      return true;
  }
}

}  // namespace fettle::cli
