// Splits one line into words as a POSIX shell would, without expanding anything: quotes, double
// quotes, backslashes. This is what Ansible does to a host's line and to SSH arguments.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace fettle::importers {

enum class Comments { kNone, kHash };

struct Words {
  std::vector<Located<std::string>> list;
  std::optional<Span> unclosed;  ///< a quote that is never closed; the list ends before it
};

/// The words of `line`, which begins at `start`. With kHash an unquoted `#` ends the line.
Words split_words(std::string_view line, Position start, Comments comments);

}  // namespace fettle::importers
