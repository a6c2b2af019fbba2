// From a request to its answer: finds the route, learns who asks, asks the permission table, calls
// the handler and makes a problem document of an error. Runs on a worker thread with a database
// connection of its own; knows nothing of sockets.
#pragma once

#include <vector>

#include "api/authenticator.hpp"
#include "api/route.hpp"
#include "api/router.hpp"
#include "ports/random.hpp"

namespace fettle::api {

/// What a worker thread brings.
struct Worker {
  store::Connection& database;
  ports::Random& random;
  Instant now;
};

class Dispatcher {
 public:
  Dispatcher(std::vector<Route> routes, Authenticator& authenticator,
             const usecases::Services& services, EventHub& events)
      : router_(std::move(routes)),
        authenticator_(authenticator),
        services_(services),
        events_(events) {}

  http::Response answer(const http::Request& request, const Worker& worker);

 private:
  Result<http::Response> call(const http::Request& request, const Worker& worker, Found found);
  /// Who asks, allowed to; of a route for anybody it may be nobody.
  Result<usecases::Actor> admit(const http::Request& request, const Worker& worker,
                                const Route& route);

  Router router_;
  Authenticator& authenticator_;
  const usecases::Services& services_;
  EventHub& events_;
};

}  // namespace fettle::api
