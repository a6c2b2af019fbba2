// A route: what is asked for, what it takes to be allowed, and the function that answers. Each
// resource lists its own in routes/ (routes/all.hpp gathers them); the contract (contract/) names
// every operation, and a test holds the two together. A route reads the request, calls one use case
// and writes its answer (answer.hpp, list.hpp): no SQL and no policy here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "base/result.hpp"
#include "security/permission.hpp"
#include "usecases/context.hpp"

namespace fettle::api {

class EventHub;

/// By the names of the pattern; never empty.
using PathValues = std::map<std::string, std::string, std::less<>>;

struct Call {
  const http::Request& request;
  PathValues path;  ///< values of the pattern's `{names}`
  usecases::Context& context;
  EventHub& events;

  /// The value of a name that the pattern has.
  const std::string& value(std::string_view name) const { return path.find(name)->second; }
};

using Handler = Result<http::Response> (*)(Call& call);

/// Reads a body as the handler of its route does, and writes what it understood as JSON. Nothing is
/// done: for those who hold every decoder against the contract or against any text.
using BodyReader = Result<std::string> (*)(const http::Request& request);

struct Route {
  std::string_view operation;  ///< `operationId` of the contract
  std::string_view method;
  std::string_view pattern;                ///< `/trees/{tree_id}`, below `/api/v1`
  std::optional<security::Action> action;  ///< none: anybody, signed in or not
  Handler handle = nullptr;
  BodyReader body = nullptr;  ///< none: takes no JSON
};

}  // namespace fettle::api
