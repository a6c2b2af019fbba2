// Which servers a flow is meant for: a tree of conditions. Resolved against a list of
// servers; never reaches out for anything.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <string>
#include <vector>

#include "core/fleet/server.hpp"

namespace fettle::fleet {

struct Selector {
  enum class Kind { kAll, kRole, kTag, kSite, kOsFamily, kName, kList, kAllOf, kAnyOf, kNot };
  Kind kind = Kind::kAll;
  std::string value;            ///< of a plain condition; a list's name for kList
  std::vector<Selector> parts;  ///< of kAllOf, kAnyOf and kNot (exactly one)
  friend bool operator==(const Selector&, const Selector&) = default;
};
BOOST_DESCRIBE_ENUM(Selector::Kind, kAll, kRole, kTag, kSite, kOsFamily, kName, kList, kAllOf,
                    kAnyOf, kNot)
BOOST_DESCRIBE_STRUCT(Selector, (), (kind, value, parts))

/// Whether `server` meets `selector`. Names and tags compare without regard to ASCII case.
/// kList never matches here: lists are resolved by whoever keeps them.
bool matches(const Selector& selector, const Server& server);

/// One line for people: `role web and not tag legacy`.
std::string describe(const Selector& selector);

}  // namespace fettle::fleet
