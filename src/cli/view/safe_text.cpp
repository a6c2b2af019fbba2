#include "cli/view/safe_text.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace fettle::cli {
namespace {

constexpr char kEscape = '\x1b';
constexpr char kBell = '\x07';
constexpr std::size_t kTabStop = 8;

bool is_between(char c, char low, char high) { return c >= low && c <= high; }

/// Bytes of a string sequence (title, device control) whose introducer is already gone. One that
/// does not end within the text hides nothing: only its introducer is left out.
std::size_t string_sequence_size(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == kBell) return i + 1;
    if (text[i] == kEscape) return text.substr(i).starts_with("\x1b\\") ? i + 2 : 0;
  }
  return 0;
}

/// Bytes of the escape sequence that `text` begins with (ECMA-48, 5.3 to 5.6).
std::size_t sequence_size(std::string_view text) {
  if (text.size() < 2) return text.size();
  std::size_t at = 1;
  if (std::string_view("]PX^_").contains(text[1])) return 2 + string_sequence_size(text.substr(2));
  if (text[1] == '[') {
    ++at;
    while (at < text.size() && is_between(text[at], '\x30', '\x3f')) ++at;
  }
  while (at < text.size() && is_between(text[at], '\x20', '\x2f')) ++at;
  return at < text.size() && is_between(text[at], '\x30', '\x7e') ? at + 1 : at;
}

/// Code points that drive a terminal or turn the text around them: C1 controls, line and paragraph
/// separators, bidirectional marks, embeddings, overrides and isolates.
bool is_harmful(std::string_view point) {
  if (point.size() == 1) return point[0] == '\x7f' || static_cast<unsigned char>(point[0]) < 0x20;
  if (point.size() == 2) return point <= "\xC2\x9F" || point == "\xD8\x9C";
  // NOLINTBEGIN(misc-misleading-bidirectional): these are escapes, which turn nothing around
  return point == "\xE2\x80\x8E" || point == "\xE2\x80\x8F" ||
         (point >= "\xE2\x80\xA8" && point <= "\xE2\x80\xAE") ||
         (point >= "\xE2\x81\xA6" && point <= "\xE2\x81\xA9");
  // NOLINTEND(misc-misleading-bidirectional)
}

std::string_view replacement(Charset charset) {
  return charset == Charset::kAscii ? "?" : "\xEF\xBF\xBD";
}

std::string_view safe_point(std::string_view point, Charset charset) {
  if (point == "\n" || point == "\r") return " ";
  const bool is_broken = point.size() == 1 && static_cast<unsigned char>(point[0]) >= 0x80;
  const bool is_foreign = charset == Charset::kAscii && point.size() > 1;
  return is_harmful(point) || is_broken || is_foreign ? replacement(charset) : point;
}

/// What a terminal shows of a line after its execution returns.
std::string_view last_version(std::string_view line) {
  while (line.ends_with('\r')) line.remove_suffix(1);
  const auto overwritten = line.rfind('\r');
  return overwritten == std::string_view::npos ? line : line.substr(overwritten + 1);
}

}  // namespace

std::string safe_line(std::string_view text, Charset charset) {
  std::string safe;
  std::size_t column = 0;
  while (!text.empty()) {
    if (text[0] == kEscape) {
      text.remove_prefix(sequence_size(text));
      continue;
    }
    const auto plain = static_cast<std::size_t>(std::ranges::find(text, kEscape) - text.begin());
    for (const auto point : utf8::split(text.substr(0, plain))) {
      const auto blanks = kTabStop - column % kTabStop;
      column += point == "\t" ? blanks : 1;
      point == "\t" ? safe.append(blanks, ' ') : safe.append(safe_point(point, charset));
    }
    text.remove_prefix(plain);
  }
  return safe;
}

std::vector<std::string> safe_lines(std::string_view text, Charset charset) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    lines.push_back(safe_line(last_version(line), charset));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  const auto is_blank = [](const std::string& line) {
    return line.find_first_not_of(' ') == std::string::npos;
  };
  while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
  return lines;
}

std::string cut(std::string_view text, std::size_t width, Charset charset) {
  if (text.size() <= width) return std::string(text);
  const auto points = utf8::split(text);
  if (points.size() <= width) return std::string(text);
  if (width == 0) return {};
  const auto kept = static_cast<std::size_t>(points[width - 1].data() - text.data());
  return std::string(text.substr(0, kept)) + (charset == Charset::kAscii ? "~" : "\xE2\x80\xA6");
}

}  // namespace fettle::cli
