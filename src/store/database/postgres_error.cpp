#include "store/database/postgres_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace fettle::store {
namespace {

struct Meaning {
  std::string_view state;  ///< an SQLSTATE, or what all others of its kind begin with
  ErrorCode code;
  const char* message;  ///< {} is the database
};

constexpr const char* kGone =
    "the connection to the database {} is lost: check that the server runs and can be reached, and "
    "try again";
constexpr const char* kStatement = "a statement for the database {} is wrong";
constexpr const char* kInUse =
    "the database {} is in use by another process: try again when that has finished";

/// Exact states stand before the classes that hold them (PostgreSQL 15, appendix A).
constexpr std::array kMeanings{
    Meaning{"23505", ErrorCode::kConflict, "there is such an entry already"},
    Meaning{"23503", ErrorCode::kConflict,
            "it refers to an entry that is gone, or others still refer to it"},
    Meaning{"23", ErrorCode::kInternal, "{} refuses a value that Fettle gave it"},
    Meaning{"22", ErrorCode::kInternal, "{} refuses a value that Fettle gave it"},
    Meaning{"55P03", ErrorCode::kBusy, kInUse},
    Meaning{"57014", ErrorCode::kBusy, kInUse},
    Meaning{"40", ErrorCode::kBusy, kInUse},
    Meaning{"53300", ErrorCode::kBusy,
            "the server of the database {} takes no more connections: try again, or raise its "
            "max_connections"},
    Meaning{"53100", ErrorCode::kIo,
            "no room is left for the database {}: free space on its disk and try again"},
    Meaning{"25006", ErrorCode::kIo,
            "the database {} can't be written: it is open for reading only, or its server is a "
            "standby; name the server that takes writes"},
    Meaning{"25P03", ErrorCode::kUnreachable, kGone},
    Meaning{"57", ErrorCode::kUnreachable, kGone},
    Meaning{"08", ErrorCode::kUnreachable, kGone},
    Meaning{"28", ErrorCode::kRefused,
            "the server of the database {} refuses the login: check the account and its password"},
    Meaning{"3D000", ErrorCode::kNotFound,
            "there is no database {}: make it with createdb, or check the name"},
    Meaning{"42501", ErrorCode::kRefused,
            "the account may not do this in the database {}: make it the owner of the database"},
    Meaning{"XX", ErrorCode::kIo,
            "the database {} is damaged: look into the server's log, or bring back a backup"},
    Meaning{"42", ErrorCode::kInternal, kStatement},
    Meaning{"25", ErrorCode::kInternal, kStatement},
    Meaning{"26", ErrorCode::kInternal, kStatement},
    Meaning{"0A", ErrorCode::kInternal, kStatement},
};

constexpr Meaning kOther{"", ErrorCode::kIo,
                         "the database {} can't be read or written: look into the server's log"};
constexpr Meaning kLost{"", ErrorCode::kUnreachable, kGone};
constexpr Meaning kNoServer{"", ErrorCode::kUnreachable,
                            "the server of the database {} can't be reached: check that it runs, "
                            "its address and its port"};

const Meaning& meaning_of(std::string_view state, const Meaning& otherwise) {
  const auto* found = std::ranges::find_if(
      kMeanings, [&](const Meaning& meaning) { return state.starts_with(meaning.state); });
  return found != kMeanings.end() ? *found : otherwise;
}

std::string text(const PGresult* result, int field) {
  const char* found = pq().result_error_field(result, field);
  return found != nullptr ? found : "";
}

Error make_error(const Meaning& meaning, const std::string& name, std::string detail) {
  return {.code = meaning.code,
          .message = fmt::format(fmt::runtime(meaning.message), name),
          .detail = std::move(detail)};
}

/// The SQLSTATE within a verbose message, `FATAL:  28P01: password ...`; empty where the server
/// sent none. The words are in the server's language, the state is not.
std::string_view state_within(std::string_view message) {
  constexpr std::string_view kMark = ":  ";
  constexpr std::size_t kLength = 5;
  for (auto at = message.find(kMark); at != std::string_view::npos;
       at = message.find(kMark, at + 1)) {
    const auto state = message.substr(at + kMark.size(), kLength);
    const bool fits = state.size() == kLength && std::ranges::all_of(state, [](unsigned char c) {
                        return std::isdigit(c) != 0 || std::isupper(c) != 0;
                      });
    if (fits && message.substr(at + kMark.size() + kLength).starts_with(':')) return state;
  }
  return {};
}

}  // namespace

Error postgres_error(PGconn* connection, const PGresult* result, const std::string& name) {
  const auto state = text(result, PG_DIAG_SQLSTATE);
  // An error without a state is libpq's own: it could not write. The server's last word is of class
  // 57P. Reading further tells that nobody is there.
  if (state.empty() || state.starts_with("57P")) pq().consume_input(connection);
  if (pq().status(connection) != CONNECTION_OK) {
    const auto& meaning = state.starts_with("57") ? meaning_of(state, kLost) : kLost;
    return make_error(meaning, name, fmt::format("postgres {}: the connection is lost", state));
  }
  auto detail = fmt::format("postgres {}: {}", state, text(result, PG_DIAG_MESSAGE_PRIMARY));
  const auto table = text(result, PG_DIAG_TABLE_NAME);
  if (!table.empty()) {
    detail += fmt::format(" ({}.{}{})", table, text(result, PG_DIAG_CONSTRAINT_NAME),
                          text(result, PG_DIAG_COLUMN_NAME));
  }
  return make_error(meaning_of(state, kOther), name, std::move(detail));
}

Error connect_error(PGconn* connection, const std::string& name) {
  const std::string said = pq().error_message(connection);
  return make_error(meaning_of(state_within(said), kNoServer), name,
                    fmt::format("postgres: {}", said));
}

}  // namespace fettle::store
