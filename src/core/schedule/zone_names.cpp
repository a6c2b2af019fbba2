#include "core/schedule/zone_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <vector>

namespace fettle::schedule {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameMax = 64;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

bool has_shape(std::string_view name) {
  if (name.empty() || name.size() > kNameMax || !is_upper(name[0])) return false;
  return std::ranges::all_of(name, [](char c) {
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '+' || c == '-' || c == '/';
  });
}

fs::path folder() {
  const char* chosen = std::getenv("TZDIR");  // where cctz looks, too
  return chosen != nullptr && *chosen != '\0' ? chosen : "/usr/share/zoneinfo";
}

std::vector<std::string> zone_names() {
  std::vector<std::string> names = {"UTC"};
  const auto root = folder();
  std::error_code error;
  for (fs::recursive_directory_iterator at(root, error), end; at != end && !error;
       at.increment(error)) {
    auto name = at->path().lexically_relative(root).generic_string();
    if (!has_shape(name)) at.disable_recursion_pending();
    if (has_shape(name) && at->is_regular_file(error)) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

/// Levenshtein's distance, whatever the case.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (const char c : a) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = diagonal + (lower(c) == lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, change});
    }
  }
  return row.back();
}

/// The name, or else the city alone, that is closest; empty when none is close.
std::string nearest(std::string_view wanted) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 4) + 1;
  for (const auto& name : zone_names()) {
    const auto city = std::string_view(name).substr(name.rfind('/') + 1);
    const auto apart = std::min(distance(wanted, name), distance(wanted, city));
    if (apart >= best_distance) continue;
    best = name;
    best_distance = apart;
  }
  return best;
}

}  // namespace

bool is_zone_name(std::string_view name) {
  std::error_code error;
  return has_shape(name) && fs::is_regular_file(folder() / name, error);
}

std::string unknown_zone_message(std::string_view name) {
  const auto shown = name.substr(0, kNameMax);
  const auto near = nearest(shown);
  if (!near.empty()) {
    return fmt::format("\"{}\" is no time zone: did you mean {}?", shown, near);
  }
  return fmt::format("\"{}\" is no time zone: use an IANA name such as Europe/Berlin, or UTC",
                     shown);
}

}  // namespace fettle::schedule
