// What may be done on a server, as it is now: read before each step, so that tightening a mode acts
// at once.
#pragma once

#include <optional>
#include <string_view>

#include "core/fleet/server.hpp"

namespace fettle::ports {

class ServerModes {
 public:
  virtual ~ServerModes() = default;
  /// None where the server is not registered any more.
  virtual std::optional<fleet::Mode> mode(std::string_view server_id) = 0;
};

}  // namespace fettle::ports
