#include "core/flow/step_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "core/document/characters.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::flow {
namespace {

constexpr std::string_view kDone = "done";

/// Successors of each step by index; one past the last means done.
using Graph = std::vector<std::vector<std::size_t>>;

std::optional<std::size_t> find_step(const std::vector<Step>& steps, std::string_view name) {
  name = document::trim(name);
  if (document::same_word(name, kDone)) return steps.size();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (document::same_word(steps[i].title, name)) return i;
  }
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole = error == std::errc() && end == name.data() + name.size();
  if (!whole || number < 1 || number > steps.size()) return std::nullopt;
  return number - 1;
}

void refuse_equal_titles(const std::vector<Step>& steps, Diagnostics& diagnostics) {
  std::vector<std::string_view> titles;
  for (const auto& step : steps) {
    const bool known = std::ranges::any_of(
        titles, [&](std::string_view title) { return document::same_word(title, step.title); });
    titles.push_back(step.title);
    if (!known) continue;
    diagnostics.error(
        "graph.equal-titles", step.heading,
        fmt::format("two steps are called `{}`, so `goto` can't tell them apart", step.title),
        "give each step a title of its own");
  }
}

void unknown_target(const std::vector<Step>& steps, const Located<std::string>& go_to,
                    Diagnostics& diagnostics) {
  std::vector<std::string_view> titles{kDone};
  for (const auto& step : steps) titles.push_back(step.title);
  diagnostics.error("graph.unknown-step", go_to.span,
                    fmt::format("`goto` names `{}`, which is no step of this flow", go_to.value),
                    did_you_mean(go_to.value, titles, "name a step by its title, or `done`"));
}

std::vector<std::size_t> resolve(std::vector<Step>& steps, Question& question,
                                 Diagnostics& diagnostics) {
  std::vector<std::size_t> next;
  for (auto& option : question.options) {
    const auto found = find_step(steps, option.go_to.value);
    if (!found) {
      unknown_target(steps, option.go_to, diagnostics);
      continue;
    }
    option.go_to.value = *found == steps.size() ? std::string(kDone) : steps[*found].title;
    next.push_back(*found);
  }
  return next;
}

Graph resolve_all(std::vector<Step>& steps, Diagnostics& diagnostics) {
  Graph graph(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (auto* question = std::get_if<Question>(&steps[i].body)) {
      graph[i] = resolve(steps, *question, diagnostics);
    } else {
      graph[i] = {i + 1};
    }
  }
  return graph;
}

enum class Visit { kNever, kOpen, kClosed };

/// Depth first from the first step; reports each edge that leads back to a step on its own path.
class Walk {
 public:
  Walk(const std::vector<Step>& steps, const Graph& graph, Diagnostics& diagnostics)
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
  refuse_equal_titles(steps, diagnostics);
  const auto graph = resolve_all(steps, diagnostics);
  Walk walk(steps, graph, diagnostics);
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
