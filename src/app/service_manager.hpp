// What systemd is told about the service, where it started it with Type=notify (sd_notify(3)).
// Where nobody asks for it nothing is said.
#pragma once

#include <string_view>

namespace fettle::app {

/// `READY=1` once requests are answered, `STOPPING=1` when it ends.
void tell_service_manager(std::string_view state);

}  // namespace fettle::app
