#include "core/flow/steps/common.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/document/characters.hpp"

namespace fettle::flow {

Finish finish_of(const Answered& answer) {
  using enum Finish::Outcome;
  switch (answer.mark) {
    case Answered::Mark::kDone:
      return {kCompleted, answer.text, {}};
    case Answered::Mark::kDoneWithIssues:
      return {kCompleted, fmt::format("done with issues: {}", answer.text), {}};
    case Answered::Mark::kSkipped:
      return {kSkipped, answer.text, {}};
    case Answered::Mark::kFailed:
      return {kFailed, answer.text, {}};
  }
  std::unreachable();
}

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
