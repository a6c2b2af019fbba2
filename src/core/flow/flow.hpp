// A flow: what a markdown document says, as plain values. parse_flow.hpp makes one from
// text, render_flow.hpp writes one back, bind.hpp fills its variables in, lint.hpp judges it.
// A flow knows nothing of runs; core/engine walks it.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/span.hpp"
#include "core/fleet/selector.hpp"
#include "core/flow/risk.hpp"
#include "core/flow/step.hpp"
#include "core/flow/strategy.hpp"

namespace fettle::flow {

BOOST_DEFINE_ENUM_CLASS(FlowType, kMaintenance, kProcedural, kTroubleshooting)
BOOST_DEFINE_ENUM_CLASS(Dimension, kPackages, kKernel, kSystemd, kConfigs, kDisk, kContainers)
BOOST_DEFINE_ENUM_CLASS(OnFailure, kOffer, kRollback)

/// A variable that front matter declares.
struct Variable {
  enum class Type { kString, kText, kInteger, kBoolean, kChoice, kDate, kHost, kSecret, kUrl };
  enum class Per { kBatch, kTarget };
  Located<std::string> name;
  std::string label;
  std::string help;
  Type type = Type::kString;
  bool required = true;  ///< false when `required: false` or a default is given
  std::optional<std::string> default_value;
  std::string pattern;  ///< regular expression (pattern.hpp) that the whole value must match
  std::vector<std::string> options;
  Per per = Per::kBatch;
  friend bool operator==(const Variable&, const Variable&) = default;
};
BOOST_DESCRIBE_ENUM(Variable::Type, kString, kText, kInteger, kBoolean, kChoice, kDate, kHost,
                    kSecret, kUrl)
BOOST_DESCRIBE_ENUM(Variable::Per, kBatch, kTarget)
BOOST_DESCRIBE_STRUCT(Variable, (),
                      (name, label, help, type, required, default_value, pattern, options, per))

/// One entry of `auto_approve_rules`.
struct ApprovalRule {
  std::string step_type;
  std::optional<std::string> recipe_slug;
  bool auto_approve = true;
  friend bool operator==(const ApprovalRule&, const ApprovalRule&) = default;
};
BOOST_DESCRIBE_STRUCT(ApprovalRule, (), (step_type, recipe_slug, auto_approve))

/// A level-2 section that is neither `Steps` nor `Rollback`: kept as it stands.
struct Note {
  std::string title;
  std::string text;
  friend bool operator==(const Note&, const Note&) = default;
};
BOOST_DESCRIBE_STRUCT(Note, (), (title, text))

/// The version of what plans mean. Text is read with the latest; what was approved keeps the one
/// that it was approved with. 1: a script never stops by itself at a line that fails, and
/// `{{ target }}` is a variable like any other.
inline constexpr int kFormat = 2;

struct Flow {
  int format = kFormat;
  std::string name;
  std::string description;  ///< markdown between the heading and the first section
  FlowType type = FlowType::kMaintenance;
  std::string subject;
  Risk risk = Risk::kLow;
  Strategy strategy;
  std::vector<Dimension> snapshot_dimensions;
  std::vector<Located<ApprovalRule>> auto_approve_rules;
  std::optional<fleet::Selector> target_selector;
  std::vector<Variable> variables;  ///< in the order of the document
  std::vector<std::string> tags;
  std::optional<std::chrono::minutes> estimated;  ///< per target
  OnFailure on_failure = OnFailure::kOffer;
  ScriptRules scripts;
  std::vector<Step> steps;
  std::vector<Step> rollback;
  std::vector<Note> notes;
  friend bool operator==(const Flow&, const Flow&) = default;
};
BOOST_DESCRIBE_STRUCT(Flow, (),
                      (format, name, description, type, subject, risk, strategy,
                       snapshot_dimensions, auto_approve_rules, target_selector, variables, tags,
                       estimated, on_failure, scripts, steps, rollback, notes))

}  // namespace fettle::flow
