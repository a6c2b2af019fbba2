// What was approved: everything that decides what runs, in one record with a digest. From launch on
// a batch is carried out from this record alone, whatever happens to the files that it was made
// from (spec 5; promise P4). Never holds a secret's value.
#pragma once

#include <boost/describe/class.hpp>

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/fleet/server.hpp"
#include "core/flow/flow.hpp"
#include "core/flow/strategy.hpp"

namespace fettle::engine {

struct FrozenRecipe {
  std::string slug;
  std::string text;  ///< the recipe's document
  friend bool operator==(const FrozenRecipe&, const FrozenRecipe&) = default;
};
BOOST_DESCRIBE_STRUCT(FrozenRecipe, (), (slug, text))

struct Frozen {
  std::string markdown;
  std::map<std::string, std::string> variables;  ///< by name; `per: target` ones are the targets'
  flow::Strategy strategy;                       ///< as the flow says, or as the launch overrode it
  std::vector<fleet::Target> targets;            ///< in the order of the rollout
  std::vector<FrozenRecipe> recipes;             ///< those that the flow names, by slug
  friend bool operator==(const Frozen&, const Frozen&) = default;
};
BOOST_DESCRIBE_STRUCT(Frozen, (), (markdown, variables, strategy, targets, recipes))

/// SHA-256 of the canonical JSON of the record, in hex. Differs when any field differs.
std::string digest(const Frozen& frozen);

/// The frozen text as a flow, for one target: parsed, variables filled in, recipes resolved.
/// kInvalid with all diagnostics where that is not possible; for what was launched it always is.
Result<flow::Flow> flow_for(const Frozen& frozen, const fleet::Target& target);

/// The two halves of flow_for, for who makes it of many targets: the text is read once, and the
/// variables and recipes of each target filled in.
Result<flow::Flow> read_flow(const Frozen& frozen);
Result<flow::Flow> fill_in(const flow::Flow& flow, const Frozen& frozen,
                           const fleet::Target& target);

/// Whether the flow differs from target to target.
bool varies_by_target(const Frozen& frozen);

}  // namespace fettle::engine
