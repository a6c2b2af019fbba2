// Randomness from a seed: the same rolls on every machine.
#pragma once

#include <cstdint>

#include "base/instant.hpp"
#include "ports/random.hpp"

namespace fettle::sim {

class Dice : public ports::Random {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() override {  // splitmix64
    std::uint64_t z = (state_ += 0x9E37'79B9'7F4A'7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D0'49BB'1331'11EBULL;
    return z ^ (z >> 31U);
  }
  /// From `low` to `high`, both included.
  int between(int low, int high) {
    return low + static_cast<int>(bits() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool percent(int chance) { return between(1, 100) <= chance; }
  Milliseconds upto(Milliseconds most) {
    return Milliseconds(between(1, static_cast<int>(most.count())));
  }

 private:
  std::uint64_t state_;
};

}  // namespace fettle::sim
