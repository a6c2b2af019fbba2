// Values in shell text. shell_quote writes one value as one word; fill_shell fills placeholders
// in so that whatever a value holds it stays the one value it is, in the quoting that its author
// put around it: `nginx` stays `nginx`, `x; reboot` can never run. Where no safe form exists the
// value is refused, never altered.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/placeholder.hpp"
#include "core/document/shell_context.hpp"

namespace fettle::document {

/// `value` as one word of a POSIX shell: as it is where that is safe, else in single quotes.
/// NUL can't be part of a word; whoever takes values from outside refuses it before.
std::string shell_quote(std::string_view value);

/// Whether all of `value` is of the safe alphabet: letters, digits and `_ @ % + : . / -`, which
/// mean only themselves to a shell. Text of another program is not safe for all of them.
bool is_safe_value(std::string_view value);

struct ShellProblem {
  std::string name;    ///< the placeholder whose value can't be written
  std::string reason;  ///< "holds a line break, which would end the comment that it stands in"
};

/// `script` with each placeholder that `lookup` knows filled in, or everything that prevents it.
/// What `variable_of` knows is not written out: the script reads it from the environment variable
/// of that name, an identifier, when it runs.
std::expected<std::string, std::vector<ShellProblem>> fill_shell(std::string_view script,
                                                                 const Lookup& lookup,
                                                                 const Lookup& variable_of = {});

/// False where forbidden_reason() surely is empty for all slots of a script. Cheap.
bool may_forbid(std::string_view script);

/// Why no value could ever be filled in at `slot`, or an empty string.
std::string_view forbidden_reason(const ShellSlot& slot);

/// The same for what is read from an environment variable.
std::string_view forbidden_for_variable(const ShellSlot& slot);

}  // namespace fettle::document
