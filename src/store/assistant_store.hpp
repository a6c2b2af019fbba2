// Which model a team's assistant asks; its key is sealed.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "store/database/connection.hpp"
#include "store/database/id_page.hpp"
#include "store/resealed.hpp"

namespace fettle::store {

struct AssistantRow {
  std::string team_id;
  std::string provider;
  std::string base_url;
  std::string model;
  std::string sealed_key;
  std::int64_t version = 1;
  std::optional<std::string> updated_by;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(AssistantRow, (),
                      (team_id, provider, base_url, model, sealed_key, version, updated_by,
                       updated_at))

Result<std::optional<AssistantRow>> find_assistant(Connection& connection, std::string_view team);
/// A first one, or over the one that there is.
Result<void> save_assistant(Connection& connection, const AssistantRow& assistant);
Result<bool> remove_assistant(Connection& connection, std::string_view team);

/// Of all teams, those whose sealed key doesn't begin with `prefix`; pages go by team.
Result<std::vector<AssistantRow>> list_assistants_without(Connection& connection,
                                                          std::string_view prefix,
                                                          const IdPage& page);
/// False where it is no longer `from`.
Result<bool> reseal_assistant(Connection& connection, std::string_view team,
                              const Resealed& sealed);

}  // namespace fettle::store
