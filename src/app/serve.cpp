#include "app/serve.hpp"

#include <signal.h>

#include <ostream>

#include "api/people_authenticator.hpp"
#include "app/batch_service.hpp"
#include "app/service.hpp"
#include "app/service_settings.hpp"
#include "app/upkeep_thread.hpp"
#include "cli/files.hpp"
#include "cli/record/write_record.hpp"
#include "embedded/dashboard.hpp"
#include "embedded/migrations.hpp"
#include "store/migrate.hpp"
#include "store/open_database.hpp"
#include "transport/os/descriptors.hpp"
#include "transport/os/system_random.hpp"
#include "usecases/change_master_key.hpp"
#include "usecases/seed_catalogue.hpp"
#include "usecases/set_up.hpp"

namespace fettle::app {
namespace {

Result<void> bring_up_to_date(const std::string& address, Instant now) {
  FETTLE_TRY(database, store::open_database(address, store::OpenMode::kReadWrite));
  FETTLE_TRY(applied, store::migrate(*database, embedded::migrations(), now));
  static_cast<void>(applied);
  transport::SystemRandom random;
  return usecases::seed_every_team(*database, now, random);
}

transport::Settings ssh_settings(const ServeSettings& settings) {
  transport::Settings ssh;
  ssh.known_hosts_file = settings.known_hosts;
  ssh.ssh_config_file = settings.ssh_config;
  return ssh;
}

Result<std::string> write_report(store::Connection& database, const std::string& batch,
                                 std::string_view format) {
  FETTLE_TRY(record, cli::read_record(database, batch, batch));
  if (format == "text") return cli::record_text(record);
  if (format == "html") return cli::record_html(record);
  if (format == "csv") return cli::record_csv(record);
  if (format == "ticket") return cli::record_ticket(record);
  if (format == "json") return cli::record_json(record, 0);
  return cli::record_markdown(record);
}

/// What whoever starts it has to know: how to set it up, and what of its secrets.
Result<void> greet(store::ConnectionPool& pool, const usecases::Services& services, Instant now,
                   const cli::Console& console, const Log& log) {
  FETTLE_TRY(database, pool.lend());
  transport::SystemRandom random;
  usecases::Context context{
      .database = *database, .actor = {}, .now = now, .random = random, .services = services};
  FETTLE_TRY(link, usecases::ensure_setup_link(context));
  if (link) console.out << "Set it up, once, within a day: " << *link << std::endl;
  if (const auto wrapped = usecases::change_master_key(context); !wrapped) {
    log.write(now, "secrets_unreadable", {{"reason", wrapped.error().message}});
  }
  if (!services.secret_box.has_key()) {
    log.write(now, "no_master_key",
              {{"hint", "no secret can be kept: name one with --master-key"}});
  }
  return {};
}

Result<std::unique_ptr<BatchService>> carry_out_batches(transport::AsioLoop& loop,
                                                        const ServeSettings& settings,
                                                        const security::SecretBox& secret_box,
                                                        api::EventHub& events, const Log& log) {
  FETTLE_TRY(gate_expiry, gate_expiry_of(settings));
  return BatchService::start({.loop = loop,
                              .database = settings.database,
                              .ssh = ssh_settings(settings),
                              .secret_box = secret_box,
                              .gate_expiry = gate_expiry,
                              .committed = [&events] { events.wake(); },
                              .failed =
                                  [&loop, &log](std::string_view batch, const Error& error) {
                                    log.write(loop.now(), "batch_failed",
                                              {{"batch", std::string(batch)},
                                               {"reason", error.message},
                                               {"detail", error.detail}});
                                  }});
}

Result<void> serve_until_stopped(const Named& options, const std::string& file,
                                 const cli::Console& console) {
  FETTLE_TRY(settings, service_settings(options, file));
  transport::AsioLoop loop;
  FETTLE_TRY_VOID(bring_up_to_date(settings.database, loop.now()));
  store::ConnectionPool database(settings.database);
  FETTLE_TRY(secret_box, service_secret_box(settings));
  const api::StaticFiles dashboard(embedded::dashboard(), settings.base_path);
  api::EventHub events(dashboard.build_id());
  const Log log(settings.log_format == "json" ? LogFormat::kJson : LogFormat::kText);
  FETTLE_TRY(batches, carry_out_batches(loop, settings, secret_box, events, log));
  api::PeopleAuthenticator authenticator;
  FETTLE_TRY(gate_expiry, gate_expiry_of(settings));
  usecases::Services services{.batches = batches->commands(),
                              .public_url = settings.public_url,
                              .allows_local = settings.allow_local == "yes",
                              .secret_box = secret_box,
                              .report = write_report};
  FETTLE_TRY(service, Service::start({loop, database, authenticator, dashboard, services, events},
                                     settings));
  console.out << "Fettle listens on " << service->address() << settings.base_path << std::endl;
  FETTLE_TRY_VOID(greet(database, services, loop.now(), console, log));
  const UpkeepThread upkeep({.database = database,
                             .services = services,
                             .gate_expiry = gate_expiry,
                             .committed = [&events] { events.wake(); },
                             .failed =
                                 [&loop, &log](std::string_view what, const Error& error) {
                                   log.write(loop.now(), "upkeep_failed",
                                             {{"what", std::string(what)},
                                              {"reason", error.message},
                                              {"detail", error.detail}});
                                 }});
  service->run();
  batches->stop();
  return {};
}

}  // namespace

int serve(const Named& options, const std::string& file, const cli::Console& console) {
  ::signal(SIGPIPE, SIG_IGN);
  transport::raise_descriptor_limit();
  const auto served = serve_until_stopped(options, file, console);
  if (served) return cli::kExitDone;
  console.err << cli::show(served.error(), "fettle serve", {});
  return cli::kExitUsage;
}

}  // namespace fettle::app
