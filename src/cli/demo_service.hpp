// The service of `fettle demo`: this same program on a port of this machine's loopback alone, with
// a team, the fleet of three, a finished run and a schedule that waits for an approval. Everything
// in it is made through its own interface, as a person's browser would. Ends with the demo.
#pragma once

#include <string>

#include "base/result.hpp"
#include "cli/demo_fleet.hpp"
#include "ports/http_client.hpp"

namespace fettle::cli {

struct DemoService {
  std::string url;
  std::string email;
  std::string password;    ///< of this demo alone
  std::string token_file;  ///< holds an API token for the command line
};

/// Returns once all of it is there, the run has ended included. kUnreachable where it does not
/// start; its log, a file of the demo's folder, is part of the message.
Result<DemoService> start_demo_service(const DemoFleet& fleet, ports::HttpClient& http);

}  // namespace fettle::cli
