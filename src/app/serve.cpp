#include "app/serve.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <filesystem>
#include <ostream>
#include <system_error>

#include "api/people_authenticator.hpp"
#include "app/ansible_user.hpp"
#include "app/aside_pool.hpp"
#include "app/batch_service.hpp"
#include "app/delivery_thread.hpp"
#include "app/identity_settings.hpp"
#include "app/outgoing_settings.hpp"
#include "app/service.hpp"
#include "app/service_manager.hpp"
#include "app/service_settings.hpp"
#include "app/upkeep_thread.hpp"
#include "cli/files.hpp"
#include "cli/record/write_record.hpp"
#include "embedded/dashboard.hpp"
#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "transport/os/descriptors.hpp"
#include "transport/os/system_random.hpp"
#include "transport/ssh/client_environment.hpp"
#include "transport/ssh/key_file.hpp"
#include "transport/ssh/ssh_route.hpp"
#include "usecases/flows/seed_catalogue.hpp"
#include "usecases/people/set_up.hpp"
#include "usecases/secrets/change_master_key.hpp"

namespace fettle::app {
namespace {

/// Before anything is written: a newer Fettle's database stays as it is, byte for byte.
Result<void> refuse_newer(const std::string& address) {
  const auto database = store::open_database(address, store::OpenMode::kReadOnly);
  if (!database) {
    if (database.error().code == ErrorCode::kNotFound) return {};
    return std::unexpected(database.error());
  }
  FETTLE_TRY(pending, store::pending_migrations(**database, embedded::migrations()));
  static_cast<void>(pending);
  return {};
}

Result<void> bring_up_to_date(const std::string& address, Instant now) {
  FETTLE_TRY_VOID(refuse_newer(address));
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
  ssh.allow_local = settings.allow_local == "yes";
  ssh.allow_proxy_command = settings.allow_proxy_command == "yes";
  ssh.allow_match_exec = settings.allow_match_exec == "yes";
  ssh.ansible.allow_commands = settings.allow_ansible == "yes";
  ssh.ansible.allow_playbooks = settings.allow_playbooks == "yes";
  ssh.ansible.launcher = ansible_launcher(settings);
  std::error_code unknown;  // then ssh asks nothing
  ssh.askpass_program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  return ssh;
}

/// `ssh-ed25519 SHA256:...`, or why libssh can't use the key.
Result<std::string> describe_key(const std::string& key, const std::string& passphrase) {
  const auto given = passphrase.empty() ? std::nullopt : std::optional(passphrase);
  const auto read = transport::read_key_text(key, given);
  auto described = transport::describe_key(read.found);
  if (!described.empty()) return described;
  if (!read.is_locked) {
    return fail(ErrorCode::kInvalid, fmt::format("value: {}: give the text of a private key as "
                                                 "ssh-keygen writes it",
                                                 read.found.problem));
  }
  return fail(ErrorCode::kInvalid,
              given ? "passphrase: is not the key's" : "passphrase: the key has one; give it too");
}

/// Reads the configuration once, as the transport does: what is told is what is done.
auto connection_refusals(const transport::Settings& ssh) {
  return [here = std::make_shared<const transport::ClientEnvironment>(
              transport::read_client_environment(ssh))](const fleet::Server& server) {
    const auto route = transport::plan_route(server, *here);
    return route ? std::string() : route.error().message;
  };
}

Result<std::string> write_report(store::Connection& database, const std::string& batch,
                                 std::string_view format) {
  FETTLE_TRY(record, cli::read_record(database, batch, batch));
  if (format == "text") return cli::record_text(record);
  if (format == "html") return cli::record_html(record);
  if (format == "csv") return cli::record_csv(record);
  if (format == "ticket") return cli::record_ticket(record);
  if (format == "json") return cli::record_json(record, cli::exit_status(record));
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
                                                        store::ConnectionPool& database,
                                                        const security::SecretBox& secret_box,
                                                        api::EventHub& events, const Log& log) {
  FETTLE_TRY(gate_expiry, gate_expiry_of(settings));
  return BatchService::start({.loop = loop,
                              .database = settings.database,
                              .pool = database,
                              .ssh = ssh_settings(settings),
                              .secret_box = secret_box,
                              .max_concurrency = std::stoi(settings.max_concurrency),
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

/// What the use cases seal with, and reach outside.
struct Means {
  security::SecretBox secret_box;
  std::shared_ptr<outgoing::CurlOutgoing> outgoing;
  std::shared_ptr<identity::Provider> provider;  ///< null: there is none
};

usecases::Services make_services(const ServeSettings& settings, BatchService& batches,
                                 AsidePool& aside, Means means) {
  return {
      .batches = batches.commands(),
      .public_url = settings.public_url,
      .allows_local = settings.allow_local == "yes",
      .allows_ansible = settings.allow_ansible == "yes",
      .allows_playbooks = settings.allow_playbooks == "yes",
      .secret_box = std::move(means.secret_box),
      .report = write_report,
      .describe_key = describe_key,
      .test_connection =
          [&batches](usecases::ConnectionTest test) {
            return batches.test_connection(std::move(test));
          },
      .connection_refusal = connection_refusals(ssh_settings(settings)),
      .outgoing = std::move(means.outgoing),
      .provider = std::move(means.provider),
      .allows_passwords = settings.local_sign_in == "yes",
      .run_aside =
          [&aside](std::move_only_function<void()> work) { return aside.run(std::move(work)); }};
}

Result<void> serve_until_stopped(const Named& options, const std::string& file,
                                 const cli::Console& console) {
  FETTLE_TRY(settings, service_settings(options, file));
  FETTLE_TRY(keep, keep_output(settings));
  transport::AsioLoop loop;
  FETTLE_TRY_VOID(bring_up_to_date(settings.database, loop.now()));
  store::ConnectionPool database(settings.database);
  FETTLE_TRY(secret_box, service_secret_box(settings));
  FETTLE_TRY_VOID(check_ansible(settings));
  FETTLE_TRY(outside, outgoing_settings(settings));
  FETTLE_TRY(provider, identity_settings(settings));
  const api::StaticFiles dashboard(embedded::dashboard(), settings.base_path);
  api::EventHub events(dashboard.build_id());
  const Log log(settings.log_format == "json" ? LogFormat::kJson : LogFormat::kText);
  FETTLE_TRY(batches, carry_out_batches(loop, settings, database, secret_box, events, log));
  api::PeopleAuthenticator authenticator;
  AsidePool aside;
  const auto outgoing = std::make_shared<outgoing::CurlOutgoing>(outside);
  auto services = make_services(
      settings, *batches, aside,
      {secret_box, outgoing,
       provider ? std::make_shared<identity::Provider>(*provider, outgoing) : nullptr});
  FETTLE_TRY(service, Service::start({loop, database, authenticator, dashboard, services, events},
                                     settings));
  console.out << "Fettle listens on " << service->address() << settings.base_path << std::endl;
  FETTLE_TRY_VOID(greet(database, services, loop.now(), console, log));
  const auto failed = [&loop, &log](std::string_view what, const Error& error) {
    log.write(loop.now(), "upkeep_failed",
              {{"what", std::string(what)}, {"reason", error.message}, {"detail", error.detail}});
  };
  const auto committed = [&events] { events.wake(); };
  const UpkeepThread upkeep({.database = database,
                             .services = services,
                             .keep_output = keep,
                             .committed = committed,
                             .failed = failed});
  const DeliveryThread deliveries(
      {.database = database,
       .services = services,
       .committed = committed,
       .failed = [&failed](const Error& error) { failed("deliveries", error); }});
  tell_service_manager("READY=1");
  service->run();
  tell_service_manager("STOPPING=1");
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
