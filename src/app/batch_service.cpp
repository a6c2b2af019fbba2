#include "app/batch_service.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "core/engine/approved_plan.hpp"
#include "store/batch_store.hpp"
#include "store/database/open_database.hpp"
#include "store/database/postgres.hpp"
#include "store/installation.hpp"
#include "store/team_batches.hpp"
#include "transport/os/this_process.hpp"
#include "usecases/secrets/open_secrets.hpp"

namespace fettle::app {
namespace {

std::vector<std::string> secret_names(const flow::Flow& flow) {
  std::set<std::string> names;
  for (const auto* steps : {&flow.steps, &flow.rollback}) {
    for (const auto& step : *steps) names.insert(step.secrets.begin(), step.secrets.end());
  }
  return {names.begin(), names.end()};
}

/// The values of the secrets that a batch's steps ask for, of its own team alone.
Result<runner::Secrets> secrets_of(store::Connection& database, const security::SecretBox& box,
                                   const store::StoredBatch& stored) {
  runner::Secrets secrets;
  if (stored.frozen.targets.empty()) return secrets;
  FETTLE_TRY(plan, engine::read_plan(stored.frozen));
  const auto names = secret_names(plan.flow);
  if (names.empty()) return secrets;
  FETTLE_TRY(team, store::team_of_batch(database, stored.id));
  FETTLE_TRY(opened, usecases::open_secrets(database, box, team, names));
  for (const auto& [name, value] : opened.values()) secrets.emplace(name, value);
  return secrets;
}

}  // namespace

class BatchService::Observer : public ports::Observer {
 public:
  explicit Observer(Parts& parts) : parts_(parts) {}
  void occurred(const ports::Place& /*place*/, std::int64_t /*number*/,
                const engine::Event& /*event*/) override {
    parts_.committed();
  }
  void output(const ports::Place& /*place*/, int /*step*/, std::int64_t /*offset*/,
              std::string_view /*text*/) override {}
  void stopped(std::string_view batch, const Error& error) override { parts_.failed(batch, error); }

 private:
  Parts& parts_;
};

/// What a `notify` step says is stored with its batch: as an event, for the bell and as deliveries
/// to the team's channels, which DeliveryThread sends.
class BatchService::Notifier : public ports::Notifier {
 public:
  void send(const ports::Message& /*message*/) override {}
};

struct BatchService::Opened {
  std::unique_ptr<store::Connection> journal;
  std::unique_ptr<store::Connection> worker;
  std::unique_ptr<store::Connection> reach;
  std::string installation;
};

Result<std::unique_ptr<BatchService>> BatchService::start(Parts parts) {
  Opened opened;
  FETTLE_TRY(journal, store::open_database(parts.database, store::OpenMode::kReadWrite));
  FETTLE_TRY(worker, store::open_database(parts.database, store::OpenMode::kReadWrite));
  FETTLE_TRY(reach, store::open_database(parts.database, store::OpenMode::kReadWrite));
  const auto fresh = fmt::format("{:08x}", transport::SystemRandom().bits() & 0xFFFFFFFFU);
  FETTLE_TRY(installation, store::installation_id(*worker, fresh));
  opened.journal = std::move(journal);
  opened.worker = std::move(worker);
  opened.reach = std::move(reach);
  opened.installation = std::move(installation);
  return std::unique_ptr<BatchService>(new BatchService(std::move(parts), std::move(opened)));
}

BatchService::BatchService(Parts parts, Opened opened)
    : parts_(std::move(parts)),
      observer_(std::make_unique<Observer>(parts_)),
      notifier_(std::make_unique<Notifier>()),
      reach_({.loop = parts_.loop,
              .database = std::move(opened.reach),
              .secret_box = parts_.secret_box,
              .committed = parts_.committed,
              .failed = parts_.failed}),
      journal_(std::make_unique<store::DatabaseJournal>(std::move(opened.journal), parts_.loop)),
      transports_(
          std::make_unique<transport::Transports>(parts_.loop.context(), settings_for_servers())),
      runner_(std::make_unique<runner::Runner>(
          runner::Ports{.loop = parts_.loop,
                        .random = random_,
                        .transport = *transports_,
                        .notifier = *notifier_,
                        .journal = *journal_,
                        .observer = *observer_,
                        .modes = &modes_},
          runner::Settings{.gate_expiry = parts_.gate_expiry,
                           .installation = std::move(opened.installation),
                           .concurrency = parts_.max_concurrency})),
      worker_(std::make_unique<BatchWorker>(
          *runner_, parts_.loop, std::move(opened.worker),
          BatchWorker::Settings{
              .holder = {.owner = transport::process_name(), .is_gone = transport::is_gone},
              .secrets =
                  [this](store::Connection& database, const store::StoredBatch& stored) {
                    return secrets_of(database, parts_.secret_box, stored);
                  },
              .refresh = [this](store::Connection& database) { return modes_.refresh(database); },
              .failed = parts_.failed,
              .shared = store::is_postgres_url(parts_.database) ? &parts_.pool : nullptr})) {
  reach_.test_over(*transports_);
}

/// Registered servers are opened by what the database knows of them.
transport::Settings BatchService::settings_for_servers() {
  auto settings = parts_.ssh;
  settings.server_access = [this](std::string server_id, auto found) {
    reach_.find(std::move(server_id), std::move(found));
  };
  return settings;
}

BatchService::~BatchService() = default;

ports::BatchCommands& BatchService::commands() { return *worker_; }

Result<void> BatchService::test_connection(usecases::ConnectionTest test) {
  return reach_.test(std::move(test));
}

void BatchService::stop() { worker_->stop(); }

}  // namespace fettle::app
