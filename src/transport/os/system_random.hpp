// Random bits from the system: getrandom(2), which needs no descriptor and no state of ours.
#pragma once

#include <sys/random.h>

#include "base/check.hpp"
#include "ports/random.hpp"

namespace fettle::transport {

class SystemRandom : public ports::Random {
 public:
  std::uint64_t bits() override {
    std::uint64_t value = 0;
    // So few bytes come whole once the system has started.
    FETTLE_CHECK(getrandom(&value, sizeof value, 0) == sizeof value);
    return value;
  }
};

}  // namespace fettle::transport
