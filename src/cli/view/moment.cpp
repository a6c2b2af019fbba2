#include "cli/view/moment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace fettle::cli {

std::string clock_words(Milliseconds duration) {
  const auto seconds = std::max<Milliseconds::rep>(0, duration.count()) / 1000;
  const auto minutes = seconds / 60;
  if (minutes < 60) return fmt::format("{}:{:02}", minutes, seconds % 60);
  return fmt::format("{}:{:02}:{:02}", minutes / 60, minutes % 60, seconds % 60);
}

Line between(Line left, std::string_view right, std::size_t columns) {
  const auto size = utf8::length(right);
  if (size == 0 || size + 2 > columns) return left.cut_to(columns);
  left.cut_to(columns - size - 2).pad(columns - size);
  return left.add(right, Tone::kFaint);
}

}  // namespace fettle::cli
