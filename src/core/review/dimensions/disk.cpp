// Facts: mount point -> size and used space, both in KiB.
#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "core/review/columns.hpp"
#include "core/review/dimensions/all.hpp"

namespace fettle::review {
namespace {

// busybox's df has no -l. Without it a dead network mount can hang, which `most` bounds.
constexpr std::string_view kProbe = R"sh(
local_only=-l
df -P -k -l / >/dev/null || local_only=
most df -P -k $local_only | data
)sh";

/// Logs grow between any two looks; less than this is no news, and would not show in the words.
constexpr std::int64_t kWorthTellingKib = std::int64_t{16} * 1024;

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end || value < 0) return std::nullopt;
  return value;
}

/// File systems in memory, loop mounts of snaps and the layers of containers say nothing about
/// disks. The root of a container is an overlay too, but the one that matters to it.
bool is_disk(std::string_view device, std::string_view mount) {
  if (mount == "/") return true;
  for (const std::string_view pseudo : {"tmpfs", "devtmpfs", "udev", "none", "shm", "overlay",
                                        "efivarfs", "squashfs", "fuse-overlayfs", "dev", "run"}) {
    if (device == pseudo) return false;
  }
  return !device.starts_with("/dev/loop");
}

void parse(std::span<const std::string_view> lines, Section& section) {
  for (auto line : lines) {
    const auto device = take_word(line);
    const auto size = take_word(line);
    const auto used = take_word(line);
    take_word(line);  // available
    take_word(line);  // capacity
    const auto mount = line;
    if (!number(size) || !number(used) || !mount.starts_with('/') || !is_disk(device, mount)) {
      continue;
    }
    section.facts[std::string(mount)] = {std::string(size), std::string(used)};
  }
}

std::int64_t kib(const std::vector<std::string>& values, std::size_t index) {
  return index < values.size() ? number(values[index]).value_or(0) : 0;
}

std::string in_words(const std::vector<std::string>& values) {
  const auto mib = [&](std::size_t index) {
    return static_cast<double>(kib(values, index)) / 1024;
  };
  if (mib(0) < 1024) return fmt::format("{:.0f} of {:.0f} MiB used", mib(1), mib(0));
  return fmt::format("{:.2f} of {:.2f} GiB used", mib(1) / 1024, mib(0) / 1024);
}

std::vector<Change> compare(const Section& before, const Section& after) {
  std::vector<Change> changes;
  for (const auto& [mount, was] : before.facts) {
    const auto now = after.facts.find(mount);
    if (now == after.facts.end()) {
      changes.push_back({Change::Kind::kRemoved, mount, in_words(was), {}, {}});
      continue;
    }
    const auto used = std::abs(kib(now->second, 1) - kib(was, 1));
    const auto size = std::abs(kib(now->second, 0) - kib(was, 0));
    if (used < kWorthTellingKib && size < kWorthTellingKib) continue;
    changes.push_back({Change::Kind::kChanged, mount, in_words(was), in_words(now->second), {}});
  }
  for (const auto& [mount, is] : after.facts) {
    if (before.facts.contains(mount)) continue;
    changes.push_back({Change::Kind::kAdded, mount, {}, in_words(is), {}});
  }
  return changes;
}

}  // namespace

constinit const DimensionRules kDisk{flow::Dimension::kDisk, kProbe, parse, compare};

}  // namespace fettle::review
