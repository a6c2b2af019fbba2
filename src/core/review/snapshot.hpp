// What a server looked like at one moment, per dimension: plain facts by name. probe.hpp
// makes them from what a server prints, compare.hpp sets two against each other, codec.hpp stores
// them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/flow/flow.hpp"

namespace fettle::review {

/// One dimension. What a fact's values mean is the dimension's own affair: see dimensions/.
struct Section {
  std::map<std::string, std::vector<std::string>> facts;
  std::vector<std::string> notes;  ///< what could not be seen, and why
  bool complete = true;            ///< false: a tool failed or the answer was cut; not comparable
  friend bool operator==(const Section&, const Section&) = default;
};

struct Snapshot {
  std::map<flow::Dimension, Section> sections;
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

}  // namespace fettle::review
