// Requests of ours to services outside: webhooks, models, identity
// providers, mail. Each blocks its thread until it is
// answered or its time is up, so never call one on the loop. Addresses that people give lead to
// public networks alone, unless a setting allows more. Implemented by outgoing/curl_outgoing.hpp.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace fettle::ports {

struct HttpPost {
  std::string url;  ///< `http` or `https`
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::seconds time{10};  ///< for all of it
  int redirects_max = 0;          ///< more than none only where no header is a secret
  bool is_body_wanted = true;     ///< else a status is an answer, whatever follows it
};

struct HttpGet {
  std::string url;                ///< as above; no redirect is followed
  std::chrono::seconds time{10};  ///< for all of it
};

struct HttpAnswer {
  int status = 0;
  std::string body;     ///< at most its first 64 KiB; empty where `HttpWatch` took it
  bool is_cut = false;  ///< there was more of it
};

/// How somebody follows a request that takes its time.
struct HttpWatch {
  std::function<void(std::string_view)> body = {};  ///< pieces of an answer 2xx, as they come
  std::function<bool()> goes_on = {};  ///< asked about once a second; false gives the request up
};

struct Mail {
  std::string id;  ///< becomes part of its Message-ID
  std::string to;  ///< one address
  std::string subject;
  std::string text;
};

/// What a mail server said last of a mail.
struct MailAnswer {
  enum class Fate {
    kTaken,
    kRefused,  ///< for good: the same again is refused again
    kUnknown   ///< it has the text and never said what became of it
  };
  Fate fate = Fate::kTaken;
  std::string words;  ///< on one line
};

/// Errors: kInvalid (the address can't be read), kForbidden (it leads to a network that is not
/// allowed), kUnreachable (nobody answers, in time or in whole; a mail server says not now),
/// kRefused (a mail server does not let us in).
class Outgoing {
 public:
  virtual ~Outgoing() = default;
  /// The answer, whatever its status.
  virtual Result<HttpAnswer> post(const HttpPost& request, const HttpWatch& watch) = 0;
  virtual Result<HttpAnswer> get(const HttpGet& request, const HttpWatch& watch) = 0;
  /// kConflict where no mail server is configured.
  virtual Result<MailAnswer> mail(const Mail& mail, const HttpWatch& watch) = 0;
};

}  // namespace fettle::ports
