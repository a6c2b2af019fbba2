// The ways in which a secret turns up in output: as it is, in base64, in hexadecimal digits,
// URL-encoded, escaped for JSON, HTML, SQL and CSV, quoted for a shell, and each line of it alone.
// It does not know compression or encryption; a form that is cut into pieces is redactor.hpp's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::runner {

/// Shorter ones would tear ordinary output apart; in bytes.
inline constexpr std::size_t kShortestSecret = 4;

/// All forms of `secret` that are long enough to be masked, each once. A text of up to `longest`
/// bytes holds no other: no form is shorter than what it stands for.
std::vector<std::string> secret_forms(std::string_view secret,
                                      std::size_t longest = std::string_view::npos);

}  // namespace fettle::runner
