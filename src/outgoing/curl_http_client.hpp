// The command line's requests to a service, by libcurl, which is loaded with the first of them.
// Keeps connections from one request to the next; one thread at a time may use it, and
// of a process only one: libcurl keeps SIGPIPE off for as long as it works. Verifies TLS
// always. A proxy of the environment is used for https alone: plain requests go to this machine,
// or where a person has said that they may.
#pragma once

#include <memory>
#include <string>

#include "ports/http_client.hpp"

namespace fettle::outgoing {

class CurlHttpClient : public ports::HttpClient {
 public:
  /// `authorities`: a PEM file that TLS believes instead of the system's; empty: the system's.
  explicit CurlHttpClient(std::string authorities);
  ~CurlHttpClient() override;

  Result<ports::HttpReply> send(const ports::HttpRequest& request,
                                const ports::HttpEar& ear) override;

 private:
  struct Connections;
  std::string authorities_;
  std::unique_ptr<Connections> connections_;  ///< made with the first request
};

}  // namespace fettle::outgoing
