// SQL that sorts names as people count, which each database says in its own words: SQLite by a
// function that its connections bring, PostgreSQL by expressions.
#pragma once

#include <string>
#include <string_view>

#include "store/connection.hpp"

namespace fettle::store {

/// A connection that can sort so; both kinds can.
class NaturalOrder {
 public:
  NaturalOrder() = default;
  NaturalOrder(const NaturalOrder&) = delete;
  NaturalOrder& operator=(const NaturalOrder&) = delete;
  /// SQL for fleet::natural_key of the text `sql`, which compares byte by byte.
  virtual std::string natural_key(std::string_view sql) const = 0;

 protected:
  ~NaturalOrder() = default;
};

/// The same; in lower case alone where `connection` only stands before another one.
std::string natural_key_sql(const Connection& connection, std::string_view sql);

}  // namespace fettle::store
