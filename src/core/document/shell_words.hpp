// What single words of shell text are, by their spelling alone. Where they stand is
// shell_context.hpp's.
#pragma once

#include <string_view>

#include "core/document/characters.hpp"

namespace fettle::document {

constexpr bool ends_word(char c) { return is_space(c) || is_shell_operator(c); }

/// Means itself in a word.
constexpr bool is_plain(char c) {
  return !ends_word(c) && c != '\'' && c != '"' && c != '`' && c != '$' && c != '\\';
}

/// A here-document's delimiter as its last line has it: `EOF` for `'EOF'`, `"EOF"` and `\EOF`.
/// Stranger spellings keep a mark.
std::string_view unquoted(std::string_view written);

/// After these a command may start, so `case` and `esac` are keywords there.
bool starts_command(std::string_view word);

/// `name=` or `name+=`, and what follows.
bool begins_assignment(std::string_view word);

/// `name[`, and no bracket that closes it yet.
bool opens_subscript(std::string_view word);

}  // namespace fettle::document
