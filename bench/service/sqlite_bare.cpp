// The database's own time for some queries: each is prepared once, then all are read to their last
// column through the C interface, again and again for a second. Reads the queries from standard
// input, one a line; prints the median of the rounds in milliseconds. Usage: sqlite_bare FILE
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

/// Bytes read, so that reading them is not left out.
std::size_t read_all(const std::vector<sqlite3_stmt*>& queries) {
  std::size_t bytes = 0;
  for (auto* query : queries) {
    while (sqlite3_step(query) == SQLITE_ROW) {
      for (int i = 0; i < sqlite3_column_count(query); ++i) {
        sqlite3_column_text(query, i);
        bytes += static_cast<std::size_t>(sqlite3_column_bytes(query, i));
      }
    }
    sqlite3_reset(query);
  }
  return bytes;
}

}  // namespace

int main(int count, char** words) {
  sqlite3* database = nullptr;
  if (count != 2 ||
      sqlite3_open_v2(words[1], &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
    fmt::print(stderr, "usage: sqlite_bare FILE, queries on standard input\n");
    return 2;
  }
  std::vector<sqlite3_stmt*> queries;
  for (std::string sql; std::getline(std::cin, sql);) {
    auto*& query = queries.emplace_back();
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &query, nullptr) == SQLITE_OK) continue;
    fmt::print(stderr, "sqlite_bare: {}: {}\n", sql, sqlite3_errmsg(database));
    return 1;
  }
  std::vector<double> times;
  const auto end = Clock::now() + std::chrono::seconds(1);
  std::size_t bytes = 0;
  while (Clock::now() < end) {
    const auto begun = Clock::now();
    bytes += read_all(queries);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
  }
  if (bytes == 0) return 1;
  std::ranges::nth_element(times, times.begin() + std::ssize(times) / 2);
  fmt::print("{:.4f}\n", times[times.size() / 2]);
}
