// The same value, sealed anew: under another master key.
#pragma once

#include <string_view>

namespace fettle::store {

struct Resealed {
  std::string_view from;
  std::string_view to;
};

}  // namespace fettle::store
