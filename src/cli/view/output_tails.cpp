#include "cli/view/output_tails.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

constexpr std::size_t kGroupsShown = 8;
constexpr std::size_t kLinesShown = 20;
constexpr std::size_t kNamesShown = 3;

constexpr std::uint64_t kFnvPrime = 1099511628211U;

/// FNV-1a, byte by byte, so that it does not depend on how the stream came in chunks.
std::uint64_t fingerprint(std::uint64_t so_far, std::string_view bytes) {
  for (const char byte : bytes) so_far = (so_far ^ static_cast<unsigned char>(byte)) * kFnvPrime;
  return so_far;
}

std::string show(const AlikeTexts::Group& group, const RunOutline& outline, Charset charset) {
  auto text = fmt::format(
      "  {}\n", safe_line(name_some(group.members, outline.targets, kNamesShown), charset));
  const auto lines = safe_lines(group.text, charset);
  const auto first = lines.size() - std::min(lines.size(), kLinesShown);
  if (first > 0) text += fmt::format("    ... {} lines before\n", first);
  for (auto i = first; i < lines.size(); ++i) text += fmt::format("    {}\n", lines[i]);
  return text;
}

}  // namespace

void OutputTails::add(const ports::Place& place, std::string_view text) {
  auto& tail = open_[{place.position, place.recheck}];
  tail.text.append(text);
  if (tail.text.size() > 2 * kTailMax) trim(tail, kTailMax);
}

void OutputTails::hear(const ports::Place& place, const engine::Event& event) {
  const SessionKey key{place.position, place.recheck};
  if (kind(event) == engine::EventKind::kStepStarted) open_.erase(key);
  if (kind(event) != engine::EventKind::kStepEnded) return;
  auto tail = open_.extract(key);
  if (tail.empty() || tail.mapped().text.empty()) return;
  close({place.recheck, event.stage, event.step}, place.position, std::move(tail.mapped()));
}

std::string_view OutputTails::last_line(int position) const {
  const auto found = open_.lower_bound({position, false});
  if (found == open_.end() || found->first.position != position) return {};
  const std::string_view text = found->second.text;
  const auto end = text.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos) return {};
  const auto line_break = text.find_last_of("\r\n", end);
  const auto begin = line_break == std::string_view::npos ? 0 : line_break + 1;
  return text.substr(begin, end + 1 - begin);
}

std::string OutputTails::take(const RunOutline& outline, Charset charset) {
  std::string text;
  for (const auto& [step, outputs] : std::exchange(closed_, {})) {
    const auto groups = outputs.groups();
    text += safe_line(fmt::format("Output of {}:", title(step, outline)), charset) + "\n";
    const auto shown = std::min(groups.size(), kGroupsShown);
    for (std::size_t i = 0; i < shown; ++i) text += show(groups[i], outline, charset);
    if (groups.size() > shown) {
      text += fmt::format("  and {} other outputs\n", groups.size() - shown);
    }
  }
  if (left_out_ > 0) {
    text += fmt::format("{} more outputs are not shown: more than {} MiB were written.\n",
                        std::exchange(left_out_, 0), kTotalMax >> 20U);
  }
  closed_bytes_ = 0;
  return text;
}

void OutputTails::trim(Tail& tail, std::size_t keep) {
  if (tail.text.size() <= keep) return;
  const auto cut = tail.text.size() - keep;
  tail.cut_off = fingerprint(tail.cut_off, std::string_view(tail.text).substr(0, cut));
  tail.cut_bytes += cut;
  tail.text.erase(0, cut);
}

std::string OutputTails::title(const Step& step, const RunOutline& outline) {
  return (step.recheck ? "re-check, " : "") + name_step(outline, step.stage, step.step);
}

void OutputTails::close(const Step& step, int position, Tail tail) {
  trim(tail, kTailMax);
  AlikeTexts::Text text{std::move(tail.text), tail.cut_off};
  if (tail.cut_bytes > 0) {
    text.shown.insert(0, fmt::format("... {} bytes before\n", tail.cut_bytes));
  }
  const auto size = text.shown.size();
  auto& outputs = closed_[step];
  if (!outputs.knows(text) && closed_bytes_ + size > kTotalMax) {
    ++left_out_;
    return;
  }
  if (outputs.add(position, std::move(text)) == AlikeTexts::Added::kNew) closed_bytes_ += size;
}

bool ends_wave(engine::EventKind kind) {
  using enum engine::EventKind;
  return kind == kWaveStarted || kind == kSoakStarted || kind == kRecheckStarted ||
         kind == kBatchGateOpened || kind == kBatchHalted || kind == kBatchEnded;
}

}  // namespace fettle::cli
