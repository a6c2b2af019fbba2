#include "base/error_code.hpp"

#include <array>
#include <cstddef>

namespace fettle {
namespace {

constexpr std::array kRows{
    ErrorCodeRow{ErrorCode::kInvalid, "invalid", 2, 422},
    ErrorCodeRow{ErrorCode::kMalformed, "malformed", 2, 400},
    ErrorCodeRow{ErrorCode::kUnauthenticated, "unauthenticated", 2, 401},
    ErrorCodeRow{ErrorCode::kForbidden, "forbidden", 2, 403},
    ErrorCodeRow{ErrorCode::kStale, "stale", 2, 412},
    ErrorCodeRow{ErrorCode::kTooMany, "too-many", 3, 429},
    ErrorCodeRow{ErrorCode::kNotFound, "not-found", 2, 404},
    ErrorCodeRow{ErrorCode::kConflict, "conflict", 2, 409},
    ErrorCodeRow{ErrorCode::kBusy, "busy", 3, 503},
    ErrorCodeRow{ErrorCode::kUnreachable, "unreachable", 3, 502},
    ErrorCodeRow{ErrorCode::kRefused, "refused", 2, 502},
    ErrorCodeRow{ErrorCode::kIo, "io", 2, 500},
    ErrorCodeRow{ErrorCode::kInternal, "internal", 2, 500},
};

}  // namespace

std::span<const ErrorCodeRow> error_codes() { return kRows; }

const ErrorCodeRow& row(ErrorCode code) { return kRows[static_cast<std::size_t>(code)]; }

}  // namespace fettle
