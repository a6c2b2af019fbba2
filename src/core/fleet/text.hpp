// The little text handling that names need. ASCII only, whatever the locale: other letters
// compare as bytes.
#pragma once

#include <string>
#include <string_view>

namespace fettle::fleet {

/// `text` with A-Z as a-z; the key under which names are looked up.
std::string to_lower_ascii(std::string_view text);

/// Whether two names are one and the same: equal without regard to the case of ASCII letters.
bool same_name(std::string_view a, std::string_view b);

/// Whether `a` comes first when names are sorted: as their keys compare.
bool name_before(std::string_view a, std::string_view b);

/// `text` without the blanks, tabs and line breaks around it.
std::string_view trim(std::string_view text);

/// `text` in backquotes for a message: cut when long, control characters as blanks, so that no
/// input can flood or drive a terminal.
std::string quote(std::string_view text);

}  // namespace fettle::fleet
