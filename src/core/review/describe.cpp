#include "core/review/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/review/columns.hpp"

namespace fettle::review {
namespace {

constexpr std::size_t kChangesShown = 30;
constexpr std::size_t kDiffLinesShown = 20;
constexpr std::size_t kLineMax = 200;

std::string_view title(flow::Dimension dimension) {
  switch (dimension) {
    case flow::Dimension::kPackages:
      return "packages";
    case flow::Dimension::kKernel:
      return "kernel";
    case flow::Dimension::kSystemd:
      return "units";
    case flow::Dimension::kConfigs:
      return "files in /etc";
    case flow::Dimension::kDisk:
      return "disk";
    case flow::Dimension::kContainers:
      return "containers";
  }
  return {};
}

struct Words {
  char mark;
  std::string_view verb;
};

Words words_for(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::kAdded:
      return {'+', "added"};
    case Change::Kind::kRemoved:
      return {'-', "removed"};
    case Change::Kind::kChanged:
      return {'~', "changed"};
    case Change::Kind::kFailed:
      return {'!', "failed"};
    case Change::Kind::kStarted:
      return {'+', "started"};
    case Change::Kind::kStopped:
      return {'-', "stopped"};
    case Change::Kind::kRestarted:
      return {'~', "restarted"};
    case Change::Kind::kEnabled:
      return {'+', "enabled"};
    case Change::Kind::kDisabled:
      return {'-', "disabled"};
  }
  return {' ', ""};
}

/// Whether the change says it all by its mark and values, or needs its verb.
bool is_plain(Change::Kind kind) {
  return kind == Change::Kind::kAdded || kind == Change::Kind::kRemoved ||
         kind == Change::Kind::kChanged;
}

/// Control characters as blanks: what a server says must not drive the terminal. Bytes of a code
/// point that is cut at the end go with it.
std::string printable(std::string_view text) {
  auto size = std::min(text.size(), kLineMax);
  while (size < text.size() && size > 0 &&
         (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
    --size;
  std::string result(text.substr(0, size));
  std::ranges::replace_if(result, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }, ' ');
  return size < text.size() ? result + "..." : result;
}

/// `openssl 3.0.15-1 -> 3.0.16-1`, `nginx.service restarted`, `/etc/motd`.
std::string sentence(flow::Dimension dimension, const Change& change) {
  const auto [mark, verb] = words_for(change.kind);
  auto line = fmt::format("  {} {}", mark, change.subject);
  if (!is_plain(change.kind)) return line + fmt::format(" {}", verb);
  // A hash means nothing to people; the text difference follows.
  if (dimension == flow::Dimension::kConfigs) return line;
  if (!change.before.empty() && !change.after.empty()) {
    return line + fmt::format(" {} -> {}", change.before, change.after);
  }
  return line + " " + change.before + change.after;
}

std::string indented(std::string_view diff) {
  auto lines = split(diff, '\n');
  if (lines.back().empty()) lines.pop_back();
  std::string text;
  for (std::size_t i = 0; i < std::min(lines.size(), kDiffLinesShown); ++i) {
    text += "      " + printable(lines[i]) + "\n";
  }
  if (lines.size() > kDiffLinesShown) {
    text += fmt::format("      ... {} more lines\n", lines.size() - kDiffLinesShown);
  }
  return text;
}

/// `3 added, 1 changed`, in the order of the kinds.
std::string counts(const std::vector<Change>& changes) {
  std::map<Change::Kind, int> count;
  for (const auto& change : changes) ++count[change.kind];
  std::string text;
  for (const auto& [kind, number] : count) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", number, words_for(kind).verb);
  }
  return text;
}

}  // namespace

std::string describe(const SnapshotDifference& difference) {
  std::string text;
  for (const auto& [dimension, changes] : difference.changes) {
    text += fmt::format("{}: {}\n", title(dimension), counts(changes));
    for (std::size_t i = 0; i < std::min(changes.size(), kChangesShown); ++i) {
      text += printable(sentence(dimension, changes[i])) + "\n";
      if (!changes[i].diff.empty()) text += indented(changes[i].diff);
    }
    if (changes.size() > kChangesShown) {
      text += fmt::format("  ... {} more\n", changes.size() - kChangesShown);
    }
  }
  return text;
}

}  // namespace fettle::review
