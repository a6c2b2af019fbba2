// Things of a service that a person names: by their id, by their name, or by the beginning of it,
// in any case and with dashes for blanks, as the catalogue writes them.
#pragma once

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "cli/remote/service_api.hpp"

namespace fettle::cli {

struct NamedThing {
  std::string id;
  std::string name;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(NamedThing, (), (id, name))

struct ThingKind {
  std::string_view word;  ///< what one is called: `flow`
  std::string_view path;  ///< of their list: `/trees`
};
inline constexpr ThingKind kFlows{"flow", "/trees?type=maintenance"};
inline constexpr ThingKind kTargetLists{"target list", "/target-lists"};

/// The only one that `word` means: a whole name goes before a beginning. kNotFound with the nearest
/// name, or kInvalid with those that are meant.
Result<NamedThing> choose_thing(const std::vector<NamedThing>& things, std::string_view word,
                                std::string_view what);

/// The same of what the service has.
Result<NamedThing> find_thing(const ServiceApi& api, const ThingKind& kind,
                              const std::string& word);

}  // namespace fettle::cli
