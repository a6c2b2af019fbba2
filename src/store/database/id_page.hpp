// Pages of lists that are sorted by their ids, which is the order in which things were made.
#pragma once

#include <string>

namespace fettle::store {

struct IdPage {
  std::string after;  ///< the last id of the page before; empty: the first page
  int rows = 0;       ///< at most
};

}  // namespace fettle::store
