#include "core/flow/parse_flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/document/characters.hpp"
#include "core/document/front_matter.hpp"
#include "core/document/yaml.hpp"
#include "core/document/yaml_write.hpp"
#include "core/flow/front_fields.hpp"
#include "core/flow/lint.hpp"
#include "core/flow/sections.hpp"
#include "core/flow/step_fields.hpp"
#include "core/flow/step_graph.hpp"
#include "core/flow/text_limits.hpp"

namespace fettle::flow {
namespace {

bool is_titled(const Section& section, std::string_view title) {
  return document::same_word(section.heading.text, title);
}

class FlowParser {
 public:
  explicit FlowParser(const SourceText& source) : source_(source) {}

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
    read_front(*node, flow_, diagnostics_);
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
    if (steps_seen_) return;
    diagnostics_.error("plan.missing-steps", title_, "the flow has no section `Steps`",
                       "add a line `## Steps` and below it `### Step 1: what it does`");
  }

  void read_section(const Section& section) {
    const bool steps = is_titled(section, "Steps");
    if (!steps && !is_titled(section, "Rollback")) {
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
    lint(source_, flow_, diagnostics_);
  }

  const SourceText& source_;
  Diagnostics diagnostics_;
  Flow flow_;
  Span title_;
  std::size_t step_count_ = 0;
  bool steps_seen_ = false;
  bool rollback_seen_ = false;
};

}  // namespace

ParsedFlow parse_flow(const SourceText& source) { return FlowParser(source).parse(); }

}  // namespace fettle::flow
