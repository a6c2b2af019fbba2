// Flows (table `trees`) and the versions of their texts. What the text means is not known here: the
// parsed parts come and go as JSON. Rules of who may change what are usecases/flows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"
#include "store/database/page.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

/// What a list shows of a flow.
struct FlowHead {
  std::string id;
  std::string tree_type;
  std::string name;
  std::string description;
  std::string subject;
  std::string risk_level;
  std::string strategy;
  std::string tags;  ///< a JSON list of strings
  int step_count = 0;
  bool is_builtin = false;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  std::optional<std::string> updated_by;
  std::optional<Instant> archived_at;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(FlowHead, (),
                      (id, tree_type, name, description, subject, risk_level, strategy, tags,
                       step_count, is_builtin, version, created_by, updated_by, archived_at,
                       created_at, updated_at))

struct FlowRow : FlowHead {
  std::string markdown;
  std::string tree_structure;  ///< JSON, as all that is read from the markdown
  std::string intake_form;
  std::string front;
  std::string diagnostics;
  std::string builtin_name;
  std::string builtin_hash;
};
BOOST_DESCRIBE_STRUCT(FlowRow, (FlowHead),
                      (markdown, tree_structure, intake_form, front, diagnostics, builtin_name,
                       builtin_hash))

enum class Archived { kLeftOut, kOnly };

struct FlowFilter {
  std::string team;
  std::string tree_type;  ///< empty: all
  std::string tag;        ///< empty: any
  std::string text;       ///< to be found in name, description, tags or markdown; empty: any
  Archived archived = Archived::kLeftOut;
};

/// Sorted by `name`, `created_at` or `updated_at`. Descriptions are cut to their beginning.
Result<PageRows<FlowHead>> list_flows(Connection& connection, const FlowFilter& filter,
                                      const PageQuery& page);

struct FlowCount {
  std::string tree_type;
  bool is_archived = false;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(FlowCount, (), (tree_type, is_archived, count))
Result<std::vector<FlowCount>> count_flows_by_type(Connection& connection, std::string_view team);

Result<std::optional<FlowRow>> find_flow(Connection& connection, TeamKey key);
Result<std::optional<FlowRow>> find_builtin_flow(Connection& connection, std::string_view team,
                                                 std::string_view builtin_name);

/// With its text as the first version. Inside a transaction, as all that write.
Result<void> insert_flow(Connection& connection, std::string_view team, const FlowRow& flow);
/// Writes all but who made it when, and keeps the text as one more version. False where the stored
/// version is not the one before `flow.version`.
Result<bool> update_flow(Connection& connection, std::string_view team, const FlowRow& flow);
/// Writes `archived_at` and who changed it when; the version of the row is one without a text.
Result<void> archive_flow(Connection& connection, std::string_view team, const FlowRow& flow);
Result<std::int64_t> count_schedules_of_flow(Connection& connection, TeamKey key);
Result<void> delete_flow(Connection& connection, TeamKey key);

struct FlowVersion {
  std::int64_t version = 0;
  std::optional<std::string> created_by;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(FlowVersion, (), (version, created_by, created_at))

/// Newest first, whatever `page` says of the order. No row at all: no such flow.
Result<PageRows<FlowVersion>> list_flow_versions(Connection& connection, TeamKey key,
                                                 const PageQuery& page);
/// The newest one before `version`.
Result<std::optional<std::int64_t>> find_flow_version_before(Connection& connection, TeamKey key,
                                                             std::int64_t version);
Result<std::optional<std::string>> find_flow_text(Connection& connection, TeamKey key,
                                                  std::int64_t version);

}  // namespace fettle::store
