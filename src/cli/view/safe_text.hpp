// Makes text of hosts and documents safe to print: no byte of it can move the cursor, set a title
// or hide what stands beside it, and none is left out: base/visible_text.hpp shows each. Everything
// that a view writes for people goes through here.
// Widths are counted in code points: a wide character counts as one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::cli {

enum class Charset { kAscii, kUtf8 };

/// `text` on one line: hidden characters are shown as visible_text.hpp says, tabs reach the next
/// stop, line feeds are blanks. In ASCII every other character is `?`.
std::string safe_line(std::string_view text, Charset charset);

/// The same for text of several lines, without their breaks (LF or CR LF). Empty lines at the end
/// are left out.
std::vector<std::string> safe_lines(std::string_view text, Charset charset);

/// At most `width` code points; where something is cut off the last of them is an ellipsis (`~` in
/// ASCII).
std::string cut(std::string_view text, std::size_t width, Charset charset);

}  // namespace fettle::cli
