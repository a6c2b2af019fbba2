// Any text as an SSH configuration: it is read or refused with a message, the same every time, and
// a route that comes of it has a host and a port. Slow inputs are findings, too.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/check.hpp"
#include "transport/ssh/ssh_route.hpp"

namespace {

namespace transport = fettle::transport;

transport::ClientEnvironment environment_of(std::string_view text) {
  transport::ClientEnvironment here;
  here.user = "me";
  here.home = "/home/me";
  here.config = {std::make_shared<transport::ConfigFile>(
      transport::parse_config("config", text, transport::ConfigOrigin::kUser))};
  return here;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto here = environment_of(text);
  fettle::fleet::Server server;
  server.name = "web1";
  const auto route = transport::plan_route(server, here);
  FETTLE_CHECK(route.has_value() == transport::plan_route(server, here).has_value());
  if (!route) {
    FETTLE_CHECK(!route.error().message.empty());
    return 0;
  }
  FETTLE_CHECK(!route->hops.empty());
  for (const auto& hop : route->hops) FETTLE_CHECK(hop.port != 0);
  const bool builtin = route->link.kind == transport::LinkKind::kBuiltIn;
  FETTLE_CHECK(builtin == route->link.reason.empty());
  return 0;
}
