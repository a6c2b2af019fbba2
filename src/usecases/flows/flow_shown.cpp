#include "usecases/flows/flow_shown.hpp"

#include "base/json_fields.hpp"

namespace fettle::usecases {

ShownFlowHead show(const store::FlowHead& flow) {
  return {.id = flow.id,
          .name = flow.name,
          .description = flow.description,
          .tree_type = flow.tree_type,
          .subject = flow.subject,
          .risk_level = flow.risk_level,
          .strategy = flow.strategy,
          .tags = {flow.tags},
          .is_builtin = flow.is_builtin,
          .step_count = flow.step_count,
          .version = flow.version,
          .created_by = flow.created_by,
          .updated_by = flow.updated_by,
          .created_at = flow.created_at,
          .updated_at = flow.updated_at,
          .archived_at = flow.archived_at};
}

ShownFlow show(const store::FlowRow& flow) {
  const auto front = split_own_json(flow.front);
  const auto structure = split_own_json(flow.tree_structure);
  return {show(static_cast<const store::FlowHead&>(flow)),
          flow.markdown,
          field_or(structure, "steps", "[]"),
          {flow.tree_structure},
          {flow.intake_form},
          field_or(front, "strategy_config", "{}"),
          field_or(front, "snapshot_dimensions", "[]"),
          field_or(front, "auto_approve_rules", "[]"),
          field_or(front, "target_selector", "null"),
          {flow.diagnostics}};
}

}  // namespace fettle::usecases
