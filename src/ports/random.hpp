// Random bits for identifiers and jitter: from the system, or from a seed in tests.
#pragma once

#include <cstdint>

namespace fettle::ports {

class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t bits() = 0;
};

}  // namespace fettle::ports
