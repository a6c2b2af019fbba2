#include "store/database/postgres_connect.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <array>
#include <chrono>
#include <string_view>

#include "store/database/postgres_error.hpp"

namespace fettle::store {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kConnectTimeout{10};

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { pq().conninfo_free(options); }
};

std::string option(const PQconninfoOption* options, std::string_view keyword) {
  for (; options->keyword != nullptr; ++options) {
    if (options->keyword == keyword && options->val != nullptr) return options->val;
  }
  return {};
}

std::string make_name(const PQconninfoOption* options) {
  const auto port = option(options, "port");
  return fmt::format("postgresql://{}{}{}/{}", option(options, "host"), port.empty() ? "" : ":",
                     port, option(options, "dbname"));
}

/// A server that has gone without a word is noticed within about a minute. The URL may say
/// otherwise, as it comes after these.
PGconn* start(const std::string& url) {
  constexpr std::array keywords{"keepalives_idle",  "keepalives_interval",
                                "keepalives_count", "tcp_user_timeout",
                                "application_name", "dbname",
                                "client_encoding",  static_cast<const char*>(nullptr)};
  const std::array values{"30",     "10",        "3",    "60000",
                          "fettle", url.c_str(), "UTF8", static_cast<const char*>(nullptr)};
  constexpr int kExpandUrl = 1;
  return pq().connect_start_params(keywords.data(), values.data(), kExpandUrl);
}

/// False where the time is up first.
bool wait_for_socket(PGconn* connection, short events, steady_clock::time_point deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now()).count();
  if (left <= 0) return false;
  pollfd wanted{.fd = pq().socket(connection), .events = events, .revents = 0};
  return ::poll(&wanted, 1, static_cast<int>(left)) != 0;
}

bool finish(PGconn* connection) {
  const auto deadline = steady_clock::now() + kConnectTimeout;
  auto wanted = PGRES_POLLING_WRITING;
  while (wanted == PGRES_POLLING_READING || wanted == PGRES_POLLING_WRITING) {
    const short events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    if (!wait_for_socket(connection, events, deadline)) return false;
    wanted = pq().connect_poll(connection);
  }
  return wanted == PGRES_POLLING_OK;
}

/// As SQLite's busy timeout has it, nobody waits for a lock more than 5 s. A process that is
/// stopped in the middle of a transaction loses it, so that another can take its batch over. A
/// server that was set up to answer before a commit is on its disk is told otherwise.
constexpr const char* kSettings =
    "set lock_timeout = '5s';"
    "set idle_in_transaction_session_timeout = '60s';"
    "set default_transaction_isolation = 'read committed';"
    "set standard_conforming_strings = on;"
    "select set_config('synchronous_commit', 'on', false) "
    "where current_setting('synchronous_commit') in ('off', 'local');";

Result<void> configure(PGconn* connection, const PostgresAddress& address) {
  std::string settings = kSettings;
  if (address.durability == Durability::kNoneForTests) settings += "set synchronous_commit = off;";
  settings += address.mode == OpenMode::kReadOnly ? "set default_transaction_read_only = on"
                                                  : "set default_transaction_read_only = off";
  const PostgresResult result(pq().exec(connection, settings.c_str()));
  if (pq().result_status(result.get()) != PGRES_COMMAND_OK) {
    return std::unexpected(postgres_error(connection, result.get(), address.name));
  }
  if (pq().parameter_status(connection, "server_encoding") == std::string_view("UTF8")) return {};
  return fail(ErrorCode::kInvalid,
              fmt::format("the texts of the database {} are not UTF-8: make another with createdb "
                          "--encoding=UTF8 --template=template0",
                          address.name));
}

void ignore_notice(void*, const PGresult*) {}

}  // namespace

Result<PostgresAddress> read_address(const std::string& url, OpenMode mode, Durability durability) {
  char* said = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(
      pq().conninfo_parse(url.c_str(), &said));
  pq().free_memory(said);  // it may repeat a piece of a password
  if (options == nullptr) {
    return fail(ErrorCode::kInvalid,
                "the address of the database can't be read: it has the form "
                "postgresql://user@host:port/name, with % signs written as %25");
  }
  return PostgresAddress{url, make_name(options.get()), mode, durability};
}

Result<PostgresHandle> connect(const PostgresAddress& address) {
  PostgresHandle connection(start(address.url));
  if (connection == nullptr) return fail(ErrorCode::kIo, "no memory is left for a connection");
  pq().set_error_verbosity(connection.get(), PQERRORS_VERBOSE);  // with the SQLSTATE
  pq().set_notice_receiver(connection.get(), ignore_notice, nullptr);
  if (pq().status(connection.get()) == CONNECTION_BAD || !finish(connection.get())) {
    return std::unexpected(connect_error(connection.get(), address.name));
  }
  FETTLE_TRY_VOID(configure(connection.get(), address));
  return connection;
}

}  // namespace fettle::store
