#include "transport/ssh/known_hosts.hpp"

#include <algorithm>
#include <optional>

#include "transport/ssh/ssh_config.hpp"

namespace fettle::transport {
namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Takes the next word off `text`; empty at its end.
std::string_view take_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  const std::string_view word = text.substr(0, std::min(text.find_first_of(kBlanks), text.size()));
  text.remove_prefix(word.size());
  return word;
}

std::optional<KeyMark> read_mark(std::string_view word) {
  if (!word.starts_with('@')) return KeyMark::kNone;
  if (word == "@revoked") return KeyMark::kRevoked;
  if (word == "@cert-authority") return KeyMark::kAuthority;
  return {};
}

/// Whether the key is in base64 and is of the type that the line says: RFC 4253, 6.6 has the type's
/// name, after its length in four bytes, begin the key.
bool is_key(std::string_view type, std::string_view key) {
  if (type.empty() || type.size() > 64 || key.size() % 4 != 0) return false;
  const std::size_t start = (4 + type.size() + 2) / 3 * 4;
  if (start >= key.size()) return false;
  const auto bytes = decode_base64(key.substr(0, start));
  const std::string length{'\0', '\0', '\0', static_cast<char>(type.size())};
  return bytes && bytes->starts_with(length) && bytes->substr(4).starts_with(type) &&
         is_base64(key);
}

void lower(char* begin, const char* end) {
  for (; begin != end; ++begin)
    if (*begin >= 'A' && *begin <= 'Z') *begin = static_cast<char>(*begin - 'A' + 'a');
}

std::vector<std::string> split_at_commas(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    parts.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

}  // namespace

KnownHostsFile::KnownHostsFile(std::string file, std::string text)
    : file_(std::move(file)), text_(std::move(text)) {
  std::size_t start = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  for (std::uint32_t number = 1; start < text_.size(); ++number) {
    const std::size_t end = std::min(text_.find('\n', start), text_.size());
    add_line(text_.data() + start, text_.data() + end, number);
    start = end + 1;
  }
}

void KnownHostsFile::add_line(char* begin, char* end, std::uint32_t number) {
  std::string_view rest(begin, end);
  std::string_view names = take_word(rest);
  if (names.empty() || names.starts_with('#')) return;
  const auto mark = read_mark(names);
  if (!mark) return;
  if (*mark != KeyMark::kNone) names = take_word(rest);
  const std::string_view type = take_word(rest);
  const std::string_view key = take_word(rest);
  if (!is_key(type, key)) return;
  lines_.push_back(
      {.type = type, .key = key, .number = number, .mark = *mark, .is_pattern = false});
  char* const name = begin + (names.data() - begin);
  add_names(name, name + names.size());
}

void KnownHostsFile::add_names(char* begin, char* end) {
  const std::string_view names(begin, end);
  const auto line = static_cast<std::uint32_t>(lines_.size() - 1);
  if (names.starts_with('|')) {
    if (!add_hashed(names)) lines_.pop_back();
    return;
  }
  lower(begin, end);
  if (names.find_first_of("*?!") != std::string_view::npos) {
    lines_.back().is_pattern = true;
    patterns_.push_back({.list = names, .line = line});
    return;
  }
  for (std::size_t start = 0; start < names.size();) {
    const std::size_t comma = std::min(names.find(',', start), names.size());
    auto& lines = exact_[names.substr(start, comma - start)];
    if (lines.empty() || lines.back() != line) lines.push_back(line);
    start = comma + 1;
  }
}

bool KnownHostsFile::add_hashed(std::string_view name) {
  const auto hashed = read_hashed_name(name);
  if (!hashed) return false;
  hashed_.push_back({.name = *hashed, .line = static_cast<std::uint32_t>(lines_.size() - 1)});
  return true;
}

std::vector<KnownKey> KnownHostsFile::find(std::string_view name) const {
  std::vector<std::uint32_t> found;
  if (const auto exact = exact_.find(name); exact != exact_.end()) found = exact->second;
  for (const auto& pattern : patterns_)
    if (matches(split_at_commas(pattern.list), name)) found.push_back(pattern.line);
  find_hashed(name, found);
  std::ranges::sort(found);
  std::vector<KnownKey> keys;
  keys.reserve(found.size());
  for (const std::uint32_t index : found) {
    const Line& line = lines_[index];
    keys.push_back({.mark = line.mark,
                    .type = std::string(line.type),
                    .key = std::string(line.key),
                    .file = file_,
                    .line = line.number,
                    .is_pattern = line.is_pattern});
  }
  return keys;
}

void KnownHostsFile::find_hashed(std::string_view name, std::vector<std::uint32_t>& found) const {
  if (hashed_.empty()) return;
  const HashedNameProbe probe(name);
  for (const auto& each : hashed_)
    if (probe.matches(each.name)) found.push_back(each.line);
}

}  // namespace fettle::transport
