// How a function says that the world failed: Result<T> is a value or one Error. Problems of a
// person's text are diagnostics (diagnostic.hpp), carried inside an Error where a whole text is
// refused. Our own faults are FETTLE_CHECK (check.hpp). Exceptions never leave the file that
// owns the library that throws them.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/error_code.hpp"

namespace fettle {

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;                  ///< for people: the thing, the rule, the way out
  std::vector<Diagnostic> diagnostics;  ///< sorted; empty unless a text was refused
  std::string detail;                   ///< logged, never sent out
  std::string current = {};             ///< of kStale: the newer state as JSON
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string message) {
  return std::unexpected(Error{code, std::move(message), {}, {}});
}

}  // namespace fettle

#define FETTLE_JOIN_(a, b) a##b
#define FETTLE_NAME_(a, b) FETTLE_JOIN_(a, b)
#define FETTLE_TRY_(temporary, name, ...)                                            \
  auto temporary = (__VA_ARGS__);                                                    \
  if (!temporary) return std::unexpected(std::move(temporary).error()); /* NOLINT */ \
  auto name = *std::move(temporary)

/// `FETTLE_TRY(value, expression);` names the value of a Result or returns its error.
#define FETTLE_TRY(name, ...) FETTLE_TRY_(FETTLE_NAME_(result_, __LINE__), name, __VA_ARGS__)

/// Returns the error of a Result<void>, or goes on.
#define FETTLE_TRY_VOID(...)                                          \
  do {                                                                \
    if (auto result = (__VA_ARGS__); !result)                         \
      return std::unexpected(std::move(result).error()); /* NOLINT */ \
  } while (false)
