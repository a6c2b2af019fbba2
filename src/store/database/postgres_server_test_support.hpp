// A PostgreSQL server for the tests of one process: private folder and socket, no TCP, gone when
// the process ends, however it ends. Needs Debian's package postgresql-15.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace fettle::store {

class PostgresServer {
 public:
  enum class Disk { kWaitedFor, kNotWaitedFor };

  /// Made at the first call. Nothing waits for the disk.
  static PostgresServer& shared();

  explicit PostgresServer(Disk disk);
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  /// The URL of a new, empty database. It sorts texts as people do, not by their bytes.
  std::string make_database();
  void drop_database(const std::string& url);
  /// As an administrator would: `pg_terminate_backend` for all connections to `url`.
  void cut_connections(const std::string& url);

 private:
  std::string url_of(const std::string& database) const;
  void start(Disk disk);
  void wait_until_ready();

  std::filesystem::path folder_;
  pid_t keeper_ = 0;  ///< stops the server and removes the folder once `alive_` is closed
  int alive_ = -1;
  int databases_ = 0;
};

}  // namespace fettle::store
