// The closed list of what can go wrong outside a person's text, with what it means to whoever
// called: one table maps a code to its stable name, the process's exit status and the HTTP
// status. docs/reference/errors.md has an entry for each name, checked by a test.
#pragma once

#include <span>
#include <string_view>

namespace fettle {

enum class ErrorCode {
  kInvalid,          ///< a value that a person gave is not acceptable; diagnostics may say where
  kMalformed,        ///< a request that can't be read, or that names a thing of the wrong kind
  kUnauthenticated,  ///< nobody has signed in, or the session or token is over
  kForbidden,        ///< the caller's role or token does not allow it
  kStale,            ///< the caller knows an earlier state than the one there is
  kTooMany,          ///< tried too often; later it is allowed again
  kNotFound,         ///< no such thing, or one that the caller may not see
  kConflict,         ///< the thing has changed, or is in a state that does not allow this
  kBusy,             ///< somebody else holds it; trying again later can help
  kUnreachable,      ///< a host or service did not answer
  kRefused,          ///< a host or service answered no: host key, authentication, permission
  kIo,               ///< a file or the database failed
  kInternal,         ///< our own fault
};

struct ErrorCodeRow {
  ErrorCode code;
  std::string_view name;
  int exit_status;
  int http_status;
};

std::span<const ErrorCodeRow> error_codes();
const ErrorCodeRow& row(ErrorCode code);

}  // namespace fettle
