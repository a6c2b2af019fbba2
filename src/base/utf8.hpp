// The little of UTF-8 that positions need. Bytes that are not valid UTF-8 count as one code
// point each, so that no input can break a position. Never decodes, never normalises.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fettle::utf8 {

/// Offset of the first byte that is not part of valid UTF-8 (RFC 3629: no surrogates, no
/// overlong forms), or `npos`.
std::size_t find_invalid(std::string_view text);

bool is_ascii(std::string_view text);

/// How many bytes at the start of `text` are ASCII that is seen: from the blank to `~`.
std::size_t plain_size(std::string_view text);

/// Number of code points.
std::size_t length(std::string_view text);

/// The first `count` code points, or all where there are fewer.
std::string_view first(std::string_view text, std::size_t count);

/// One view a code point.
std::vector<std::string_view> split(std::string_view text);

}  // namespace fettle::utf8
