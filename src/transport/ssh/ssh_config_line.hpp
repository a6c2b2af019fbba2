// One line of ssh_config(5) in words, and the patterns that its blocks are chosen by, both to the
// letter of OpenSSH 9.2. ssh_config.hpp says what the words mean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fettle::transport {

/// One keyword and its arguments; empty for a blank line or a comment.
struct ConfigLine {
  std::string keyword;  ///< lower case
  std::vector<std::string> arguments;
  std::string rest;     ///< all that follows the keyword, for those that read it as it is written
  std::string problem;  ///< why OpenSSH refuses the line, as the end of a sentence; else empty
};
ConfigLine read_config_line(std::string_view line);

/// Takes one word off the front of `rest`, as OpenSSH reads keywords and the criteria of `Match`:
/// parted by blanks or one `=`, double quotes around blanks. Empty at the end.
std::string take_config_word(std::string_view& rest);

/// A host pattern list of ssh_config(5): `*`, `?`, and `!` in front of what must not match.
bool matches(const std::vector<std::string>& patterns, std::string_view host);

enum class Case { kMatters, kIgnored };

/// The same of a pattern list that is parted by commas.
bool matches_list(std::string_view patterns, std::string_view text, Case how);

/// `text` with A-Z as a-z.
std::string to_lower(std::string_view text);

}  // namespace fettle::transport
