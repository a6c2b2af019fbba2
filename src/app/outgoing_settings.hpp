// The settings of `fettle serve` that say where requests of ours may go and by which mail server.
#pragma once

#include "app/serve_settings.hpp"
#include "base/result.hpp"
#include "outgoing/curl_outgoing.hpp"

namespace fettle::app {

/// kInvalid where a value is none; errors of the password's file.
Result<outgoing::OutgoingSettings> outgoing_settings(const ServeSettings& settings);

}  // namespace fettle::app
