// Facts: unit -> active state, unit file state, and which run of it this is; `boot` -> boot id.
#include <array>
#include <optional>
#include <string>

#include "core/review/columns.hpp"
#include "core/review/dimensions/all.hpp"

namespace fettle::review {
namespace {

constexpr std::string_view kProbe = R"sh(
if have systemctl && [ -d /run/systemd/system ]; then
  boot=
  [ -r /proc/sys/kernel/random/boot_id ] && read -r boot </proc/sys/kernel/random/boot_id
  printf '|boot %s\n' "$boot"
  run systemctl list-unit-files --no-legend --no-pager --full \
    --type=service,socket,timer,mount,path | sed 's/^/file /' | data
  run systemctl show --no-pager \
    -p Id -p ActiveState -p InvocationID -p ActiveEnterTimestampMonotonic \
    '*.service' '*.socket' '*.timer' '*.mount' '*.path' | data
else
  note 'systemd does not run here'
fi
)sh";

enum Column : std::size_t { kActive, kFile, kRun, kColumns };

using Values = std::vector<std::string>;

/// Units that come and go with logins, connections and containers.
bool is_passing(std::string_view unit) {
  for (const std::string_view prefix : {"user@", "user-runtime-dir@", "run-", "session-", "ssh@",
                                        "sshd@", "var-lib-docker-", "var-lib-containers-"}) {
    if (unit.starts_with(prefix)) return true;
  }
  return false;
}

Values& values_of(Section& section, std::string_view unit) {
  auto& values = section.facts[std::string(unit)];
  values.resize(kColumns);
  return values;
}

/// Gathers one block of `systemctl show`, which ends at an empty line.
struct Block {
  std::string_view id;
  std::string_view active;
  std::string_view invocation;
  std::string_view entered;

  void read(std::string_view line) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return;
    const auto key = line.substr(0, equals);
    const auto value = line.substr(equals + 1);
    if (key == "Id") id = value;
    if (key == "ActiveState") active = value;
    if (key == "InvocationID") invocation = value;
    if (key == "ActiveEnterTimestampMonotonic") entered = value;
  }

  void store(Section& section) const {
    if (id.empty() || active.empty() || is_passing(id)) return;
    auto& values = values_of(section, id);
    values[kActive] = active;
    // systemd before 232 has no invocation ids.
    values[kRun] = invocation.empty() ? entered : invocation;
  }
};

void parse(std::span<const std::string_view> lines, Section& section) {
  Block block;
  for (auto line : lines) {
    if (line.empty()) {
      block.store(section);
      block = {};
    } else if (line.starts_with("boot ")) {
      section.facts["boot"] = {std::string(line.substr(5))};
    } else if (line.starts_with("file ")) {
      take_word(line);
      const auto unit = take_word(line);
      const auto state = take_word(line);
      if (unit.contains('.') && !is_passing(unit)) values_of(section, unit)[kFile] = state;
    } else {
      block.read(line);
    }
  }
  block.store(section);
}

std::string value(const Values* values, Column column) {
  return values != nullptr && column < values->size() ? (*values)[column] : "";
}

bool is_up(std::string_view active) { return active == "active" || active == "reloading"; }
bool is_enabled(std::string_view file) { return file.starts_with("enabled"); }

/// A run that ended and began anew in between is a restart. A reboot restarts everything, which
/// is one fact and not a hundred.
std::optional<Change::Kind> state_change(const Values* was, const Values* is, bool same_boot) {
  const auto before = value(was, kActive);
  const auto after = value(is, kActive);
  if (after == "failed") {
    return before == "failed" ? std::nullopt : std::optional(Change::Kind::kFailed);
  }
  if (is_up(before) && is_up(after)) {
    const auto restarted = same_boot && value(was, kRun) != value(is, kRun);
    return restarted ? std::optional(Change::Kind::kRestarted) : std::nullopt;
  }
  if (is_up(after)) return Change::Kind::kStarted;
  if (is_up(before)) return Change::Kind::kStopped;
  return std::nullopt;
}

void compare_unit(const std::string& unit, const Values* was, const Values* is, bool same_boot,
                  std::vector<Change>& changes) {
  if (const auto kind = state_change(was, is, same_boot)) {
    changes.push_back({*kind, unit, value(was, kActive), value(is, kActive), {}});
  }
  const auto before = value(was, kFile);
  const auto after = value(is, kFile);
  if (is_enabled(before) == is_enabled(after)) return;
  const auto kind = is_enabled(after) ? Change::Kind::kEnabled : Change::Kind::kDisabled;
  changes.push_back({kind, unit, before, after, {}});
}

const Values* find(const Section& section, const std::string& unit) {
  const auto found = section.facts.find(unit);
  return found == section.facts.end() ? nullptr : &found->second;
}

std::vector<Change> compare(const Section& before, const Section& after) {
  const auto* const was = find(before, "boot");
  const auto* const is = find(after, "boot");
  const bool same_boot = was != nullptr && is != nullptr && *was == *is;
  std::vector<Change> changes;
  for (const auto& [unit, values] : before.facts) {
    if (unit != "boot") compare_unit(unit, &values, find(after, unit), same_boot, changes);
  }
  for (const auto& [unit, values] : after.facts) {
    if (unit != "boot" && !before.facts.contains(unit)) {
      compare_unit(unit, nullptr, &values, same_boot, changes);
    }
  }
  return changes;
}

}  // namespace

constinit const DimensionRules kSystemd{flow::Dimension::kSystemd, kProbe, parse, compare};

}  // namespace fettle::review
