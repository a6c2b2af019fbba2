// JSON as it is written to standard output: one object a line, with the characters that JSON allows
// and a terminal obeys or hides escaped.
#pragma once

#include <ostream>
#include <string>

#include "base/json.hpp"

namespace fettle::cli {

/// Hidden characters are plain ones to JSON, not to a terminal that this is printed on.
std::string escape_controls(std::string json);

template <class T>
void write_json_line(std::ostream& out, const T& object) {
  out << escape_controls(to_json(object)) + '\n' << std::flush;
}

}  // namespace fettle::cli
