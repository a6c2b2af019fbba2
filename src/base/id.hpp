// Identifiers: UUIDv7 (RFC 9562, 5.7), made by us from an instant and random bits that the
// caller brings, so that they sort by creation and the core stays deterministic.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace fettle {

/// 36 characters, lower case: `01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4`.
std::string make_id(Instant now, std::array<std::uint64_t, 2> random);

/// True for 36 characters of a UUID's shape; says nothing of whether it exists.
bool is_id(std::string_view text);

}  // namespace fettle
