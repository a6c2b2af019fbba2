// Whether the caller still knows the newest state of what they change (`If-Match`).
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>

#include "base/json.hpp"
#include "base/result.hpp"

namespace fettle::usecases {

/// kStale with the newer state in it, unless `current` is at the version `known`; none: any will
/// do. `current` is what the route answers with: described, with a member `version`. In the
/// transaction of the change.
template <class T>
Result<void> check_version(std::optional<std::int64_t> known, const T& current) {
  if (!known || *known == current.version) return {};
  return std::unexpected(
      Error{.code = ErrorCode::kStale,
            .message = fmt::format("it has changed since you read it: you know version {}, it is "
                                   "at {}; compare, then try again",
                                   *known, current.version),
            .diagnostics = {},
            .detail = {},
            .current = to_json(current)});
}

}  // namespace fettle::usecases
