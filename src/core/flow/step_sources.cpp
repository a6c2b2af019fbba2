#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>
#include <variant>

#include "core/document/characters.hpp"
#include "core/flow/odd_marks.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/sections.hpp"

namespace fettle::flow {
namespace {

using document::Block;
using document::ByteRange;
using document::Fence;
using document::Heading;

constexpr std::string_view kStepHint = "write `### Step 1: what it does`";

bool is_yaml(const Fence& fence) {
  const auto word = language(fence);
  return word == "yaml" || word == "yml";
}

void report_missing_block(const SourceText& source, const Heading& heading, ByteRange body,
                          const Fence* other, Diagnostics& diagnostics) {
  if (const auto odd = find_odd_fence(source, body); odd && other == nullptr) {
    diagnostics.error("plan.missing-block", odd->line, odd->what, odd->hint);
    return;
  }
  std::string hint = "end the step with a fenced block marked `yaml` that begins with `type:`";
  if (other != nullptr && is_yaml(*other)) {
    hint = fmt::format("the block on line {} stands inside a list or a quote: start it in column 1",
                       other->span.begin.line);
  } else if (other != nullptr && other->info.empty()) {
    hint = fmt::format("mark the block on line {} with `yaml` after its opening marks",
                       other->span.begin.line);
  }
  diagnostics.error("plan.missing-block", heading.span, "the step has no `yaml` block",
                    std::move(hint));
}

/// Takes the step's `yaml` block: exactly one, at the top level.
const Fence* find_block(const SourceText& source, std::span<const Block> blocks, ByteRange body,
                        Diagnostics& diagnostics) {
  const Fence* found = nullptr;
  const Fence* other = nullptr;
  for (const auto& block : blocks) {
    const auto* fence = std::get_if<Fence>(&block);
    if (fence == nullptr) continue;
    const bool yaml = is_yaml(*fence);
    if (!yaml || !fence->top_level) {
      other = other == nullptr || yaml ? fence : other;
    } else if (found != nullptr) {
      diagnostics.error("plan.extra-block", fence->span, "a step has one `yaml` block, not more",
                        "give this block a step of its own, or mark it with another language");
    } else {
      found = fence;
    }
  }
  if (found == nullptr) {
    report_missing_block(source, std::get<Heading>(blocks.front()), body, other, diagnostics);
  }
  return found;
}

void check_block_end(const SourceText& source, const Fence& fence, std::size_t end,
                     Diagnostics& diagnostics) {
  if (!fence.closed) {
    const auto odd = find_odd_fence(source, {fence.content.begin, end});
    diagnostics.error("plan.unclosed-block", odd ? odd->line : fence.span,
                      odd ? odd->what : "the block that opens here is never closed",
                      odd ? odd->hint : "end it with a line of the same marks");
    return;
  }
  const auto rest = document::slice(source.text(), {fence.range.end, end});
  const auto text = document::trim_left(rest);
  if (text.empty()) return;
  const auto place = source.position(end - text.size());
  diagnostics.warning("plan.text-after-block", {place, place},
                      "text after a step's block is shown to nobody",
                      "move it between the heading and the block");
}

void check_number(int number, int previous, const Heading& heading, Diagnostics& diagnostics) {
  if (number == previous + 1) return;
  diagnostics.error("plan.step-number", heading.span,
                    fmt::format("step {} follows {}; steps are numbered 1, 2, 3 in order", number,
                                previous == 0 ? "nothing" : fmt::format("step {}", previous)),
                    fmt::format("number it {}", previous + 1));
}

void check_text_before_steps(const SourceText& source, ByteRange range, Diagnostics& diagnostics) {
  const auto text = document::slice(source.text(), range);
  const auto blank = text.size() - document::trim_left(text).size();
  if (blank == text.size()) return;
  const auto place = source.position(range.begin + blank);
  diagnostics.warning("plan.stray-text", {place, place},
                      "text between the section's heading and its first step is shown to nobody",
                      "move it above the section, into the description");
}

StepSource read_step(const SourceText& source, std::span<const Block> blocks, Extent extent,
                     std::string_view title, Diagnostics& diagnostics) {
  const auto& heading = std::get<Heading>(blocks.front());
  StepSource step{std::string(title), {}, {}, heading.span, extent};
  if (title.empty()) {
    diagnostics.error("plan.step-heading", heading.span, "the step has no title",
                      std::string(kStepHint));
  }
  const auto* fence = find_block(source, blocks, {heading.range.end, extent.end}, diagnostics);
  const auto prose_end = fence == nullptr ? extent.end : fence->range.begin;
  const ByteRange prose{heading.range.end, prose_end};
  step.prose = trim_prose(document::slice(source.text(), prose));
  if (fence == nullptr) return step;
  step.yaml = fence->content;
  check_block_end(source, *fence, extent.end, diagnostics);
  return step;
}

}  // namespace

std::optional<StepHeading> read_step_heading(std::string_view text) {
  constexpr std::string_view kWord = "step";
  if (!document::same_word(text.substr(0, kWord.size()), kWord)) return std::nullopt;
  const auto rest = document::trim_left(text.substr(std::min(kWord.size(), text.size())));
  StepHeading heading;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), heading.number);
  if (error != std::errc() || heading.number < 0) return std::nullopt;
  const auto after = document::trim_left(rest.substr(static_cast<std::size_t>(end - rest.data())));
  if (!after.starts_with(':')) return std::nullopt;
  heading.title = document::trim(after.substr(1));
  return heading;
}

std::vector<StepSource> read_step_sources(const SourceText& source, const Section& section,
                                          Diagnostics& diagnostics) {
  const auto& blocks = section.blocks;
  const auto is_step = [](const Block& block) {
    const auto* heading = std::get_if<Heading>(&block);
    return heading != nullptr && heading->level == 3;
  };
  auto at = std::ranges::find_if(blocks, is_step);
  const auto begin_of = [&](auto block) {
    return block == blocks.end() ? section.body.end : std::get<Heading>(*block).range.begin;
  };
  check_text_before_steps(source, {section.body.begin, begin_of(at)}, diagnostics);

  std::vector<StepSource> steps;
  int previous = 0;
  while (at != blocks.end() && steps.size() <= kStepsMax) {
    const auto next = std::find_if(at + 1, blocks.end(), is_step);
    const auto& heading = std::get<Heading>(*at);
    const auto parsed = read_step_heading(heading.text);
    if (!parsed) {
      diagnostics.error("plan.step-heading", heading.span,
                        fmt::format("`{}` is no heading of a step", heading.text),
                        std::string(kStepHint));
    } else {
      check_number(parsed->number, previous, heading, diagnostics);
    }
    previous = parsed ? parsed->number : previous + 1;
    steps.push_back(read_step(source, {at, next}, {begin_of(at), begin_of(next)},
                              parsed ? parsed->title : std::string_view(heading.text),
                              diagnostics));
    at = next;
  }
  return steps;
}

}  // namespace fettle::flow
