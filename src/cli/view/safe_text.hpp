// Makes text of hosts and documents safe to print: no byte of it can move the cursor, set a title
// or hide what stands beside it. Everything that a view writes for people goes through here.
// Widths are counted in code points: a wide character counts as one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::cli {

enum class Charset { kAscii, kUtf8 };

/// `text` on one line: escape sequences are left out, tabs and line breaks are blanks, other
/// control characters, bidirectional overrides and bytes that are not UTF-8 become a replacement
/// character
/// (`?` in ASCII, as does everything else that is not ASCII).
std::string safe_line(std::string_view text, Charset charset);

/// The same for text of several lines, without their breaks. Of a line that was written over with
/// execution returns the last version is left, as a terminal would show it. Empty lines at the end
/// are left out.
std::vector<std::string> safe_lines(std::string_view text, Charset charset);

/// At most `width` code points; where something is cut off the last of them is an ellipsis (`~` in
/// ASCII).
std::string cut(std::string_view text, std::size_t width, Charset charset);

}  // namespace fettle::cli
