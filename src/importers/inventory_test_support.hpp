// What the tests of the importers share: reads an inventory that must be good, or the complaints
// about one that must not be.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "importers/inventory.hpp"

namespace fettle::importers {

/// `line:column message`, as a person would read it.
inline std::vector<std::string> lines_of(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> lines;
  for (const auto& diagnostic : diagnostics) {
    const auto [line, column] = diagnostic.span.begin;
    lines.push_back(fmt::format("{}:{} {}", line, column, diagnostic.message));
  }
  return lines;
}

inline Inventory read_good(std::string_view name, std::string_view text) {
  auto result = parse_inventory(name, text);
  if (result) return *std::move(result);
  ADD_FAILURE() << result.error().message << "\n"
                << fmt::format("{}", fmt::join(lines_of(result.error().diagnostics), "\n"));
  return {};
}

inline std::vector<std::string> complaints(std::string_view name, std::string_view text) {
  const auto result = parse_inventory(name, text);
  return result ? std::vector<std::string>{} : lines_of(result.error().diagnostics);
}

/// The one server of that name.
inline fleet::Server server(const Inventory& inventory, std::string_view name) {
  for (const auto& candidate : inventory.servers) {
    if (candidate.name == name) return candidate;
  }
  ADD_FAILURE() << "no server " << name;
  return {};
}

}  // namespace fettle::importers
