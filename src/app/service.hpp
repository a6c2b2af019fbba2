// The running service: the loop, the HTTP server with its worker threads and their database
// connections, the stream of events, and how all of it starts and stops. Decides nothing of its
// own. Who asks and who carries batches out comes in from serve.cpp.
#pragma once

#include <boost/asio/signal_set.hpp>

#include <memory>
#include <optional>
#include <string>

#include "api/dispatch.hpp"
#include "api/event_hub.hpp"
#include "api/http/server.hpp"
#include "api/static_files.hpp"
#include "app/log.hpp"
#include "app/metrics.hpp"
#include "app/serve_settings.hpp"
#include "base/result.hpp"
#include "store/database/connection_pool.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"

namespace fettle::app {

class Service {
 public:
  /// What the service stands on and does not make itself; all of it outlives the service.
  struct Parts {
    transport::AsioLoop& loop;
    store::ConnectionPool& database;  ///< migrated
    api::Authenticator& authenticator;
    const api::StaticFiles& dashboard;
    usecases::Services& services;  ///< its public_url is set here where it is empty
    api::EventHub& events;         ///< whoever commits an event calls wake()
  };

  /// Listens when it returns; answers once `run` is called. Errors: those of Server::listen.
  static Result<std::unique_ptr<Service>> start(Parts parts, const ServeSettings& settings);

  /// `http://127.0.0.1:8080`.
  const std::string& address() const { return server_->address(); }

  /// Answers until SIGTERM or SIGINT; what runs then has four seconds to finish. A second signal
  /// ends it at once.
  void run();

 private:
  Service(Parts parts, const ServeSettings& settings);
  std::optional<api::http::Response> answer_at_once(const api::http::Request& request);
  api::http::Response answer(const api::http::Request& request);
  api::http::Response answer_with(const api::http::Request& request, store::Connection& database);
  void log_request(const api::http::Access& access);
  void watch_signals();
  void stop();

  Parts parts_;
  Log log_;
  Metrics metrics_;
  transport::SystemRandom random_;
  api::Dispatcher dispatcher_;
  boost::asio::signal_set signals_;
  bool is_stopping_ = false;
  std::unique_ptr<api::http::Server> server_;
};

}  // namespace fettle::app
