// What was approved: everything that decides what runs, in one record with a digest. From launch on
// a batch is carried out from this record alone, whatever happens to the files that it was made
// from (docs/simulation.md, P4). Never holds a secret's value.
#pragma once

#include <boost/describe/class.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/fleet/server.hpp"
#include "core/flow/flow.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "core/flow/strategy.hpp"

namespace fettle::engine {

struct ApprovedRecipe {
  std::string slug;
  std::string text;  ///< the recipe's document
  friend bool operator==(const ApprovedRecipe&, const ApprovedRecipe&) = default;
};
BOOST_DESCRIBE_STRUCT(ApprovedRecipe, (), (slug, text))

struct ApprovedPlan {
  int format = flow::kFormat;  ///< what the text means, and how the record is written
  std::string markdown;
  std::map<std::string, std::string> variables;  ///< by name; `per: target` ones are the targets'
  flow::Strategy strategy;                       ///< as the flow says, or as the launch overrode it
  std::vector<fleet::Target> targets;            ///< in the order of the rollout
  std::vector<ApprovedRecipe> recipes;           ///< those that the flow names, by slug
  /// What the texts were understood as when they were approved: bytes of freeze(). Empty in records
  /// of earlier versions, whose texts are read anew.
  std::string compiled;
  friend bool operator==(const ApprovedPlan&, const ApprovedPlan&) = default;
};
BOOST_DESCRIBE_STRUCT(ApprovedPlan, (),
                      (format, markdown, variables, strategy, targets, recipes, compiled))

/// SHA-256 of the record, in hex. Differs when any field differs.
std::string digest(const ApprovedPlan& frozen);

/// The parts of a record as they are kept: the plan's text, and the JSON of everything else.
struct ApprovedTexts {
  int format = flow::kFormat;
  std::string_view markdown;
  std::string_view variables;
  std::string_view strategy;
  std::vector<std::string_view> targets;
  std::string_view recipes;
  std::string_view compiled;
};
/// The digest that the record of these bytes was approved with, whatever was added to the types
/// that are read from them since.
std::string digest(const ApprovedTexts& texts);

/// The plan and the recipes of a record, read once for all of its targets.
struct CompiledPlan {
  flow::Flow flow;
  flow::RecipeCatalogue recipes;
};

/// The bytes by which a record keeps what its texts were understood as, places in the text apart.
std::string freeze(const CompiledPlan& plan);
/// kInvalid with all diagnostics where the record can't be read.
Result<CompiledPlan> read_plan(const ApprovedPlan& frozen);
/// The recipes of a record; kInvalid with all diagnostics where one can't be read.
Result<flow::RecipeCatalogue> read_recipes(const std::vector<ApprovedRecipe>& recipes);
/// The plan for one target: variables filled in, recipes resolved. kInvalid with all diagnostics
/// where that is not possible.
Result<flow::Flow> bind_target(const CompiledPlan& plan, const ApprovedPlan& frozen,
                               const fleet::Target& target);

/// Both in one, for one target.
Result<flow::Flow> flow_for(const ApprovedPlan& frozen, const fleet::Target& target);

}  // namespace fettle::engine
