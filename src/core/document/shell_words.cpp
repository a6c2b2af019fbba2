#include "core/document/shell_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace fettle::document {
namespace {

std::size_t name_length(std::string_view word) {
  if (word.empty() || !is_name_start(word[0])) return 0;
  return static_cast<std::size_t>(std::ranges::find_if_not(word, is_name_part) - word.begin());
}

}  // namespace

std::string_view unquoted(std::string_view written) {
  if (written.starts_with('\\')) return written.substr(1);
  const bool wrapped = written.size() > 1 && (written[0] == '\'' || written[0] == '"') &&
                       written.back() == written[0];
  return wrapped ? written.substr(1, written.size() - 2) : written;
}

BodyEnd find_body_end(std::string_view text, std::size_t begin, const HereDocument& here) {
  BodyEnd found{begin, text.size()};
  for (auto line = begin; line < text.size(); line = found.after) {
    const auto line_end = std::min(text.find('\n', line), text.size());
    auto content = text.substr(line, line_end - line);
    while (here.strip_tabs && content.starts_with('\t')) content.remove_prefix(1);
    found.after = found.body_end = std::min(line_end + 1, text.size());
    if (content != here.delimiter) continue;
    found.body_end = line;
    break;
  }
  return found;
}

bool starts_command(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kWords{
      "!", "builtin", "command", "do", "elif", "else", "if", "then", "time", "until", "while", "{"};
  return std::ranges::find(kWords, word) != kWords.end();
}

bool begins_assignment(std::string_view word) {
  const auto rest = word.substr(name_length(word));
  return rest.size() < word.size() && (rest.starts_with('=') || rest.starts_with("+="));
}

bool opens_subscript(std::string_view word) {
  const auto rest = word.substr(name_length(word));
  return rest.size() < word.size() && rest.starts_with('[') && !rest.contains(']');
}

}  // namespace fettle::document
