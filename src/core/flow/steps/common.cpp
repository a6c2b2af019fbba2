#include "core/flow/steps/common.hpp"

#include <algorithm>

#include "core/document/characters.hpp"

namespace fettle::flow {

bool has_several_lines(std::string_view script) {
  int lines = 0;
  while (!script.empty() && lines < 2) {
    const auto end = std::min(script.find('\n'), script.size());
    if (!document::trim(script.substr(0, end)).empty()) ++lines;
    script.remove_prefix(std::min(end + 1, script.size()));
  }
  return lines > 1;
}

}  // namespace fettle::flow
