#include "transport/ssh/ssh_config_line.hpp"

#include <algorithm>
#include <utility>

#include "core/fleet/text.hpp"

namespace fettle::transport {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
}

/// `*` and `?`, in time linear in the text for each star.
bool glob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// Whether a backslash stands for the character after it. Elsewhere it is itself.
bool escapes(std::string_view text, std::size_t at, char quote) {
  if (at + 1 >= text.size()) return false;
  const char next = text[at + 1];
  return next == '\'' || next == '"' || next == '\\' || (quote == 0 && next == ' ');
}

/// Reads one argument from the front of `text`; false when a quote in it is never closed.
bool take_argument(std::string_view& text, std::string& argument) {
  char quote = 0;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && escapes(text, i, quote)) {
      argument += text[++i];
    } else if (quote == 0 && (c == ' ' || c == '\t')) {
      break;
    } else if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (quote != 0 && c == quote) {
      quote = 0;
    } else {
      argument += c;
    }
  }
  text.remove_prefix(i);
  return quote == 0;
}

void read_arguments(std::string_view text, ConfigLine& line) {
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    if (text.empty() || text[0] == '#') return;
    std::string argument;
    if (!take_argument(text, argument)) {
      line.problem = "has a quote that is never closed";
      return;
    }
    line.arguments.push_back(std::move(argument));
  }
}

}  // namespace

std::string take_config_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_of(" \t\r\n\"="), rest.size());
  std::string word(rest.substr(0, end));
  rest.remove_prefix(end);
  if (rest.empty()) return word;
  if (rest[0] == '"') {
    rest.remove_prefix(1);
    const std::size_t close = std::min(rest.find('"'), rest.size());
    word += rest.substr(0, close);
    rest.remove_prefix(std::min(close + 1, rest.size()));
    skip_blanks(rest);
    return word;
  }
  const bool equals = rest[0] == '=';
  rest.remove_prefix(1);
  skip_blanks(rest);
  // `Keyword = argument` is `Keyword argument`, with one `=` and no more.
  if (!equals && rest.starts_with('=')) {
    rest.remove_prefix(1);
    skip_blanks(rest);
  }
  return word;
}

ConfigLine read_config_line(std::string_view line) {
  ConfigLine result;
  line = line.substr(0, line.find('\0'));
  const std::size_t last = line.find_last_not_of(" \t\r\n\f");
  line = line.substr(0, last == std::string_view::npos ? 0 : last + 1);
  skip_blanks(line);
  if (line.empty() || line[0] == '#') return result;
  result.keyword = to_lower(take_config_word(line));
  if (result.keyword.starts_with('#')) result.keyword.clear();
  if (result.keyword.empty()) return result;
  result.rest = line;
  if (line.empty()) {
    result.problem = "has no argument";
    return result;
  }
  read_arguments(line, result);
  return result;
}

bool matches(const std::vector<std::string>& patterns, std::string_view host) {
  bool found = false;
  for (const auto& pattern : patterns) {
    if (pattern.starts_with('!')) {
      if (glob(std::string_view(pattern).substr(1), host)) return false;
    } else {
      found = found || glob(pattern, host);
    }
  }
  return found;
}

bool matches_list(std::string_view patterns, std::string_view text, Case how) {
  std::vector<std::string> list;
  while (!patterns.empty()) {
    const std::size_t end = std::min(patterns.find(','), patterns.size());
    list.push_back(how == Case::kIgnored ? to_lower(patterns.substr(0, end))
                                         : std::string(patterns.substr(0, end)));
    patterns.remove_prefix(std::min(end + 1, patterns.size()));
  }
  return matches(list, how == Case::kIgnored ? to_lower(text) : std::string(text));
}

std::string to_lower(std::string_view text) { return fleet::to_lower_ascii(text); }

}  // namespace fettle::transport
