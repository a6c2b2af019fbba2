// Programs that read some of their arguments or their input as program text, such as `sh -c` and
// `ssh`. Quoting for the outer shell does not protect a value from these.
#pragma once

#include <string_view>

namespace fettle::document {

/// Whether a simple command that begins with `command` reads what follows as program text:
/// `sudo sh -c "`, `eval `, `ssh host `.
bool reads_arguments_as_program(std::string_view command);

/// Whether it reads its standard input as one: `sh`, `ssh host bash -s`.
bool reads_input_as_program(std::string_view command);

}  // namespace fettle::document
