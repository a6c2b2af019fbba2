// Tells where in a shell text each placeholder stands, and so how its value must be written to
// stay one value: bare, in quotes, in a here-document, in a comment, in an expansion. Follows
// the POSIX shell grammar (and what bash adds to it) far enough to know that; where it can't be
// sure it says kSimpleOnly, never something laxer. Filling in is shell.hpp's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document/placeholder.hpp"

namespace fettle::document {

enum class ShellContext {
  kBare,
  kSingleQuotes,
  kDoubleQuotes,
  kHereDocument,        ///< expanded, like double quotes
  kQuotedHereDocument,  ///< literal: its delimiter is quoted
  kComment,
  kArithmetic,  ///< `$((...))`: whole numbers
  kNumber,      ///< a whole number, written as it is
  kSimpleOnly,  ///< no quoting is safe: `${...}`, backticks, what bash evaluates once more
  kProgram,     ///< text of a program that is not this shell: letters, digits and `_ . -`
  kForbidden,   ///< after `$` or a backslash, or in a here-document's delimiter: no value at all
};

struct ShellSlot {
  Placeholder placeholder;
  ShellContext context = ShellContext::kBare;
  bool after_variable = false;   ///< directly after `$name`, which the value must not lengthen
  bool before_redirect = false;  ///< directly before `<` or `>`, where digits would name a file
  bool option_place = false;     ///< a leading `-` could be an option that runs something
  std::string_view delimiter;    ///< of the here-document that it stands in
};

/// One slot a placeholder. `placeholders` are those of `script` that will be filled in, in order;
/// all other text is the shell's own.
std::vector<ShellSlot> shell_slots(std::string_view script,
                                   const std::vector<Placeholder>& placeholders);

}  // namespace fettle::document
