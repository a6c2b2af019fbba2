// The little text handling that names need. ASCII only, whatever the locale: other letters
// compare as bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fettle::fleet {

inline constexpr std::size_t kNameMax = 255;  ///< code points

/// `text` with A-Z as a-z; the key under which names are looked up.
std::string to_lower_ascii(std::string_view text);

/// Whether two names are one and the same: equal without regard to the case of ASCII letters.
bool same_name(std::string_view a, std::string_view b);

/// Whether `a` comes first when names are sorted: as their keys compare.
bool name_before(std::string_view a, std::string_view b);

/// Why `text` is not one line of at most `most` code points, without blanks around it and anything
/// that can't be seen, as the end of a sentence; empty when it is. Roles and sites are.
std::string line_problem(std::string_view text, std::size_t most = kNameMax);

/// The same of what a thing is called, which is not empty either.
std::string name_problem(std::string_view name, std::size_t most = kNameMax);

/// `text` without the blanks, tabs and line breaks around it.
std::string_view trim(std::string_view text);

/// `text` in backquotes for a message: cut when long, control characters as blanks, so that no
/// input can flood or drive a terminal.
std::string quote(std::string_view text);

}  // namespace fettle::fleet
