// The service as `fettle serve` puts it together, but with targets that answer at once: what a run
// costs that many people watch, without a network. Says `ended BATCH` for each batch that is over.
// Usage, as tests start the real one: simulated_service serve --database ADDRESS --listen ADDRESS
#include <fmt/format.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "api/people_authenticator.hpp"
#include "app/batch_worker.hpp"
#include "app/service.hpp"
#include "bench/instant_transport.hpp"
#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "store/journal.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/descriptors.hpp"
#include "transport/os/system_random.hpp"
#include "transport/os/this_process.hpp"

namespace fettle::bench {
namespace {

void say(const std::string& line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

template <class T>
T must(Result<T> result, std::string_view what) {
  if (result) return *std::move(result);
  fmt::print(stderr, "simulated_service: {}: {} {}\n", what, result.error().message,
             result.error().detail);
  std::exit(1);
}

/// Wakes the streams as the service's own observer does.
class Watch : public ports::Observer, public ports::Notifier {
 public:
  explicit Watch(api::EventHub& events) : events_(events) {}
  void occurred(const ports::Place& place, std::int64_t /*number*/,
                const engine::Event& event) override {
    events_.wake();
    if (kind(event) == engine::EventKind::kBatchEnded) say(fmt::format("ended {}", place.batch));
  }
  void output(const ports::Place& /*place*/, int /*step*/, std::int64_t /*offset*/,
              std::string_view /*text*/) override {}
  void stopped(std::string_view batch, const Error& error) override {
    say(fmt::format("stopped {}: {} {}", batch, error.message, error.detail));
  }
  void send(const ports::Message& /*message*/) override {}

 private:
  api::EventHub& events_;
};

app::BatchWorker::Settings worker_settings() {
  return {.holder = {.owner = transport::process_name(), .is_gone = transport::is_gone},
          .secrets = [](store::Connection& /*database*/, const store::StoredBatch& /*batch*/)
              -> Result<runner::Secrets> { return runner::Secrets(); },
          .refresh = [](store::Connection& /*database*/) { return Result<void>(); },
          .failed =
              [](std::string_view batch, const Error& error) {
                say(fmt::format("failed {}: {} {}", batch, error.message, error.detail));
              }};
}

void serve(const app::ServeSettings& settings) {
  transport::AsioLoop loop;
  const auto open = [&] {
    return must(store::open_database(settings.database, store::OpenMode::kReadWrite), "open");
  };
  must(store::migrate(*open(), embedded::migrations(), loop.now()), "migrate");
  store::ConnectionPool pool(settings.database);
  const api::StaticFiles dashboard({}, {});
  api::EventHub events("simulated");
  Watch watch(events);
  transport::SystemRandom random;
  InstantTransport targets(loop);
  store::DatabaseJournal journal(open(), loop);
  runner::Runner runner({.loop = loop,
                         .random = random,
                         .transport = targets,
                         .notifier = watch,
                         .journal = journal,
                         .observer = watch},
                        {});
  app::BatchWorker worker(runner, loop, open(), worker_settings());
  api::PeopleAuthenticator authenticator;
  usecases::Services services{.batches = worker};
  const auto service =
      must(app::Service::start({loop, pool, authenticator, dashboard, services, events}, settings),
           "listen");
  say("Fettle listens on " + service->address());
  service->run();
  worker.stop();
}

}  // namespace
}  // namespace fettle::bench

int main(int count, char** words) {
  ::signal(SIGPIPE, SIG_IGN);
  fettle::transport::raise_descriptor_limit();
  fettle::app::ServeSettings settings;
  for (int i = 2; i + 1 < count; i += 2) {
    const std::string_view name = words[i];
    if (name == "--database") settings.database = words[i + 1];
    if (name == "--listen") settings.listen = words[i + 1];
  }
  fettle::bench::serve(settings);
}
