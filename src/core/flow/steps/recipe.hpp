// recipe: runs a named, versioned script. The recipe's own risk can only add a gate (core/gate).
// `resolved` is filled by resolve_recipes (core/flow/recipe_catalogue.hpp), never by parsing.
#pragma once

#include <boost/describe/class.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/span.hpp"
#include "core/flow/command.hpp"
#include "core/flow/risk.hpp"
#include "core/flow/step_machine.hpp"
#include "core/flow/steps/common.hpp"

namespace fettle::flow {

class FieldReader;
class FieldWriter;

struct Recipe {
  static constexpr std::string_view kType = "recipe";
  static constexpr Effect kEffect = Effect::kChange;
  static constexpr bool kRequiresApproval = true;

  Located<std::string> slug;
  std::map<std::string, Located<std::string>> variables;  ///< by parameter name
  std::chrono::seconds timeout{600};

  /// What the slug stood for when the flow was bound; part of what is approved.
  struct Resolved {
    std::string version;
    Risk risk = Risk::kNone;
    std::string script;                     ///< parameters filled in
    LineCount several_lines{};              ///< of the script as the recipe has it
    std::optional<Playbook> playbook = {};  ///< run instead; `script` then shows it to people
    friend bool operator==(const Resolved&, const Resolved&) = default;
  };
  std::optional<Resolved> resolved;
  /// Parameters that are secrets: the environment variable that holds each, set when the flow is
  /// bound (bind.hpp), never by parsing.
  std::map<std::string, std::string> held_in;

  static std::optional<Recipe> parse(FieldReader& fields);
  void write(FieldWriter& fields) const;
  static void visit_texts(auto& step, const auto& visit) {
    for (auto& [name, value] : step.variables) visit(value.value, value.span, TextKind::kPlain);
  }
  StepMove advance(StepMemory memory, const StepEvent& event, Instant now) const;
  friend bool operator==(const Recipe&, const Recipe&) = default;
};
BOOST_DESCRIBE_STRUCT(Recipe::Resolved, (), (version, risk, script, several_lines, playbook))
BOOST_DESCRIBE_STRUCT(Recipe, (), (slug, variables, timeout, resolved, held_in))

}  // namespace fettle::flow
