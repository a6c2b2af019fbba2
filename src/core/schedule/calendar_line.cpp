#include "core/schedule/calendar_line.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace fettle::schedule {
namespace {

constexpr std::size_t kFoldedMax = 75;

std::string upper(std::string_view text) {
  std::string letters(text);
  for (auto& c : letters) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return letters;
}

struct Unfolded {
  int number = 1;
  std::string text;
};

std::vector<Unfolded> unfold(std::string_view text) {
  std::vector<Unfolded> lines;
  int number = 1;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool goes_on = line.starts_with(' ') || line.starts_with('\t');
    if (goes_on && !lines.empty()) {
      lines.back().text += line.substr(1);
    } else if (!line.empty()) {
      lines.push_back({number, std::string(line)});
    }
    ++number;
  }
  return lines;
}

/// The first of `marks` outside of quotes, from `from` on.
std::size_t find_unquoted(std::string_view text, std::string_view marks, std::size_t from) {
  bool quoted = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (!quoted && marks.contains(text[i])) return i;
  }
  return std::string_view::npos;
}

std::string_view without_quotes(std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    return value.substr(1, value.size() - 2);
  }
  return value;
}

std::optional<CalendarLine> split(const Unfolded& line) {
  const std::string_view text = line.text;
  auto at = find_unquoted(text, ";:", 0);
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  CalendarLine split{
      .number = line.number, .name = upper(text.substr(0, at)), .parameters = {}, .value = {}};
  while (text[at] == ';') {
    const auto end = find_unquoted(text, ";:", at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    const auto parameter = text.substr(at + 1, end - at - 1);
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    split.parameters.insert_or_assign(upper(parameter.substr(0, equals)),
                                      std::string(without_quotes(parameter.substr(equals + 1))));
    at = end;
  }
  split.value = text.substr(at + 1);
  return split;
}

}  // namespace

std::string_view CalendarLine::parameter(std::string_view wanted) const {
  const auto found = parameters.find(wanted);
  return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<CalendarLine> calendar_lines(std::string_view text, Diagnostics& diagnostics) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<CalendarLine> lines;
  for (const auto& line : unfold(text)) {
    if (auto one = split(line)) {
      lines.push_back(*std::move(one));
      continue;
    }
    diagnostics.error("calendar.line", {{line.number, 1}, {line.number, 1}},
                      "this is no line of an iCalendar file",
                      "a line is a name, a colon and a value, or begins with a blank where it goes "
                      "on with the one before");
  }
  return lines;
}

std::string unescape_text(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      text += value[i];
      continue;
    }
    ++i;
    text += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
  }
  return text;
}

std::string escape_text(std::string_view text) {
  std::string value;
  for (const char c : text) {
    if (c == '\n') {
      value += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') value += '\\';
    if (c != '\r') value += c;
  }
  return value;
}

std::string fold(std::string_view line) {
  std::string folded;
  std::size_t width = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t size = 1;
    while (i + size < line.size() &&
           (static_cast<unsigned char>(line[i + size]) & 0xc0U) == 0x80U) {
      ++size;
    }
    if (width + size > kFoldedMax) {
      folded += "\r\n ";
      width = 1;
    }
    folded += line.substr(i, size);
    width += size;
    i += size;
  }
  return folded + "\r\n";
}

}  // namespace fettle::schedule
