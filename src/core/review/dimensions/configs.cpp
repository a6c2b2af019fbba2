// Facts: path below /etc -> SHA-256 of the file, empty where it could not be read, and, for small
// text that anyone on the server may read, its content. Of what only root may read no more than
// the hash is ever taken.
#include <algorithm>
#include <optional>
#include <string>

#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "core/review/dimensions/all.hpp"
#include "core/review/line_diff.hpp"

namespace fettle::review {
namespace {

// Sizes count in blocks of 512 bytes: hashes up to 8 MiB a file, contents up to 32 KiB a file
// and 2 MiB in all. Folders that not everyone may enter hide what is in them, whatever its own
// mode says. Names of keys are left out on top of that, and so is any file that holds one.
constexpr std::string_view kProbe = R"sh(
most find /etc -xdev -type f -print | sed '/^[?]/!s/^/|path /'
if have sha256sum; then
  most find /etc -xdev -type f -size -16385 -exec sha256sum {} + | data
  most find /etc -xdev -type f -size +16384 -print | sed 's/^/!larger than 8 MiB: /'
else
  note 'sha256sum is missing'
fi
most find /etc -xdev -type d ! -perm -001 -prune -o \
  -type f -perm -004 -size -65 ! -name '*shadow*' ! -name '*.key' ! -name '*_key' \
  ! -name '*.keytab' ! -name '*.p12' ! -name '*.pfx' ! -name '*.jks' ! -path '*/private/*' \
  ! -name '*.pem' ! -name 'id_*' ! -name '.env*' ! -name '*.env' ! -name '*credential*' \
  ! -name '*password*' ! -name '*secret*' ! -name '*token*' ! -name '.netrc' ! -name '.pgpass' \
  ! -name '.my.cnf' ! -name 'debian.cnf' ! -name '*.kdbx' ! -name '*.gpg' ! -name '*.asc' \
  -exec awk '
    function flush_file() {
      if (path != "" && !secret) print "|file " path "\n" body "|end"
      path = ""
    }
    FNR == 1 { flush_file(); path = FILENAME; body = ""; secret = 0 }
    /PRIVATE KEY/ { secret = 1 }
    { body = body "|>" $0 "\n" }
    END { flush_file() }' {} + | head -c 2097152
)sh";

constexpr std::size_t kHashDigits = 64;
constexpr std::size_t kShownDigits = 12;

/// Path of a line of sha256sum: `<hash>  <path>`, or ` *` between them for binary mode.
std::optional<std::string_view> hashed_path(std::string_view line) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (line.size() < kHashDigits + 3 ||
      !std::ranges::all_of(line.substr(0, kHashDigits), is_digit)) {
    return std::nullopt;
  }
  const auto path = line.substr(kHashDigits + 2);
  return path.starts_with("/etc/") ? std::optional(path) : std::nullopt;
}

bool is_text(std::string_view content) {
  return !content.contains('\0') && utf8::find_invalid(content) == std::string_view::npos;
}

/// Keeps a content only where it is what was hashed. That settles at once what awk does to NUL
/// bytes, whether the last line ends, and a file that changed between the two looks.
void keep_content(Section& section, std::string_view path, std::string content) {
  const auto fact = section.facts.find(std::string(path));
  if (fact == section.facts.end() || fact->second.size() != 1 || !is_text(content)) return;
  const auto& hash = fact->second[0];
  if (sha256_hex(content) != hash) {
    if (content.empty()) return;
    content.pop_back();
    if (sha256_hex(content) != hash) return;
  }
  fact->second.push_back(std::move(content));
}

void parse(std::span<const std::string_view> lines, Section& section) {
  for (const auto line : lines) {
    if (line.starts_with("path /etc/")) {
      section.facts.try_emplace(std::string(line.substr(5)), 1);
    } else if (const auto path = hashed_path(line)) {
      section.facts[std::string(*path)] = {std::string(line.substr(0, kHashDigits))};
    }
  }
  std::string_view path;
  std::string content;
  for (const auto line : lines) {
    if (line.starts_with("file ")) {
      path = line.substr(5);
      content.clear();
    } else if (line.starts_with('>')) {
      content.append(line.substr(1)).append("\n");
    } else if (line == "end") {
      keep_content(section, path, std::move(content));
      content.clear();
    }
  }
}

std::string short_hash(const std::vector<std::string>& values) {
  return values.empty() ? "" : values[0].substr(0, kShownDigits);
}

/// A file that can't be read any more has perhaps not changed; then nothing is said.
bool differ(const std::vector<std::string>& was, const std::vector<std::string>& is) {
  const bool known = !short_hash(was).empty() && !short_hash(is).empty();
  return known && was[0] != is[0];
}

Change changed(const std::string& path, const std::vector<std::string>& was,
               const std::vector<std::string>& is) {
  Change change{Change::Kind::kChanged, path, short_hash(was), short_hash(is), {}};
  if (was.size() > 1 && is.size() > 1) change.diff = unified_diff(was[1], is[1]);
  return change;
}

std::vector<Change> compare(const Section& before, const Section& after) {
  std::vector<Change> changes;
  for (const auto& [path, was] : before.facts) {
    const auto now = after.facts.find(path);
    if (now == after.facts.end()) {
      changes.push_back({Change::Kind::kRemoved, path, short_hash(was), {}, {}});
    } else if (differ(was, now->second)) {
      changes.push_back(changed(path, was, now->second));
    }
  }
  for (const auto& [path, is] : after.facts) {
    if (before.facts.contains(path)) continue;
    changes.push_back({Change::Kind::kAdded, path, {}, short_hash(is), {}});
  }
  return changes;
}

}  // namespace

constinit const DimensionRules kConfigs{flow::Dimension::kConfigs, kProbe, parse, compare};

}  // namespace fettle::review
