#include "store/database/sqlite_statement.hpp"

#include <fmt/format.h>

#include <type_traits>

#include "store/database/sqlite_error.hpp"

namespace fettle::store {
namespace {

constexpr std::size_t kMaxKept = 500;

/// SQLite takes a null pointer for NULL, but a view of nothing is an empty text.
const char* bytes_of(std::string_view text) { return text.data() == nullptr ? "" : text.data(); }

int bind_value(sqlite3_stmt* statement, int place, const Value& value) {
  return std::visit(
      [&]<class T>(const T& bound) {
        if constexpr (std::is_same_v<T, std::int64_t>) {
          return sqlite3_bind_int64(statement, place, bound);
        } else if constexpr (std::is_same_v<T, double>) {
          return sqlite3_bind_double(statement, place, bound);
        } else if constexpr (std::is_same_v<T, std::string_view>) {
          return sqlite3_bind_text64(statement, place, bytes_of(bound), bound.size(), SQLITE_STATIC,
                                     SQLITE_UTF8);
        } else if constexpr (std::is_same_v<T, BlobView>) {
          return sqlite3_bind_blob64(statement, place, bytes_of(bound.bytes), bound.bytes.size(),
                                     SQLITE_STATIC);
        } else {
          return sqlite3_bind_null(statement, place);
        }
      },
      value);
}

}  // namespace

Result<SqliteStatement> SqliteStatements::take(std::string_view sql) {
  if (const auto found = kept_.find(sql); found != kept_.end()) {
    return kept_.extract(found);
  }
  sqlite3_stmt* prepared = nullptr;
  const char* rest = nullptr;
  const int status = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
  SqliteStatementMap made;
  made.try_emplace(std::string(sql), prepared);
  if (status != SQLITE_OK) {
    auto failure = error();
    failure.detail += fmt::format(", in: {}", sql);
    return std::unexpected(std::move(failure));
  }
  const auto surplus = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  if (prepared == nullptr || surplus.find_first_not_of(" \n\t") != std::string_view::npos) {
    return fail(ErrorCode::kInternal, fmt::format("not exactly one SQL statement: {}", sql));
  }
  return made.extract(made.begin());
}

void SqliteStatements::give_back(SqliteStatement statement) {
  sqlite3_reset(statement.mapped().get());
  sqlite3_clear_bindings(statement.mapped().get());
  if (kept_.size() < kMaxKept) kept_.insert(std::move(statement));
}

Error SqliteStatements::error() const { return sqlite_error(database_, file_); }

Result<void> SqliteCursor::bind(std::span<const Value> values) {
  const auto wanted = sqlite3_bind_parameter_count(handle());
  if (std::cmp_not_equal(values.size(), wanted)) {
    return fail(ErrorCode::kInternal, fmt::format("a statement for {} values was given {}: {}",
                                                  wanted, values.size(), sqlite3_sql(handle())));
  }
  int place = 0;
  for (const auto& value : values) {
    if (bind_value(handle(), ++place, value) != SQLITE_OK) {
      return std::unexpected(statements_.error());
    }
  }
  return {};
}

Result<bool> SqliteCursor::next() {
  const int status = sqlite3_step(handle());
  if (status == SQLITE_ROW) return true;
  if (status == SQLITE_DONE) return false;
  return std::unexpected(statements_.error());
}

std::size_t SqliteCursor::column_count() const {
  return static_cast<std::size_t>(sqlite3_column_count(handle()));
}

std::string_view SqliteCursor::column_name(std::size_t column) const {
  return sqlite3_column_name(handle(), static_cast<int>(column));
}

Value SqliteCursor::value(std::size_t column) const {
  auto* const statement = handle();
  const auto place = static_cast<int>(column);
  const auto size = [&] {
    return static_cast<std::size_t>(sqlite3_column_bytes(statement, place));
  };
  switch (sqlite3_column_type(statement, place)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, place)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, place);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, place));
      return std::string_view(text, size());
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, place));
      return BlobView{std::string_view(bytes, size())};
    }
    default:
      return {};
  }
}

}  // namespace fettle::store
