#include "cli/view/safe_text.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "base/visible_text.hpp"

namespace fettle::cli {
namespace {

constexpr std::size_t kTabStop = 8;

bool is_ascii(std::string_view shown) { return static_cast<unsigned char>(shown[0]) < 0x80; }

void append_line(std::string_view text, Charset charset, std::string& safe) {
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto tab = std::min(text.find('\t', at), text.size());
    for (const auto& point : visible_points(text.substr(at, tab - at))) {
      safe += charset == Charset::kAscii && !is_ascii(point) ? "?" : point;
      column += is_ascii(point) ? point.size() : 1;
    }
    if (tab < text.size()) {
      const auto blanks = kTabStop - column % kTabStop;
      safe.append(blanks, ' ');
      column += blanks;
    }
    at = tab + 1;
  }
}

}  // namespace

std::string safe_line(std::string_view text, Charset charset) {
  std::string safe;
  while (true) {
    const auto line = text.substr(0, text.find('\n'));
    append_line(line, charset, safe);
    if (line.size() == text.size()) return safe;
    safe += ' ';
    text.remove_prefix(line.size() + 1);
  }
}

std::vector<std::string> safe_lines(std::string_view text, Charset charset) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(safe_line(line, charset));
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
