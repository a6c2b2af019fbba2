#include "store/database/postgres_server_test_support.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string_view>

#include "store/database/postgres.hpp"

namespace fettle::store {
namespace {

namespace fs = std::filesystem;

/// Run as `sh -c SCRIPT keeper FOLDER TEMPLATE OPTIONS`. PostgreSQL refuses to be run by root. What
/// initdb makes is kept, as it takes longer than everything else together. The end of stdin is the
/// end of the tests.
constexpr const char* kKeeper = R"sh(
set -eu
folder=$1 template=$2 options=$3 programs=/usr/lib/postgresql/15/bin as=
cd "$folder"
exec >log 2>&1
trap '' INT TERM HUP
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as='setpriv --reuid=postgres --regid=postgres --clear-groups'
fi
if [ -e "$template" ]; then
  $as tar xf - <"$template"
else
  $as "$programs/initdb" --username=fettle --auth=trust --encoding=UTF8 --locale=C --no-sync \
    --wal-segsize=1 data
  tar cf "$template.$$" data
  mv "$template.$$" "$template"
fi
$as "$programs/postgres" -D data -k "$folder" -h '' $options &
server=$!
cat >/dev/null || true
kill -QUIT "$server"
wait "$server" || true
cd /
rm -rf "$folder"
)sh";

[[noreturn]] void give_up(const std::string& why) {
  fmt::print(stderr, "no PostgreSQL server for the tests: {}\n", why);
  std::abort();
}

template <class T>
T must(Result<T> result) {
  if (!result) give_up(result.error().message + " " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

std::string read_file(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void pause() {
  constexpr int kPauseMs = 10;
  ::poll(nullptr, 0, kPauseMs);
}

}  // namespace

PostgresServer& PostgresServer::shared() {
  static PostgresServer server(Disk::kNotWaitedFor);
  return server;
}

PostgresServer::PostgresServer(Disk disk) {
  std::string pattern = fs::temp_directory_path() / "fettle-postgres-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) give_up("no folder can be made");
  folder_ = pattern;
  start(disk);
  wait_until_ready();
}

PostgresServer::~PostgresServer() {
  ::close(alive_);
  ::waitpid(keeper_, nullptr, 0);
}

void PostgresServer::start(Disk disk) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) give_up("no pipe can be made");
  alive_ = pipe[1];
  std::string sh = "sh";
  std::string run = "-c";
  std::string keeper = kKeeper;
  std::string name = "keeper";
  std::string folder = folder_;
  std::string kept = fs::read_symlink("/proc/self/exe").parent_path() / "postgres-15.tar";
  std::string options = "-c shared_buffers=32MB -c max_connections=40 -c autovacuum=off";
  if (disk == Disk::kNotWaitedFor) options += " -c fsync=off -c full_page_writes=off";
  const std::array arguments{
      sh.data(),     run.data(),  keeper.data(),  name.data(),
      folder.data(), kept.data(), options.data(), static_cast<char*>(nullptr)};
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe[0], STDIN_FILENO);
  posix_spawnattr_t attributes{};
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  const int failed =
      ::posix_spawnp(&keeper_, "sh", &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  ::close(pipe[0]);
  if (failed != 0) give_up("sh can't be started");
}

void PostgresServer::wait_until_ready() {
  constexpr int kMaxTries = 6'000;
  for (int tries = 0; tries < kMaxTries; ++tries) {
    if (open_postgres(url_of("postgres"), OpenMode::kReadWrite)) return;
    if (::waitpid(keeper_, nullptr, WNOHANG) == keeper_) break;
    pause();
  }
  give_up("it does not start (tools/setup installs it); its log:\n" + read_file(folder_ / "log"));
}

std::string PostgresServer::url_of(const std::string& database) const {
  return fmt::format("postgresql:///{}?host={}&user=fettle", database, folder_.string());
}

std::string PostgresServer::make_database() {
  const auto admin = must(open_postgres(url_of("postgres"), OpenMode::kReadWrite));
  const auto name = fmt::format("test{}", ++databases_);
  must(
      admin->run(fmt::format("create database {} template template0 encoding 'UTF8' "
                             "locale_provider icu icu_locale 'en-US'",
                             name)));
  return url_of(name);
}

void PostgresServer::drop_database(const std::string& url) {
  const auto from = std::string_view("postgresql:///").size();
  const auto admin = must(open_postgres(url_of("postgres"), OpenMode::kReadWrite));
  must(admin->run(
      fmt::format("drop database {} with (force)", url.substr(from, url.find('?') - from))));
}

void PostgresServer::cut_connections(const std::string& url) {
  const auto other = must(open_postgres(url, OpenMode::kReadWrite));
  must(other->all<bool>(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
      "and pid <> pg_backend_pid()"));
  constexpr int kMaxTries = 1'000;
  for (int tries = 0; tries < kMaxTries; ++tries) {
    const auto left = must(other->one<int>(
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> "
        "pg_backend_pid()"));
    if (left == 0) return;
    pause();
  }
  give_up("connections that were cut go on");
}

}  // namespace fettle::store
