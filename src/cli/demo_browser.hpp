// Speaks to a service as a browser does that has signed in: with a cookie and the token that goes
// with each change. For the demo, which sets a service up; commands use an API token
// (remote/service_api.hpp).
#pragma once

#include <string>

#include "base/json_tolerant.hpp"
#include "base/result.hpp"
#include "ports/http_client.hpp"

namespace fettle::cli {

class DemoBrowser {
 public:
  DemoBrowser(ports::HttpClient& http, std::string url) : http_(http), url_(std::move(url)) {}

  struct Ask {
    std::string method = "POST";
    std::string path;  ///< below /api/v1
    std::string body;  ///< JSON
  };
  Result<std::string> ask(const Ask& ask);

  template <class T>
  Result<T> ask_for(const Ask& asked) {
    FETTLE_TRY(body, ask(asked));
    return from_json_tolerant<T>(body);
  }

 private:
  ports::HttpClient& http_;
  std::string url_;
  std::string cookie_;
  std::string csrf_token_;
};

}  // namespace fettle::cli
