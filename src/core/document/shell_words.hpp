// What single words of shell text are, by their spelling alone. Where they stand is
// shell_context.hpp's.
#pragma once

#include <cstddef>
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

struct HereDocument {
  std::string_view delimiter;
  bool quoted = false;
  bool strip_tabs = false;
  bool is_program = false;  // read as one, or inside what shells end differently
  bool is_sed_script = false;
};

/// Of a here-document's body that begins at byte `begin`: where it ends, and where what follows its
/// delimiter begins.
struct BodyEnd {
  std::size_t body_end = 0;
  std::size_t after = 0;
};
BodyEnd find_body_end(std::string_view text, std::size_t begin, const HereDocument& here);

/// After these a command may start, so `case` and `esac` are keywords there.
bool starts_command(std::string_view word);

/// `name=` or `name+=`, and what follows.
bool begins_assignment(std::string_view word);

/// `name[`, and no bracket that closes it yet.
bool opens_subscript(std::string_view word);

}  // namespace fettle::document
