// A request and an answer of HTTP as plain values: what a route reads and returns. The only code
// that knows the library is beside this file; routes never include it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fettle::api::http {

class EventStream;

/// Names compare ignoring case; in the order of arrival.
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;  ///< `GET`
  std::string path;    ///< percent-decoded, below the base path: `/api/v1/trees`
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
  Headers headers;
  std::string body;
  std::string address;     ///< of the client, behind trusted proxies too
  std::string id;          ///< of the request, for logs and answers
  bool is_secure = false;  ///< came over TLS, as far as the last trusted proxy says

  /// Of the first of that name; empty without one.
  std::string_view header(std::string_view name) const;
  std::string_view parameter(std::string_view name) const;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  /// An answer without an end: `body` comes first, then what the stream says.
  std::shared_ptr<EventStream> stream;
  std::string note;  ///< for the log alone, never sent: what went wrong inside

  /// Empty without one.
  std::string_view header(std::string_view name) const;
  /// Replaces what there is of that name.
  void set(std::string_view name, std::string value);
};

/// Whether the request says that it has what `etag` names already (`If-None-Match`). A proxy that
/// compresses has made it weak: `W/"7"`.
bool has_already(const Request& request, std::string_view etag);

/// An ETag without the mark of a weak one.
std::string_view strong(std::string_view etag);

/// ASCII letters of either case are equal.
bool equal_names(std::string_view a, std::string_view b);

}  // namespace fettle::api::http
