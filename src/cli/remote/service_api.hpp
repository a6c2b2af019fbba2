// A service as its commands see it: requests below /api/v1 with the token, answers as values or as
// an error with a way out (refusal.hpp). What is safe to ask twice is asked again where nobody
// answers; a launch is, by its idempotency key. Blocks; knows nothing of what is shown.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/json_tolerant.hpp"
#include "base/result.hpp"
#include "cli/remote/server_access.hpp"
#include "ports/http_client.hpp"

namespace fettle::cli {

/// `?name=value` or `&name=value`, encoded; the first of a path has to be told by `mark`.
std::string query(char mark, std::string_view name, std::string_view value);

class ServiceApi {
 public:
  struct Parts {
    ServerAccess access;
    ports::HttpClient& http;
    /// Waits so long; false where somebody asks this process to stop.
    std::function<bool(Milliseconds)> pause;
  };

  explicit ServiceApi(Parts parts) : parts_(std::move(parts)) {}

  const std::string& url() const { return parts_.access.url; }
  bool pause(Milliseconds time) const { return parts_.pause(time); }

  /// The body of a success. Paths stand below /api/v1.
  Result<std::string> get(const std::string& path) const;

  struct Change {
    std::string method = "POST";
    std::string path;
    std::string body;             ///< JSON
    std::string idempotency_key;  ///< with one it may be sent again
  };
  Result<std::string> send(const Change& change) const;

  template <class T>
  Result<T> read(const std::string& path) const {
    FETTLE_TRY(body, get(path));
    return value_of<T>(body);
  }
  template <class T>
  Result<T> change(const Change& change) const {
    FETTLE_TRY(body, send(change));
    return value_of<T>(body);
  }

  /// An answer that has no end, piece by piece, until `ear` gives up or it is over; one try.
  Result<void> stream(const std::string& path, std::string_view last_event,
                      const ports::HttpEar& ear) const;

 private:
  ports::HttpRequest request(std::string method, const std::string& path) const;
  Result<ports::HttpReply> ask(const ports::HttpRequest& request, int tries) const;
  template <class T>
  Result<T> value_of(std::string_view body) const {
    auto value = from_json_tolerant<T>(body);
    if (!value) return std::unexpected(unreadable(std::move(value).error()));
    return value;
  }
  Error unreadable(Error error) const;

  Parts parts_;
};

}  // namespace fettle::cli
