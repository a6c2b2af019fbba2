#include "usecases/flows/flow_library.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/enum_name.hpp"
#include "core/review/line_diff.hpp"

namespace fettle::usecases {
namespace {

Result<void> check_type(std::string_view word) {
  if (word.empty()) return {};
  for (const auto& [value, name] : kNamedValues<flow::FlowType>) {
    if (name.view() == word) return {};
  }
  return fail(ErrorCode::kMalformed,
              "type has to be one of maintenance, procedural, troubleshooting");
}

Result<std::string> text_of(Context& context, const FlowVersionKey& key) {
  FETTLE_TRY(text,
             store::find_flow_text(context.database, {context.actor.team, key.id}, key.version));
  if (text) return *std::move(text);
  return fail(ErrorCode::kNotFound, fmt::format("the flow has no text of version {}", key.version));
}

}  // namespace

Result<store::PageRows<ShownFlowHead>> list_flows(Context& context, const FlowQuery& query) {
  FETTLE_TRY_VOID(check_type(query.tree_type));
  const store::FlowFilter filter{.team = context.actor.team,
                                 .tree_type = query.tree_type,
                                 .tag = query.tag,
                                 .text = query.text,
                                 .archived = query.archived};
  FETTLE_TRY(found, store::list_flows(context.database, filter, query.page));
  store::PageRows<ShownFlowHead> page{.rows = {}, .total = found.total};
  for (const auto& row : found.rows) page.rows.push_back(show(row));
  return page;
}

Result<FlowCounts> count_flows(Context& context) {
  FETTLE_TRY(rows, store::count_flows_by_type(context.database, context.actor.team));
  FlowCounts counts;
  for (const auto& row : rows) {
    if (row.is_archived) {
      counts.archived += row.count;
      continue;
    }
    counts.all += row.count;
    if (row.tree_type == "troubleshooting") counts.troubleshooting = row.count;
    if (row.tree_type == "procedural") counts.procedural = row.count;
    if (row.tree_type == "maintenance") counts.maintenance = row.count;
  }
  return counts;
}

Result<ShownFlow> get_flow(Context& context, const std::string& id) {
  FETTLE_TRY(row, store::find_flow(context.database, {context.actor.team, id}));
  if (row) return show(*row);
  return fail(ErrorCode::kNotFound, "there is no such flow");
}

Result<store::PageRows<store::FlowVersion>> list_flow_versions(Context& context,
                                                               const FlowVersionQuery& query) {
  FETTLE_TRY(versions, store::list_flow_versions(context.database, {context.actor.team, query.id},
                                                 query.page));
  if (versions.total == 0) return fail(ErrorCode::kNotFound, "there is no such flow");
  return versions;
}

Result<ShownFlowVersion> get_flow_version(Context& context, const FlowVersionKey& key) {
  FETTLE_TRY(text, text_of(context, key));
  return ShownFlowVersion{key.version, std::move(text)};
}

Result<FlowDifference> compare_flow_versions(Context& context, const FlowVersionPair& pair) {
  FETTLE_TRY(after, text_of(context, {pair.id, pair.after}));
  auto earlier = pair.before;
  if (!earlier) {
    FETTLE_TRY(older, store::find_flow_version_before(context.database,
                                                      {context.actor.team, pair.id}, pair.after));
    earlier = older;
  }
  std::string before;
  if (earlier) {
    FETTLE_TRY(text, text_of(context, {pair.id, *earlier}));
    before = std::move(text);
  }
  return FlowDifference{earlier, pair.after, review::unified_diff(before, after)};
}

}  // namespace fettle::usecases
