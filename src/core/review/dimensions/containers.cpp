// Facts: `engine/name` -> image, state and the first digits of the container's id.
#include <string>

#include "core/review/columns.hpp"
#include "core/review/dimensions/all.hpp"

namespace fettle::review {
namespace {

// `docker` may be podman under another name, which would list every container twice.
constexpr std::string_view kProbe = R"sh(
engines=0
for engine in docker podman; do
  have "$engine" || continue
  engines=1
  case "$engine $(run "$engine" --version)" in 'docker podman'*) continue ;; esac
  run "$engine" ps -a --format "$engine"'\t{{.Names}}\t{{.Image}}\t{{.ID}}\t{{.Status}}' | data
done
[ $engines = 1 ] || note 'neither docker nor podman is there'
)sh";

constexpr std::size_t kIdDigits = 12;

/// `Up 3 hours (healthy)` changes while nothing happens: only the state is kept.
std::string state_of(std::string_view status) {
  if (status.contains("(Paused)")) return "paused";
  if (status.starts_with("Up")) return "running";
  if (status.starts_with("Exited")) {
    const auto close = status.find(')');
    const auto code = status.substr(0, close == status.npos ? status.npos : close + 1);
    return "exited" + std::string(code.substr(6));
  }
  const auto word = status.substr(0, status.find(' '));
  std::string state(word);
  if (!state.empty() && state[0] >= 'A' && state[0] <= 'Z') state[0] += 'a' - 'A';
  return state;
}

void parse(std::span<const std::string_view> lines, Section& section) {
  for (const auto line : lines) {
    const auto columns = split(line, '\t');
    if (columns.size() != 5 || columns[1].empty()) continue;
    section.facts[std::string(columns[0]) + "/" + std::string(columns[1])] = {
        std::string(columns[2]), state_of(columns[4]),
        std::string(columns[3].substr(0, kIdDigits))};
  }
}

std::string in_words(const std::vector<std::string>& values) {
  return values.size() < 2 ? "" : values[0] + " " + values[1];
}

std::vector<Change> compare(const Section& before, const Section& after) {
  std::vector<Change> changes;
  for (const auto& [name, was] : before.facts) {
    const auto now = after.facts.find(name);
    if (now == after.facts.end()) {
      changes.push_back({Change::Kind::kRemoved, name, in_words(was), {}, {}});
    } else if (now->second != was) {
      // Same image and state under another id: it was made anew, as after a pull of its tag.
      const auto* const anew = in_words(now->second) == in_words(was) ? " (recreated)" : "";
      changes.push_back(
          {Change::Kind::kChanged, name, in_words(was), in_words(now->second) + anew, {}});
    }
  }
  for (const auto& [name, is] : after.facts) {
    if (before.facts.contains(name)) continue;
    changes.push_back({Change::Kind::kAdded, name, {}, in_words(is), {}});
  }
  return changes;
}

}  // namespace

constinit const DimensionRules kContainers{flow::Dimension::kContainers, kProbe, parse, compare};

}  // namespace fettle::review
