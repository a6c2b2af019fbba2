// One change for many servers: all of it or nothing. Role, site, OS family, tags and mode; what
// tells how one server is reached is not changed for many at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/server_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// As the list of servers is filtered.
struct ServerFilterInput {
  std::optional<std::string> role;
  std::optional<std::string> tag;
  std::optional<std::string> site;
  std::optional<std::string> os_family;
  std::optional<std::string> mode;
  std::optional<std::string> transport;
  std::optional<std::string> q;
};
BOOST_DESCRIBE_STRUCT(ServerFilterInput, (), (role, tag, site, os_family, mode, transport, q))
store::ServerFilter to_filter(const ServerFilterInput& input, std::string team);

/// What is there is set; `tags` replaces all tags, the other two change them.
struct BulkChange {
  std::optional<std::string> role;
  std::optional<std::string> site;
  std::optional<std::string> os_family;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::vector<std::string>> add_tags;
  std::optional<std::vector<std::string>> remove_tags;
  std::optional<std::string> mode;
  std::optional<std::string> reason;  ///< required with a mode
};
BOOST_DESCRIBE_STRUCT(BulkChange, (),
                      (role, site, os_family, tags, add_tags, remove_tags, mode, reason))

/// Either `ids` or `filter`; an empty filter is every server of the team.
struct BulkEdit {
  std::optional<std::vector<std::string>> ids;
  std::optional<ServerFilterInput> filter;
  BulkChange set;
};
BOOST_DESCRIBE_STRUCT(BulkEdit, (), (ids, filter, set))

struct BulkEdited {
  std::int64_t matched = 0;
  std::int64_t changed = 0;
};
BOOST_DESCRIBE_STRUCT(BulkEdited, (), (matched, changed))
/// kNotFound, and nothing is changed, where an id is none of the team's.
Result<BulkEdited> edit_servers(Context& context, BulkEdit edit);

}  // namespace fettle::usecases
