#include "core/review/codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/enum_name.hpp"
#include "core/review/columns.hpp"
#include "core/review/dimension.hpp"

namespace fettle::review {
namespace {

constexpr std::string_view kFirstLine = "fettle-snapshot 1";

std::string escape(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '\\':
        result += "\\\\";
        break;
      case '\t':
        result += "\\t";
        break;
      case '\n':
        result += "\\n";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::optional<std::string> unescape(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      result += text[i];
      continue;
    }
    constexpr std::string_view letters = "tn\\";
    constexpr std::string_view meanings = "\t\n\\";
    const auto letter = ++i < text.size() ? letters.find(text[i]) : letters.npos;
    if (letter == letters.npos) return std::nullopt;
    result += meanings[letter];
  }
  return result;
}

void encode_section(flow::Dimension dimension, const Section& section, std::string& text) {
  text +=
      fmt::format("@{} {}\n", enum_name(dimension), section.complete ? "complete" : "incomplete");
  for (const auto& note : section.notes) text += "!" + escape(note) + "\n";
  for (const auto& [name, values] : section.facts) {
    text += "=" + escape(name);
    for (const auto& value : values) text += "\t" + escape(value);
    text += "\n";
  }
}

/// Starts the section that `@name complete` announces, or returns null.
Section* start_section(std::string_view line, Snapshot& snapshot) {
  const auto words = split(line.substr(1), ' ');
  const auto* const rules = find_dimension(words[0]);
  const bool known = words.size() == 2 && (words[1] == "complete" || words[1] == "incomplete");
  if (rules == nullptr || !known) return nullptr;
  auto& section = snapshot.sections[rules->dimension];
  section.complete = words[1] == "complete";
  return &section;
}

bool decode_fact(std::string_view line, Section& section) {
  std::vector<std::string> values;
  for (const auto column : split(line.substr(1), '\t')) {
    auto value = unescape(column);
    if (!value) return false;
    values.push_back(*std::move(value));
  }
  auto name = std::move(values.front());
  values.erase(values.begin());
  return section.facts.try_emplace(std::move(name), std::move(values)).second;
}

bool decode_line(std::string_view line, Snapshot& snapshot, Section*& section) {
  if (line.starts_with('@')) {
    section = start_section(line, snapshot);
    return section != nullptr;
  }
  if (section == nullptr) return false;
  if (line.starts_with('=')) return decode_fact(line, *section);
  if (!line.starts_with('!')) return false;
  auto note = unescape(line.substr(1));
  if (!note) return false;
  section->notes.push_back(*std::move(note));
  return true;
}

}  // namespace

std::string encode(const Snapshot& snapshot) {
  std::string text(kFirstLine);
  text += '\n';
  for (const auto& [dimension, section] : snapshot.sections) {
    encode_section(dimension, section, text);
  }
  return text;
}

Result<Snapshot> decode(std::string_view text) {
  Snapshot snapshot;
  Section* section = nullptr;
  int number = 0;
  for (std::size_t begin = 0; begin < text.size() || number == 0;) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    begin = end + 1;
    const bool good = ++number == 1 ? line == kFirstLine : decode_line(line, snapshot, section);
    if (!good) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("line {} of the stored snapshot makes no sense", number));
    }
  }
  return snapshot;
}

}  // namespace fettle::review
