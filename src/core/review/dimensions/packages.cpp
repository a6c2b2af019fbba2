// Facts: package name -> its installed versions, sorted. A kernel may be there in several.
#include <algorithm>
#include <iterator>
#include <string>

#include "core/review/columns.hpp"
#include "core/review/dimensions/all.hpp"

namespace fettle::review {
namespace {

constexpr std::string_view kProbe = R"sh(
if [ -s /var/lib/dpkg/status ] && have dpkg-query; then
  run dpkg-query -W -f='dpkg\t${db:Status-Abbrev}\t${binary:Package}\t${Version}\n' | data
elif have rpm; then
  run rpm -qa --qf 'rpm\t%{NAME}.%{ARCH}\t%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\n' | data
elif have apk; then
  run apk info -v | data
else
  note 'no package manager that Fettle knows: dpkg, rpm or apk'
fi
)sh";

/// `musl-1.2.4-r2`: the version is what follows the last hyphen but one.
void parse_apk(std::string_view line, Section& section) {
  const auto release = line.rfind('-');
  if (release == std::string_view::npos || release == 0) return;
  const auto version = line.rfind('-', release - 1);
  if (version == std::string_view::npos || version == 0 || line.contains(' ')) return;
  section.facts[std::string(line.substr(0, version))].emplace_back(line.substr(version + 1));
}

void parse(std::span<const std::string_view> lines, Section& section) {
  for (const auto line : lines) {
    const auto columns = split(line, '\t');
    if (columns.size() == 1) {
      parse_apk(line, section);
    } else if (columns.size() == 4 && columns[0] == "dpkg") {
      // The second letter is the state: `ii` and `hi` are installed, `rc` has left its settings.
      const bool installed = columns[1].size() > 1 && columns[1][1] == 'i';
      if (installed) section.facts[std::string(columns[2])].emplace_back(columns[3]);
    } else if (columns.size() == 3 && columns[0] == "rpm") {
      section.facts[std::string(columns[1])].emplace_back(columns[2]);
    }
  }
  for (auto& [name, versions] : section.facts) std::ranges::sort(versions);
}

using Versions = std::vector<std::string>;

/// One version for another is a change; beside others, versions come and go on their own.
void compare_versions(const std::string& name, const Versions& before, const Versions& after,
                      std::vector<Change>& changes) {
  if (before == after) return;
  if (before.size() == 1 && after.size() == 1) {
    changes.push_back({Change::Kind::kChanged, name, before[0], after[0], {}});
    return;
  }
  Versions gone;
  Versions come;
  std::ranges::set_difference(before, after, std::back_inserter(gone));
  std::ranges::set_difference(after, before, std::back_inserter(come));
  for (auto& version : gone) {
    changes.push_back({Change::Kind::kRemoved, name, std::move(version), {}, {}});
  }
  for (auto& version : come) {
    changes.push_back({Change::Kind::kAdded, name, {}, std::move(version), {}});
  }
}

std::vector<Change> compare(const Section& before, const Section& after) {
  std::vector<Change> changes;
  for (const auto& [name, versions] : before.facts) {
    const auto now = after.facts.find(name);
    compare_versions(name, versions, now == after.facts.end() ? Versions{} : now->second, changes);
  }
  for (const auto& [name, versions] : after.facts) {
    if (!before.facts.contains(name)) compare_versions(name, {}, versions, changes);
  }
  return changes;
}

}  // namespace

constinit const DimensionRules kPackages{flow::Dimension::kPackages, kProbe, parse, compare};

}  // namespace fettle::review
