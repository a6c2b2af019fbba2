// The library of flows: found, counted, read, with the versions of their texts. Changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/database/page.hpp"
#include "usecases/context.hpp"
#include "usecases/flows/flow_shown.hpp"

namespace fettle::usecases {

struct FlowQuery {
  std::string tree_type;  ///< empty: all
  std::string tag;
  std::string text;  ///< in name, description, tags and markdown
  store::Archived archived = store::Archived::kLeftOut;
  store::PageQuery page;
};
Result<store::PageRows<ShownFlowHead>> list_flows(Context& context, const FlowQuery& query);

/// Archived ones are counted apart, whatever their type.
struct FlowCounts {
  std::int64_t all = 0;
  std::int64_t troubleshooting = 0;
  std::int64_t procedural = 0;
  std::int64_t maintenance = 0;
  std::int64_t archived = 0;
};
BOOST_DESCRIBE_STRUCT(FlowCounts, (), (all, troubleshooting, procedural, maintenance, archived))
Result<FlowCounts> count_flows(Context& context);

Result<ShownFlow> get_flow(Context& context, const std::string& id);

struct FlowVersionQuery {
  std::string id;
  store::PageQuery page;
};
/// Newest first.
Result<store::PageRows<store::FlowVersion>> list_flow_versions(Context& context,
                                                               const FlowVersionQuery& query);

struct FlowVersionKey {
  std::string id;
  std::int64_t version = 0;
};
struct ShownFlowVersion {
  std::int64_t version = 0;
  std::string markdown;
};
BOOST_DESCRIBE_STRUCT(ShownFlowVersion, (), (version, markdown))
Result<ShownFlowVersion> get_flow_version(Context& context, const FlowVersionKey& key);

struct FlowVersionPair {
  std::string id;
  std::optional<std::int64_t> before;  ///< none: the text before `after`
  std::int64_t after = 0;
};
struct FlowDifference {
  std::optional<std::int64_t> before;  ///< null: there was none
  std::int64_t after = 0;
  std::string difference;  ///< unified, without the names of files; empty where nothing differs
};
BOOST_DESCRIBE_STRUCT(FlowDifference, (), (before, after, difference))
Result<FlowDifference> compare_flow_versions(Context& context, const FlowVersionPair& pair);

}  // namespace fettle::usecases
