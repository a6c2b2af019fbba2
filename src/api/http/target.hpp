// What a request asks for, `/api/v1/trees?limit=20`, as a path and parameters. Everything that the
// database or a log could stumble over is refused here: bytes that are no UTF-8, controls, and a
// slash in disguise.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace fettle::api::http {

inline constexpr std::size_t kTargetBytesMax = 8192;
inline constexpr std::size_t kParametersMax = 100;

struct Target {
  std::string path;  ///< decoded
  std::vector<std::pair<std::string, std::string>> query;
};

/// kMalformed where it is no absolute path, too long, or holds what the comment above names.
Result<Target> parse_target(std::string_view target);

/// `text` with its `%41` (and, in a query, `+`) resolved; kMalformed as above.
enum class Encoding { kPath, kQuery };
Result<std::string> decode_percent(std::string_view text, Encoding encoding);

}  // namespace fettle::api::http
