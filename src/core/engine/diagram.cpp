#include "core/engine/diagram.hpp"

#include <fmt/format.h>

#include <string_view>

#include "base/enum_name.hpp"

namespace fettle::engine {
namespace {

template <class State, class Cause>
std::string draw(std::span<const Row<State, Cause>> table) {
  std::string text = "stateDiagram-v2\n";
  text += fmt::format("  [*] --> {}\n", enum_name(State::kPending));
  if (State{} != State::kPending) text += fmt::format("  [*] --> {}\n", enum_name(State{}));
  for (const auto& row : table) {
    text += fmt::format("  {} --> {}: {}\n", enum_name(row.from), enum_name(row.to),
                        enum_name(row.cause));
  }
  for (const auto& [state, name] : kNamedValues<State>) {
    if (has_ended(state)) text += fmt::format("  {} --> [*]\n", name.view());
  }
  return text;
}

/// The states in which nothing more happens by itself, less those that can never be left.
template <class State>
std::string list_reopened() {
  std::string text;
  for (const auto& [state, name] : kNamedValues<State>) {
    if (!has_ended(state) || is_final(state)) continue;
    text += fmt::format("{}`{}`", text.empty() ? "" : ", ", name.view());
  }
  return text;
}

template <class State, class Cause>
std::string section(std::string_view title, std::span<const Row<State, Cause>> table) {
  return fmt::format(
      "\n## {}\n\n```mermaid\n{}```\n\nEnded, and can be left again by a person's word: {}.\n",
      title, mermaid(table), list_reopened<State>());
}

}  // namespace

std::string mermaid(std::span<const Row<BatchStatus, BatchCause>> table) { return draw(table); }
std::string mermaid(std::span<const Row<SessionStatus, SessionCause>> table) { return draw(table); }
std::string mermaid(std::span<const Row<StepStatus, StepCause>> table) { return draw(table); }

std::string state_machines_document() {
  return "# State machines\n\n"
         "Made from the tables in `src/core/engine/tables.cpp`; a test compares the two. After a\n"
         "change there: `UPDATE_GOLDEN=1 core_engine_test --gtest_filter='Diagrams.*'`.\n\n"
         "An arrow is a row: where it leads from one state for one cause. What a cause is, the\n"
         "comments of `src/core/engine/session.hpp` and `batch.hpp` tell.\n" +
         section("Batch", batch_table()) + section("Session", session_table()) +
         section("Step", step_table());
}

}  // namespace fettle::engine
