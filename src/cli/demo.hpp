// `fettle demo`: three private SSH servers on loopback as a fleet, a fresh database, and one plan
// carried out on them before your eyes. Everything lives in a folder of its own and goes with it.
#pragma once

#include "cli/console.hpp"
#include "ports/http_client.hpp"

namespace fettle::cli {

struct DemoOptions {
  bool once = false;  ///< end with the run's status instead of leaving the fleet up
};

int run_demo(const DemoOptions& options, ports::HttpClient& http, const Console& console);

}  // namespace fettle::cli
