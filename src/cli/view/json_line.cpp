#include "cli/view/json_line.hpp"

#include <fmt/format.h>

namespace fettle::cli {

std::string escape_controls(std::string_view json) {
  std::string text;
  text.reserve(json.size() + 1);
  for (std::size_t i = 0; i < json.size(); ++i) {
    const bool has_next = i + 1 < json.size();
    const auto next = has_next ? static_cast<unsigned char>(json[i + 1]) : 0U;
    if (json[i] == '\x7f') {
      text += "\\u007f";
    } else if (json[i] == '\xC2' && next >= 0x80 && next < 0xA0) {
      text += fmt::format("\\u{:04x}", next);
      ++i;
    } else {
      text += json[i];
    }
  }
  return text;
}

}  // namespace fettle::cli
