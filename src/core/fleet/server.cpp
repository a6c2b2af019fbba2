#include "core/fleet/server.hpp"

#include <fmt/format.h>

namespace fettle::fleet {

std::string host_key(const Server& server) {
  if (server.transport == TransportKind::kManual) return {};
  if (server.transport == TransportKind::kLocal) return "local";
  const auto connection = server.variables.find("ansible_connection");
  if (server.transport == TransportKind::kAnsible && connection != server.variables.end() &&
      connection->second == "local")
    return "local";
  constexpr std::uint16_t kSshPort = 22;
  auto key = fmt::format("{}:{}", server.address.empty() ? server.name : server.address,
                         server.port == 0 ? kSshPort : server.port);
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return key;
}

}  // namespace fettle::fleet
