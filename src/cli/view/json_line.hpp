// JSON as it is written to standard output: one object a line, with the control characters that
// JSON allows and a terminal obeys escaped.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace fettle::cli {

/// C1 controls and DEL are plain characters to JSON, not to a terminal that this is printed on.
std::string escape_controls(std::string_view json);

template <class T>
void write_json_line(std::ostream& out, const T& object) {
  out << escape_controls(to_json(object)) + '\n' << std::flush;
}

}  // namespace fettle::cli
