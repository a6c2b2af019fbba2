// Names one row of a team. Every query for a single thing takes both: another team's id is nothing.
#pragma once

#include <string_view>

namespace fettle::store {

struct TeamKey {
  std::string_view team;
  std::string_view id;
};

}  // namespace fettle::store
