// Facts: `running` -> release, `installed` -> releases, oldest first, `boot` -> boot id.
#include <algorithm>
#include <cstring>
#include <string>

#include "core/review/columns.hpp"
#include "core/review/dimensions/all.hpp"

namespace fettle::review {
namespace {

// A removed kernel may leave its folder behind; without modules.dep it is none.
constexpr std::string_view kProbe = R"sh(
printf '|running %s\n' "$(uname -r)"
for tree in /lib/modules/*; do
  [ -e "$tree/modules.dep" ] && printf '|installed %s\n' "${tree##*/}"
done
boot=
[ -r /proc/sys/kernel/random/boot_id ] && read -r boot </proc/sys/kernel/random/boot_id
[ -n "$boot" ] && printf '|boot %s\n' "$boot"
)sh";

void parse(std::span<const std::string_view> lines, Section& section) {
  for (auto line : lines) {
    const std::string key(take_word(line));
    if (line.empty() || (key != "running" && key != "installed" && key != "boot")) continue;
    section.facts[key].emplace_back(line);
  }
  const auto installed = section.facts.find("installed");
  if (installed == section.facts.end()) return;
  // Numbers in releases compare as numbers: 6.1.0-9 is older than 6.1.0-10.
  std::ranges::sort(installed->second, [](const auto& a, const auto& b) {
    return strverscmp(a.c_str(), b.c_str()) < 0;
  });
}

/// The last value of a fact: of `installed` the newest.
std::string last(const Section& section, const std::string& key) {
  const auto found = section.facts.find(key);
  return found == section.facts.end() || found->second.empty() ? "" : found->second.back();
}

void compare_fact(const Section& before, const Section& after, const char* key, const char* subject,
                  std::vector<Change>& changes) {
  auto was = last(before, key);
  auto is = last(after, key);
  if (was == is || is.empty()) return;
  changes.push_back({Change::Kind::kChanged, subject, std::move(was), std::move(is), {}});
}

std::vector<Change> compare(const Section& before, const Section& after) {
  std::vector<Change> changes;
  compare_fact(before, after, "running", "running", changes);
  compare_fact(before, after, "installed", "newest installed", changes);
  const bool rebooted =
      !last(before, "boot").empty() && last(before, "boot") != last(after, "boot");
  if (rebooted && !last(after, "boot").empty()) {
    changes.push_back({Change::Kind::kRestarted, "the server", {}, {}, {}});
  }
  return changes;
}

}  // namespace

constinit const DimensionRules kKernel{flow::Dimension::kKernel, kProbe, parse, compare};

}  // namespace fettle::review
