#include "core/flow/parse_flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/document/characters.hpp"
#include "core/document/front_matter.hpp"
#include "core/document/yaml.hpp"
#include "core/document/yaml_write.hpp"
#include "core/flow/front_fields.hpp"
#include "core/flow/lint.hpp"
#include "core/flow/odd_marks.hpp"
#include "core/flow/sections.hpp"
#include "core/flow/step_fields.hpp"
#include "core/flow/step_graph.hpp"
#include "core/flow/text_limits.hpp"

namespace fettle::flow {
namespace {

/// `## Steps:` is the section `Steps`.
bool is_titled(const Section& section, std::string_view title) {
  std::string_view text = section.heading.text;
  if (text.ends_with(':')) text.remove_suffix(1);
  return document::same_word(document::trim_right(text), title);
}

/// Whether a block of the section is one of a step, so that who wrote it takes it for one.
bool holds_steps(const SourceText& source, const Section& section) {
  return std::ranges::any_of(section.blocks, [&](const document::Block& block) {
    const auto* fence = std::get_if<document::Fence>(&block);
    if (fence == nullptr || !fence->top_level || !language(*fence).starts_with('y')) return false;
    const auto yaml = document::slice(source.text(), fence->content);
    return std::ranges::any_of(step_types(), [&](std::string_view type) {
      const auto key = fmt::format("type: {}", type);
      return yaml.starts_with(key) || yaml.contains('\n' + key);
    });
  });
}

class FlowParser {
 public:
  FlowParser(const SourceText& source, Judging judging, int format)
      : source_(source), judging_(judging) {
    flow_.format = format;
    flow_.scripts.fail_fast = format > 1;
  }

  ParsedFlow parse() && {
    if (check_text(source_, diagnostics_)) {
      if (const auto front = document::cut_front_matter(source_, diagnostics_)) {
        read_front_matter(front->yaml);
        read_body(front->body);
        check_whole();
      }
    }
    ParsedFlow parsed{std::nullopt, diagnostics_.sorted()};
    if (!diagnostics_.has_errors()) parsed.flow = std::move(flow_);
    return parsed;
  }

 private:
  void read_front_matter(document::ByteRange yaml) {
    auto node = document::parse_yaml(source_, yaml, diagnostics_);
    if (!node) return;
    if (node->is_null()) node = empty_at(node->span);
    read_front(*node, judging_, flow_, diagnostics_);
  }

  /// Front matter without a key is a mapping without one, so that what it lacks is named.
  static document::Node empty_at(Span span) {
    auto node = document::mapping_node({});
    node.span = span;
    return node;
  }

  void read_body(std::size_t begin) {
    auto sections = read_sections(source_, begin, diagnostics_);
    flow_.name = std::move(sections.name);
    flow_.description = std::move(sections.description);
    title_ = sections.title;
    for (const auto& section : sections.sections) read_section(section);
    if (!steps_seen_) report_missing_steps(begin);
    for (const auto* section : stray_) report_stray(*section);
  }

  void report_missing_steps(std::size_t begin) {
    std::string hint = "add a line `## Steps` and below it `### Step 1: what it does`";
    auto place = title_;
    if (!stray_.empty()) {
      const auto& heading = stray_.front()->heading;
      hint = fmt::format("the section on line {} holds steps: call it `## Steps`",
                         heading.span.begin.line);
      stray_.erase(stray_.begin());
    } else if (const auto odd = find_odd_steps(source_, begin)) {
      place = odd->line;
      hint = odd->hint;
    }
    diagnostics_.error("plan.missing-steps", place, "the flow has no section `Steps`",
                       std::move(hint));
  }

  /// Steps of a section that is a note to us: nobody will ever carry them out.
  void report_stray(const Section& section) {
    diagnostics_.warning(
        "plan.stray-steps", section.heading.span,
        fmt::format("the section `{}` is kept as a note, so its steps are never carried out",
                    section.heading.text),
        "steps stand in the sections `Steps` and `Rollback`: rename this one, or give its blocks "
        "another language");
  }

  void read_section(const Section& section) {
    const bool steps = is_titled(section, "Steps");
    if (!steps && !is_titled(section, "Rollback")) {
      if (holds_steps(source_, section)) stray_.push_back(&section);
      const auto text = trim_prose(document::slice(source_.text(), section.body));
      flow_.notes.push_back({section.heading.text, std::string(text)});
      return;
    }
    if (std::exchange(steps ? steps_seen_ : rollback_seen_, true)) {
      diagnostics_.error("plan.second-section", section.heading.span,
                         fmt::format("the section `{}` is there twice", section.heading.text),
                         "move its steps into the first one");
      return;
    }
    read_steps(section, steps ? flow_.steps : flow_.rollback);
  }

  void read_steps(const Section& section, std::vector<Step>& steps) {
    auto sources = read_step_sources(source_, section, diagnostics_);
    if (sources.empty()) {
      diagnostics_.error("plan.missing-steps", section.heading.span,
                         fmt::format("the section `{}` has no step", section.heading.text),
                         "write `### Step 1: what it does` and below it a `yaml` block");
    }
    step_count_ += sources.size();
    if (step_count_ > kStepsMax) {
      diagnostics_.error("plan.too-many-steps", section.heading.span,
                         fmt::format("a flow has at most {} steps", kStepsMax),
                         "split it into several flows");
      return;
    }
    int number = 0;
    const std::string word = &steps == &flow_.rollback ? "rollback step " : "step ";
    steps.reserve(sources.size());
    for (auto& step : sources) {
      read_step(std::move(step), word + std::to_string(++number), steps);
    }
  }

  void read_step(StepSource from, std::string subject, std::vector<Step>& steps) {
    if (!from.yaml) return;
    const auto node = document::parse_yaml(source_, *from.yaml, diagnostics_);
    if (!node) return;
    auto& step = steps.emplace_back();
    step.title = std::move(from.title);
    step.prose = std::move(from.prose);
    step.heading = from.heading;
    step.extent = from.extent;
    if (!read_step_block(*node, std::move(subject), step, diagnostics_)) steps.pop_back();
  }

  /// What only the whole flow shows; pointless while parts of it are missing.
  void check_whole() {
    if (flow_.on_failure == OnFailure::kRollback && !rollback_seen_) {
      diagnostics_.error("plan.missing-rollback", title_,
                         "`on_failure: rollback` needs a section `Rollback`",
                         "add `## Rollback` with its steps, or remove the key");
    }
    refuse_questions(flow_.rollback, diagnostics_);
    if (flow_.type != FlowType::kTroubleshooting) refuse_questions(flow_.steps, diagnostics_);
    if (diagnostics_.has_errors()) return;
    if (flow_.type == FlowType::kTroubleshooting) check_graph(flow_.steps, diagnostics_);
    if (judging_ == Judging::kWanted) lint(source_, flow_, diagnostics_);
  }

  const SourceText& source_;
  Judging judging_;
  Diagnostics diagnostics_;
  Flow flow_;
  Span title_;
  std::vector<const Section*> stray_;  ///< sections that hold steps and are none of ours
  std::size_t step_count_ = 0;
  bool steps_seen_ = false;
  bool rollback_seen_ = false;
};

}  // namespace

ParsedFlow parse_flow(const SourceText& source) {
  return FlowParser(source, Judging::kWanted, kFormat).parse();
}

ParsedFlow parse_approved_flow(const SourceText& source, int format) {
  return FlowParser(source, Judging::kDoneBefore, format).parse();
}

}  // namespace fettle::flow
