// Servers of the team: registered, found, changed, their modes. Whoever may edit servers may do all
// of it, but for the credential of a server, which is an owner's to choose. Nothing here reaches
// out for a server. Many at once: server_bulk.hpp, imports: server_import.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "usecases/context.hpp"
#include "usecases/servers/server_input.hpp"
#include "usecases/servers/server_shown.hpp"

namespace fettle::usecases {

inline constexpr std::int64_t kServersMax = 20'000;  ///< of one team

struct ServerQuery {
  store::ServerFilter filter;  ///< the team is the caller's, whatever it says
  store::PageQuery page;
};
Result<store::PageRows<ShownServerHead>> list_servers(Context& context, ServerQuery query);

/// How many of the servers that match have each value.
struct ServerFacet {
  std::string value;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ServerFacet, (), (value, count))
struct ServerFacets {
  std::int64_t total = 0;
  std::vector<ServerFacet> role;  ///< each sorted by value; servers without one are left out
  std::vector<ServerFacet> site;
  std::vector<ServerFacet> os_family;
  std::vector<ServerFacet> mode;
  std::vector<ServerFacet> transport;
  std::vector<ServerFacet> tag;
};
BOOST_DESCRIBE_STRUCT(ServerFacets, (), (total, role, site, os_family, mode, transport, tag))
Result<ServerFacets> count_server_facets(Context& context, store::ServerFilter filter);

Result<ShownServer> get_server(Context& context, const std::string& id);
/// kConflict where the team has a server of that name, ignoring case.
Result<ShownServer> create_server(Context& context, const NewServer& server);

struct UpdateServer {
  std::string id;
  std::optional<std::int64_t> version;
  ServerFields fields;
};
Result<ShownServer> update_server(Context& context, const UpdateServer& change);

struct DeleteServer {
  std::string id;
  std::optional<std::int64_t> version;
};
Result<void> delete_server(Context& context, const DeleteServer& server);

struct SetServerMode {
  std::string id;
  std::optional<std::int64_t> version;
  std::string mode;
  std::string reason;
};
/// Kept in the server's history with who did it and why.
Result<ShownServer> set_server_mode(Context& context, SetServerMode change);

struct ModeQuery {
  std::string id;
  store::PageQuery page;
};
Result<store::PageRows<store::ModeChange>> list_server_modes(Context& context,
                                                             const ModeQuery& query);

/// Stores `row` as the next version; kBusy where somebody else has done so since it was read.
Result<void> store_next(Context& context, store::ServerRow& row);

}  // namespace fettle::usecases
