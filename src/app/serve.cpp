#include "app/serve.hpp"

#include <signal.h>

#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "app/service.hpp"
#include "cli/files.hpp"
#include "embedded/migrations.hpp"
#include "store/migrate.hpp"
#include "store/open_database.hpp"
#include "transport/os/descriptors.hpp"

namespace fettle::app {
namespace {

/// Until something in this process carries batches out.
class NoRunner : public ports::BatchCommands {
 public:
  void take_up(std::string_view /*batch*/) override {}
  Result<void> tell(std::string_view /*batch*/, const engine::BatchInput& /*input*/,
                    std::optional<std::int64_t> /*version*/) override {
    return nobody();
  }
  Result<void> tell(std::string_view /*batch*/, std::string_view /*session*/,
                    const engine::SessionInput& /*input*/,
                    std::optional<std::int64_t> /*version*/) override {
    return nobody();
  }

 private:
  static Result<void> nobody() {
    return fail(ErrorCode::kBusy, "nobody carries batches out at the moment");
  }
};

/// Until people can sign in.
class Nobody : public api::Authenticator {
 public:
  Result<std::optional<usecases::Actor>> authenticate(const api::http::Request& /*request*/,
                                                      store::Connection& /*database*/,
                                                      Instant /*now*/) override {
    return std::nullopt;
  }
};

/// systemd's StateDirectory, else beside what `fettle run` keeps.
Result<std::string> default_address() {
  const char* state = std::getenv("STATE_DIRECTORY");
  if (state != nullptr && *state == '/') return "sqlite:" + std::string(state) + "/fettle.db";
  FETTLE_TRY(beside, cli::default_database());
  return "sqlite:" + (std::filesystem::path(beside).parent_path() / "service.db").string();
}

Result<void> bring_up_to_date(const std::string& address, Instant now) {
  FETTLE_TRY(database, store::open_database(address, store::OpenMode::kReadWrite));
  FETTLE_TRY(applied, store::migrate(*database, embedded::migrations(), now));
  static_cast<void>(applied);
  return {};
}

Result<void> serve_until_stopped(const Named& options, const std::string& file,
                                 const cli::Console& console) {
  FETTLE_TRY(settings, read_serve_settings(options, fettle_environment(), file));
  if (settings.database.empty()) {
    FETTLE_TRY(address, default_address());
    settings.database = std::move(address);
  }
  transport::AsioLoop loop;
  FETTLE_TRY_VOID(bring_up_to_date(settings.database, loop.now()));
  store::ConnectionPool database(settings.database);
  NoRunner batches;
  Nobody authenticator;
  usecases::Services services{.batches = batches, .public_url = settings.public_url};
  api::EventHub events(FETTLE_VERSION);
  FETTLE_TRY(service, Service::start({loop, database, authenticator, services, events}, settings));
  console.out << "Fettle listens on " << service->address() << settings.base_path << std::endl;
  service->run();
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
