#include "core/flow/step_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/document/characters.hpp"
#include "core/fleet/text.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::flow {
namespace {

constexpr std::string_view kDone = "done";
constexpr std::size_t kSuggestionsMax = 50;

/// Successors of each step by index; one past the last means done.
using Graph = std::vector<std::vector<std::size_t>>;

/// The steps of a flow by their titles, whose case does not matter.
class StepNames {
 public:
  explicit StepNames(const std::vector<Step>& steps) : steps_(steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      index_.try_emplace(fleet::to_lower_ascii(steps[i].title), i);
    }
  }

  /// What a `goto` names: a title, a number, or one past the last step for `done`.
  std::optional<std::size_t> find(std::string_view name) const {
    name = document::trim(name);
    if (document::same_word(name, kDone)) return steps_.size();
    if (const auto titled = index_.find(fleet::to_lower_ascii(name)); titled != index_.end()) {
      return titled->second;
    }
    return find_numbered(name);
  }

  void refuse_equal(Diagnostics& diagnostics) const {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const auto& title = steps_[i].title;
      if (index_.at(fleet::to_lower_ascii(title)) == i) continue;
      diagnostics.error(
          "graph.equal-titles", steps_[i].heading,
          fmt::format("two steps are called `{}`, so `goto` can't tell them apart", title),
          "give each step a title of its own");
    }
  }

  /// The hint for a name that is none. Thousands of wrong ones are not worth a suggestion each.
  std::string suggest(std::string_view name) {
    constexpr std::string_view kOtherwise = "name a step by its title or number, or `done`";
    if (++suggested_ > kSuggestionsMax) return std::string(kOtherwise);
    std::vector<std::string_view> titles{kDone};
    for (const auto& step : steps_) titles.push_back(step.title);
    return did_you_mean(name, titles, kOtherwise);
  }

 private:
  /// `3`, `Step 3` or the whole heading, `Step 3: its title`.
  std::optional<std::size_t> find_numbered(std::string_view name) const {
    constexpr std::string_view kWord = "step";
    if (document::same_word(name.substr(0, kWord.size()), kWord)) {
      name = document::trim_left(name.substr(kWord.size()));
    }
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc() || number < 1 || number > steps_.size()) return std::nullopt;
    name = document::trim(name.substr(static_cast<std::size_t>(end - name.data())));
    if (name.starts_with(':')) {
      const auto title = document::trim(name.substr(1));
      name = document::same_word(title, steps_[number - 1].title) ? std::string_view() : title;
    }
    return name.empty() ? std::optional(number - 1) : std::nullopt;
  }

  const std::vector<Step>& steps_;
  std::map<std::string, std::size_t> index_;  ///< the first of each title
  std::size_t suggested_ = 0;
};

std::vector<std::size_t> resolve(const std::vector<Step>& steps, StepNames& names,
                                 Question& question, Diagnostics& diagnostics) {
  std::vector<std::size_t> next;
  for (auto& [label, go_to] : question.options) {
    const auto found = names.find(go_to.value);
    if (!found) {
      diagnostics.error(
          "graph.unknown-step", go_to.span,
          fmt::format("`goto` names `{}`, which is no step of this flow", go_to.value),
          names.suggest(go_to.value));
      continue;
    }
    go_to.value = *found == steps.size() ? std::string(kDone) : steps[*found].title;
    next.push_back(*found);
  }
  return next;
}

Graph resolve_all(std::vector<Step>& steps, StepNames& names, Diagnostics& diagnostics) {
  Graph graph(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (auto* question = std::get_if<Question>(&steps[i].body)) {
      graph[i] = resolve(steps, names, *question, diagnostics);
    } else {
      graph[i] = {i + 1};
    }
  }
  return graph;
}

enum class Visit { kNever, kOpen, kClosed };

/// Depth first from the first step; reports each edge that leads back to a step on its own path.
class SessionKind {
 public:
  SessionKind(const std::vector<Step>& steps, const Graph& graph, Diagnostics& diagnostics)
      : steps_(steps),
        graph_(graph),
        visits_(steps.size(), Visit::kNever),
        diagnostics_(diagnostics) {}

  void from(std::size_t step) {  // as deep as a flow has steps
    visits_[step] = Visit::kOpen;
    for (const auto next : graph_[step]) {
      if (next >= steps_.size()) continue;
      if (visits_[next] == Visit::kOpen) report_cycle(step, next);
      if (visits_[next] == Visit::kNever) from(next);
    }
    visits_[step] = Visit::kClosed;
  }

  void report_unreached() {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (visits_[i] != Visit::kNever) continue;
      diagnostics_.error("graph.unreachable", steps_[i].heading,
                         fmt::format("no answer leads to step {} `{}`", i + 1, steps_[i].title),
                         "add a `goto` that names it, or remove it");
    }
  }

 private:
  void report_cycle(std::size_t from, std::size_t back_to) {
    diagnostics_.error("graph.cycle", steps_[from].heading,
                       fmt::format("step {} `{}` leads back to step {} `{}`", from + 1,
                                   steps_[from].title, back_to + 1, steps_[back_to].title),
                       "a troubleshooting flow may not go round in circles: repeat the step under "
                       "another title, or end with `done`");
  }

  const std::vector<Step>& steps_;
  const Graph& graph_;
  std::vector<Visit> visits_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_graph(std::vector<Step>& steps, Diagnostics& diagnostics) {
  if (steps.empty()) return;
  StepNames names(steps);
  names.refuse_equal(diagnostics);
  const auto graph = resolve_all(steps, names, diagnostics);
  SessionKind walk(steps, graph, diagnostics);
  walk.from(0);
  walk.report_unreached();
}

void refuse_questions(const std::vector<Step>& steps, Diagnostics& diagnostics) {
  for (const auto& step : steps) {
    if (!std::holds_alternative<Question>(step.body)) continue;
    diagnostics.error("graph.question", step.heading,
                      "only the steps of a troubleshooting flow can be questions",
                      "add `type: troubleshooting` to the front matter, or make it a `task`");
  }
}

}  // namespace fettle::flow
