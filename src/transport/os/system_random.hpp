// Random bits from the system.
#pragma once

#include <random>

#include "ports/random.hpp"

namespace fettle::transport {

class SystemRandom : public ports::Random {
 public:
  std::uint64_t bits() override {
    return (std::uint64_t{device_()} << 32U) | std::uint64_t{device_()};
  }

 private:
  std::random_device device_;
};

}  // namespace fettle::transport
