// A flow as the API shows it: what is stored, taken apart into its fields.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "store/flow_store.hpp"

namespace fettle::usecases {

/// A line of the library.
struct ShownFlowHead {
  std::string id;
  std::string name;
  std::string description;  ///< its beginning
  std::string tree_type;
  std::string subject;
  std::string risk_level;
  std::string strategy;
  JsonText tags;
  bool is_builtin = false;
  int step_count = 0;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  std::optional<std::string> updated_by;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(ShownFlowHead, (),
                      (id, name, description, tree_type, subject, risk_level, strategy, tags,
                       is_builtin, step_count, version, created_by, updated_by, created_at,
                       updated_at, archived_at))

struct ShownFlow : ShownFlowHead {
  std::string markdown;
  JsonText parsed_steps;    ///< those of the section `Steps`
  JsonText tree_structure;  ///< `steps` and `rollback`
  JsonText intake_form;
  JsonText strategy_config;
  JsonText snapshot_dimensions;
  JsonText auto_approve_rules;
  JsonText target_selector;  ///< null where it names none
  JsonText diagnostics;      ///< warnings
};
BOOST_DESCRIBE_STRUCT(ShownFlow, (ShownFlowHead),
                      (markdown, parsed_steps, tree_structure, intake_form, strategy_config,
                       snapshot_dimensions, auto_approve_rules, target_selector, diagnostics))

ShownFlowHead show(const store::FlowHead& flow);
ShownFlow show(const store::FlowRow& flow);

}  // namespace fettle::usecases
