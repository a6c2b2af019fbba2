// What the tests of the dimensions share: what a server would print, as a snapshot, and what
// changed between two of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/enum_name.hpp"
#include "core/review/compare.hpp"
#include "core/review/describe.hpp"
#include "core/review/probe.hpp"

namespace fettle::review {

/// The section that a server's answer for one dimension makes.
inline Section read_section(flow::Dimension dimension, std::string_view answer) {
  const std::string name(enum_name(dimension));
  const auto framed = "@section " + name + "\n" + std::string(answer) + "\n@end " + name + "\n";
  return parse_snapshot(framed).sections.at(dimension);
}

inline std::vector<Change> changes_between(flow::Dimension dimension, std::string_view before,
                                           std::string_view after) {
  const auto difference = compare({{{dimension, read_section(dimension, before)}}},
                                  {{{dimension, read_section(dimension, after)}}});
  const auto found = difference.changes.find(dimension);
  return found == difference.changes.end() ? std::vector<Change>{} : found->second;
}

}  // namespace fettle::review
