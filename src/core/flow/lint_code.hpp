// Tells what of a shell text is code and what is only text in it, byte for byte, so that lint can
// look for constructs without being fooled by quotes, comments and here-documents. Rough as
// lint_shell.hpp is: exotic text gets a warning too few. Never runs anything.
#pragma once

#include <string>
#include <string_view>

namespace fettle::flow {

/// What stands in the place of a quoted byte.
inline constexpr char kQuotedByte = '\x01';

/// `script` with each byte that is quoted or escaped written as kQuotedByte, and comments and the
/// bodies of here-documents as blanks. As long as `script`. `$(...)` and `${...}` inside double
/// quotes are code. A quote that is never closed reaches to the end.
std::string mask_quoted(std::string_view script);

/// `script` with comments, and the bodies of here-documents that no shell or database reads, as
/// blanks. As long as `script`.
std::string mask_mentions(std::string_view script);

/// Whether a quote, a bracket or a here-document is open at the end.
bool ends_open(std::string_view script);

}  // namespace fettle::flow
