// Makes the connection that postgres.cpp works on: reads the URL, waits for the server under a
// deadline, and sets what both databases must have alike.
#pragma once

#include <string>

#include "base/result.hpp"
#include "store/database/connection.hpp"
#include "store/database/postgres_statement.hpp"

namespace fettle::store {

struct PostgresAddress {
  std::string url;   ///< may hold a password: never shown
  std::string name;  ///< for messages
  OpenMode mode = OpenMode::kReadWrite;
  Durability durability = Durability::kFull;
};

/// kInvalid where libpq can't read `url`.
Result<PostgresAddress> read_address(const std::string& url, OpenMode mode, Durability durability);

Result<PostgresHandle> connect(const PostgresAddress& address);

}  // namespace fettle::store
