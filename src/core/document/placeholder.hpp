// Finds `{{ name }}` in a text. A placeholder is an identifier between double braces,
// blanks optional. Everything else between double braces, and the words that template languages
// keep for themselves, is literal text and stays byte for byte. Fills in plain text; shell text
// is shell.hpp's.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::document {

struct Placeholder {
  std::string_view name;
  std::size_t begin = 0;  ///< of the first brace
  std::size_t end = 0;    ///< after the last brace
};

/// The first placeholder at or after byte `from`; its name views `text`.
std::optional<Placeholder> next_placeholder(std::string_view text, std::size_t from);

/// All of them, in order, never overlapping.
std::vector<Placeholder> find_placeholders(std::string_view text);

/// True for [A-Za-z_][A-Za-z0-9_]* that is none of the words kept for template languages.
bool is_placeholder_name(std::string_view name);

/// The value of a name, or null where the name is no placeholder and stays as written.
using Lookup = std::function<const std::string*(std::string_view name)>;

/// `text` with every placeholder that `lookup` knows replaced by its value as it is.
std::string fill_plain(std::string_view text, const Lookup& lookup);

}  // namespace fettle::document
