#include "cli/view/live_view.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include "cli/view/frame.hpp"
#include "cli/view/target_line.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenFrames{100};

/// What of the batch has a line that stays. Its start and end are in the title and the summary.
bool is_kept(const RunOutline& outline, engine::EventKind kind) {
  using enum engine::EventKind;
  if (kind == kWaveStarted) return outline.waves.size() > 1;
  return kind != kBatchStarted && kind != kBatchEnded;
}

}  // namespace

LiveView::LiveView(RunOutline outline, std::ostream& out, const Terminal& terminal)
    : progress_(std::move(outline)),
      out_(out),
      look_(terminal.look),
      screen_(out, terminal.size, terminal.look),
      kept_(progress_.targets().size()) {}

void LiveView::occurred(const ports::Place& place, std::int64_t /*number*/,
                        const engine::Event& event) {
  now_ = std::max(now_, event.at);
  if (ends_wave(kind(event))) {
    keep_ended();  // before what ends the wave, not after
    keep_text(book_.take(progress_.outline(), look_.charset));
  }
  book_.hear(place, event);
  progress_.hear(place, event);
  if (place.session.empty()) {
    if (!is_kept(progress_.outline(), kind(event))) return;
    keep_line(Line(look_.charset).add(in_words(progress_.outline(), event), Tone::kStrong));
    return;
  }
  const auto position = static_cast<std::size_t>(place.position);
  if (position >= kept_.size()) return;
  // A re-check that holds is no news: its target has ended before.
  const bool has_failed = kind(event) == engine::EventKind::kSessionEnded &&
                          progress_.targets()[position].shows_recheck();
  if (!place.recheck || has_failed) kept_[position] = false;
}

void LiveView::output(const ports::Place& place, int /*step*/, std::int64_t /*offset*/,
                      std::string_view text) {
  book_.add(place, text);
}

void LiveView::stopped(std::string_view, const Error& error) {
  keep_line(Line(look_.charset).add("stopped: " + error.message, Tone::kBad));
}

void LiveView::tick(Instant now) {
  now_ = std::max(now_, now);
  const bool too_soon = drawn_at_ && now_ - *drawn_at_ < kBetweenFrames;
  if (mode_ == Mode::kDrawing && !too_soon) draw();
}

void LiveView::suspend() {
  if (mode_ == Mode::kSuspended) return;
  keep_ended();
  // A picture that was left where it stood would be in the scrollback once for each question.
  screen_.draw(std::exchange(permanent_, {}), {});
  screen_.let_go();
  mode_ = Mode::kSuspended;
}

void LiveView::resume() { mode_ = Mode::kDrawing; }

void LiveView::finish(const RunSummary& summary) {
  mode_ = Mode::kDrawing;
  keep_ended();
  keep_text(book_.take(progress_.outline(), look_.charset));
  draw();
  screen_.let_go();
  out_ << '\n' << render_summary(summary, look_.charset) << std::flush;
}

void LiveView::keep_line(const Line& line) { permanent_.push_back(line.text(look_.colour)); }

/// `text` is safe already.
void LiveView::keep_text(std::string_view text) {
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    permanent_.emplace_back(line);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
}

/// Where not every target has a line of its own for good, one that ends has its last line above.
void LiveView::keep_ended() {
  if (all_fit(progress_, screen_.size())) return;
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    const auto& target = progress_.targets()[i];
    if (kept_[i] || !target.shown().ended) continue;
    kept_[i] = true;
    keep_line(ended_line(progress_, i, look_.charset));
  }
}

void LiveView::draw() {
  keep_ended();
  drawn_at_ = now_;
  screen_.draw(std::exchange(permanent_, {}),
               make_frame(progress_, book_, screen_.size(), look_.charset, now_));
}

}  // namespace fettle::cli
