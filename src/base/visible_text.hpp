// The one place that makes hidden characters visible: controls, bidirectional controls, zero-width
// characters and bytes that are no UTF-8. A terminal obeys them or shows nothing of them, so that
// what a person reads is not what is there. None is ever dropped: controls are shown in caret
// notation (`^[`), others as `\u{202e}`, bytes as `\xff`. Letters of every script stay. For
// terminals and columns read on in cli/view/safe_text.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fettle {

/// Where a hidden character stands in a text.
struct HiddenPoint {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// The first hidden character at or after byte `from`. Tabs and line feeds are none; neither is a
/// variation selector that belongs to a symbol, as in most emoji.
std::optional<HiddenPoint> find_hidden(std::string_view text, std::size_t from = 0);

/// What a person can look up: "U+202E RIGHT-TO-LEFT OVERRIDE", "U+001B ESCAPE", "the byte FF".
std::string name_point(std::string_view point);

/// `text` with hidden characters shown; tabs and line feeds stay.
std::string visible_text(std::string_view text);

/// `text` on one line: a line feed is `^J`, a tab a blank. For names, titles and messages.
std::string visible_line(std::string_view text);

/// The same, one piece a code point, for those who count columns.
std::vector<std::string> visible_points(std::string_view text);

/// A JSON text whose strings hold hidden characters as `\uXXXX` escapes, as RFC 8259 allows for
/// every character: the value stays the same.
std::string visible_json(std::string json);

}  // namespace fettle
