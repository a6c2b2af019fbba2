#include "store/database/sqlite_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fettle::store {
namespace {

struct Meaning {
  int status;  ///< extended, or primary for all others of its kind
  ErrorCode code;
  const char* message;  ///< {} is the file
};

constexpr Meaning kOther{0, ErrorCode::kIo,
                         "the database {} can't be read or written: check its disk"};

constexpr std::array kMeanings{
    Meaning{SQLITE_CONSTRAINT_UNIQUE, ErrorCode::kConflict, "there is such an entry already"},
    Meaning{SQLITE_CONSTRAINT_PRIMARYKEY, ErrorCode::kConflict, "there is such an entry already"},
    Meaning{SQLITE_CONSTRAINT_ROWID, ErrorCode::kConflict, "there is such an entry already"},
    Meaning{SQLITE_CONSTRAINT_FOREIGNKEY, ErrorCode::kConflict,
            "it refers to an entry that is gone, or others still refer to it"},
    Meaning{SQLITE_CONSTRAINT, ErrorCode::kInternal, "{} refuses a value that Fettle gave it"},
    Meaning{SQLITE_BUSY, ErrorCode::kBusy,
            "the database {} is in use by another process: try again when that has finished"},
    Meaning{SQLITE_LOCKED, ErrorCode::kBusy,
            "the database {} is in use by another process: try again when that has finished"},
    Meaning{SQLITE_FULL, ErrorCode::kIo,
            "no room is left for the database {}: free space on its disk and try again"},
    Meaning{SQLITE_READONLY, ErrorCode::kIo,
            "the database {} can't be written: check the permissions of the file and its folder"},
    Meaning{SQLITE_CANTOPEN, ErrorCode::kIo,
            "the database {} can't be opened: check the permissions of the file and its folder"},
    Meaning{SQLITE_NOTADB, ErrorCode::kIo,
            "{} is not a database: name another file, or move this one away"},
    Meaning{SQLITE_CORRUPT, ErrorCode::kIo,
            "the database {} is damaged: put a backup in its place, or move it away"},
    Meaning{SQLITE_ERROR, ErrorCode::kInternal, "a statement for the database {} is wrong"},
    Meaning{SQLITE_MISUSE, ErrorCode::kInternal, "a statement for the database {} is wrong"},
    Meaning{SQLITE_RANGE, ErrorCode::kInternal, "a statement for the database {} is wrong"},
};

const Meaning& meaning_of(int extended) {
  for (const int status : {extended, extended & 0xFF}) {
    const auto* found = std::ranges::find(kMeanings, status, &Meaning::status);
    if (found != kMeanings.end()) return *found;
  }
  return kOther;
}

}  // namespace

Error sqlite_error(sqlite3* database, const std::string& file) {
  const int status = sqlite3_extended_errcode(database);
  const auto& meaning = meaning_of(status);
  return {.code = meaning.code,
          .message = fmt::format(fmt::runtime(meaning.message), file),
          .detail = fmt::format("sqlite {}: {}", status, sqlite3_errmsg(database))};
}

}  // namespace fettle::store
