#include "core/flow/lint_scalar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/characters.hpp"
#include "core/flow/lint_code.hpp"
#include "core/flow/locate.hpp"

namespace fettle::flow {
namespace {

using document::is_blank;

/// The scalar as it stands in the document.
std::string_view written(const SourceText& source, const FlowText& text) {
  const auto begin = source.offset(text.span.begin);
  const auto end = std::max(source.offset(text.span.end), begin);
  return source.text().substr(begin, end - begin);
}

// --- folded blocks ----------------------------------------------------------------------------

std::string_view first_word(std::string_view line) {
  line = document::trim(line);
  return line.substr(0, line.find_first_of(" \t;&|()<>"));
}

/// What begins a line of a script, and hardly ever one that goes on.
bool begins_command(std::string_view word) {
  static constexpr std::array<std::string_view, 77> kWords{
      "apt",        "apt-get", "awk",     "case",  "cat",   "cd",      "chmod",   "chown",
      "cp",         "curl",    "date",    "df",    "dnf",   "do",      "docker",  "done",
      "echo",       "elif",    "else",    "esac",  "exit",  "export",  "fi",      "find",
      "for",        "git",     "grep",    "gzip",  "helm",  "if",      "install", "ip",
      "journalctl", "kill",    "kubectl", "ln",    "ls",    "make",    "mkdir",   "mount",
      "mv",         "mysql",   "nginx",   "perl",  "pip",   "podman",  "printf",  "psql",
      "python3",    "reboot",  "return",  "rm",    "rpm",   "rsync",   "sed",     "service",
      "set",        "sh",      "bash",    "sleep", "ssh",   "sudo",    "sync",    "sysctl",
      "systemctl",  "tar",     "tee",     "test",  "then",  "timeout", "touch",   "umount",
      "until",      "wget",    "while",   "yum",   "zypper"};
  if (std::ranges::find(kWords, word) != kWords.end()) return true;
  const auto equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 && document::is_name_start(word[0]) &&
         std::ranges::all_of(word.substr(0, equals), document::is_name_part);
}

/// Whether the shell goes on reading a command after this line.
bool goes_on(std::string_view line) {
  line = document::trim(line);
  static constexpr std::array<std::string_view, 14> kEnds{
      "\\", "|", "&", ";", "(", "{", "then", "do", "else", ",", "sudo", "-c", "--", "exec"};
  return std::ranges::any_of(kEnds, [&](std::string_view end) {
    if (!line.ends_with(end)) return false;
    const auto before = line.size() - end.size();
    return !document::is_name_part(end.back()) || before == 0 || is_blank(line[before - 1]);
  });
}

/// A line of a folded block that YAML has joined to the one before, although it begins anew.
std::optional<std::string_view> find_joined(std::string_view scalar) {
  const auto head = std::min(scalar.find('\n'), scalar.size());
  auto rest = scalar.substr(std::min(head + 1, scalar.size()));
  std::vector<std::string_view> seen;
  std::string_view before;
  bool installs = false;  // then single words are packages
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto text = document::trim(line);
    const auto word = first_word(line);
    if (!before.empty() && !text.empty() && !goes_on(before)) {
      const bool again = std::ranges::find(seen, word) != seen.end() && !word.starts_with('-');
      const bool package = installs && word == text;
      if (!package && (begins_command(word) || again || before.starts_with('#'))) return text;
    }
    if (!word.empty() && !goes_on(before) && seen.size() < 50) seen.push_back(word);
    installs = installs || text.contains(" install");
    before = text;
  }
  return std::nullopt;
}

bool warn_folded(const SourceText& source, const FlowText& text, Diagnostics& diagnostics) {
  const auto scalar = written(source, text);
  if (!scalar.starts_with('>')) return false;
  const auto joined = find_joined(scalar);
  if (!joined) return false;
  const auto at = static_cast<std::size_t>(joined->data() - source.text().data());
  diagnostics.warning("lint.folded-script",
                      {source.position(at), source.position(at + joined->size())},
                      "a block after `>` joins its lines with blanks, so this line is part of the "
                      "command before it",
                      "write `|` instead of `>`");
  return true;
}

// --- comments ---------------------------------------------------------------------------------

/// A value without quotes ends at ` #`. Worth a word where the rest of the line was part of it.
bool warn_cut(const SourceText& source, const FlowText& text, Diagnostics& diagnostics) {
  const auto scalar = written(source, text);
  if (scalar.empty() || std::string_view("|>'\"").contains(scalar[0])) return false;
  const auto end = source.offset(text.span.end);
  const auto line = source.text().substr(end, source.text().find('\n', end) - end);
  const auto mark = line.find_first_not_of(" \t");
  if (mark == std::string_view::npos || line[mark] != '#') return false;
  if (!ends_open(text.text)) return false;
  diagnostics.warning("lint.yaml-comment",
                      {source.position(end + mark), source.position(end + line.size())},
                      "YAML takes this for a comment, and the command ends before it",
                      "write the command in a block after `|`, or in quotes");
  return true;
}

// --- templates --------------------------------------------------------------------------------

constexpr std::size_t kStatementMax = 500;

void warn_template(const SourceText& source, const FlowText& text, Diagnostics& diagnostics) {
  static constexpr std::array<std::string_view, 14> kWords{
      "if",  "elif",    "else",  "endif", "for",    "endfor",   "set",
      "raw", "include", "block", "macro", "endraw", "endblock", "import"};
  for (auto at = text.text.find("{%"); at != std::string_view::npos;
       at = text.text.find("{%", at + 2)) {
    auto inside = text.text.substr(at + 2, kStatementMax);
    const auto end = inside.find("%}");
    if (end == std::string_view::npos) continue;
    inside = inside.substr(0, end);
    if (inside.starts_with('-')) inside.remove_prefix(1);
    const auto word = first_word(inside);
    if (std::ranges::find(kWords, word) == kWords.end()) continue;
    diagnostics.warning(
        "lint.template", locate_at(source, text, at, end + 4),
        fmt::format("`{{% {} ... %}}` is a statement of Jinja, which reaches the target as it is "
                    "written",
                    word),
        "only `{{ name }}` is filled in; write the choice in shell: `if [ -n \"$x\" ]; then`");
    return;
  }
}

}  // namespace

void lint_scalar(const SourceText& source, const FlowText& text, Diagnostics& diagnostics) {
  if (!warn_folded(source, text, diagnostics)) warn_cut(source, text, diagnostics);
  warn_template(source, text, diagnostics);
}

}  // namespace fettle::flow
