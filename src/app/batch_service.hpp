// What carries batches out in a service: transports, journal, runner and the worker that takes
// batches up, put together on the service's loop. Batches of the command line are none of its
// business. Read on in batch_worker.hpp.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/batch_worker.hpp"
#include "app/server_modes.hpp"
#include "app/server_reach.hpp"
#include "runner/runner.hpp"
#include "security/secret_box.hpp"
#include "store/journal.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"
#include "transport/transports.hpp"

namespace fettle::app {

class BatchService {
 public:
  struct Parts {
    transport::AsioLoop& loop;
    std::string database;         ///< address; migrated
    store::ConnectionPool& pool;  ///< to the same
    transport::Settings ssh;
    security::SecretBox secret_box;
    int max_concurrency = 0;          ///< sessions under way at once; 0: as many as plans let
    Milliseconds gate_expiry;         ///< how long a gate waits for its answer
    std::function<void()> committed;  ///< there are new events; called on the loop
    std::function<void(std::string_view batch, const Error& error)> failed;  ///< for the log
  };

  static Result<std::unique_ptr<BatchService>> start(Parts parts);
  BatchService(const BatchService&) = delete;
  BatchService& operator=(const BatchService&) = delete;
  ~BatchService();

  ports::BatchCommands& commands();
  /// As that of usecases::Services.
  Result<void> test_connection(usecases::ConnectionTest test);
  /// Begins nothing more; what runs on targets runs on, and is followed after the next start.
  void stop();

 private:
  class Observer;
  class Notifier;
  struct Opened;
  BatchService(Parts parts, Opened opened);
  transport::Settings settings_for_servers();

  Parts parts_;
  transport::SystemRandom random_;
  std::unique_ptr<Observer> observer_;
  std::unique_ptr<Notifier> notifier_;
  ServerModes modes_;
  ServerReach reach_;
  std::unique_ptr<store::DatabaseJournal> journal_;
  std::unique_ptr<transport::Transports> transports_;
  std::unique_ptr<runner::Runner> runner_;
  std::unique_ptr<BatchWorker> worker_;
};

}  // namespace fettle::app
