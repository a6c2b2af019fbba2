#include "cli/view/frame_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace fettle::cli {
namespace {

/// A cell of the progress bar.
struct Cell {
  std::string_view utf8;
  std::string_view ascii;
  Tone tone;
};

std::string wave_words(const RunProgress& progress) {
  const auto& waves = progress.outline().waves;
  const auto index = static_cast<std::size_t>(progress.wave());
  if (progress.wave() < 0 || index >= waves.size() || waves.size() == 1) return {};
  return fmt::format("{} ({} of {})", waves[index].name, index + 1, waves.size());
}

struct Standing {
  std::string words;
  Tone tone = Tone::kAttention;
};

std::string with_note(std::string text, std::string_view note) {
  return note.empty() ? text : text.append(": ").append(note);
}

/// What the batch as a whole waits for, where it does.
Standing standing(const RunProgress& progress) {
  const auto& note = progress.note();
  switch (progress.status()) {
    case engine::BatchStatus::kSoaking:
      return {with_note("soaking", note), Tone::kFaint};
    case engine::BatchStatus::kAwaitingApproval:
      return {with_note("needs approval", note)};
    case engine::BatchStatus::kPaused:
      return {"paused"};
    case engine::BatchStatus::kHalted:
      return {with_note("halted", note), Tone::kBad};
    default:
      return {};
  }
}

void add_bar(Line& line, const Counts& counts, std::size_t total, const Moment& moment) {
  const auto width = std::clamp<std::size_t>(moment.columns / 4, 8, 30);
  const auto part = [&](int count) {
    return total == 0 ? 0 : static_cast<std::size_t>(count) * width / total;
  };
  const bool is_ascii = moment.charset == Charset::kAscii;
  const auto repeat = [&](std::size_t count, Cell cell) {
    std::string cells;
    for (; count > 0; --count) cells += is_ascii ? cell.ascii : cell.utf8;
    line.add(cells, cell.tone);
  };
  const auto good = part(counts.completed);
  const auto all = part(counts.ended());
  repeat(good, {"█", "#", Tone::kGood});
  repeat(all - good,
         {"█", "x", counts.failed + counts.interrupted > 0 ? Tone::kBad : Tone::kFaint});
  repeat(width - all, {"░", ".", Tone::kFaint});
}

}  // namespace

Line title_line(const Moment& moment) {
  const auto& progress = moment.progress;
  Line line(moment.charset);
  line.add(progress.outline().name, Tone::kStrong);
  if (const auto wave = wave_words(progress); !wave.empty()) line.add("  ").add(wave);
  if (const auto [words, tone] = standing(progress); !words.empty())
    line.add("  ").add(words, tone);
  const auto began = progress.began();
  return between(std::move(line), began ? clock_words(moment.now - *began) : std::string(),
                 moment.columns);
}

Line counts_line(const Moment& moment) {
  const auto counts = moment.progress.counts();
  const auto total = moment.progress.targets().size();
  Line line(moment.charset);
  add_bar(line, counts, total, moment);
  line.add(fmt::format(" {}/{} completed", counts.completed, total));
  const auto count = [&](int number, std::string_view what, Tone tone) {
    if (number > 0) line.add(", ").add(fmt::format("{} {}", number, what), tone);
  };
  count(counts.failed, "failed", Tone::kBad);
  count(counts.interrupted, "interrupted", Tone::kBad);
  count(counts.asking, counts.asking == 1 ? "needs a person" : "need a person", Tone::kAttention);
  count(counts.running, "running", Tone::kPlain);
  count(counts.waiting, "waiting", Tone::kPlain);
  count(counts.skipped, "skipped", Tone::kFaint);
  count(counts.cancelled, "cancelled", Tone::kFaint);
  return line.cut_to(moment.columns);
}

}  // namespace fettle::cli
