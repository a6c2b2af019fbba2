// Requests of a command to a Fettle service that a person has chosen. Each blocks its thread until
// it is answered, given up or its time is up. No redirect is followed: what is sent is a person's
// token. Requests to addresses that others chose are ports/outgoing.hpp's. Implemented by
// outgoing/curl_http_client.hpp.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace fettle::ports {

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::seconds time{30};  ///< for all of it; 0: as long as it takes
};

struct HttpReply {
  int status = 0;
  std::map<std::string, std::string, std::less<>> headers;  ///< names in lower case
  std::string body;  ///< whole, or empty where `HttpEar` took it
};

/// How somebody follows an answer that takes its time.
struct HttpEar {
  std::function<void(std::string_view)> body = {};  ///< pieces of an answer 2xx, as they come
  std::function<bool()> goes_on = {};  ///< asked ten times a second; false gives the request up
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// The answer, whatever its status. kInvalid: no URL. kUnreachable: nobody answers, in time or in
  /// whole, or it was given up. kRefused: whoever answers has no certificate that TLS believes.
  /// kMalformed: the answer is larger than kMaxAnswerBytes (base/json_tolerant.hpp).
  virtual Result<HttpReply> send(const HttpRequest& request, const HttpEar& ear) = 0;
};

}  // namespace fettle::ports
