// Counters for Prometheus (text format 0.0.4). Holds no names of teams, people or hosts. Of the
// loop's thread alone.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "base/instant.hpp"

namespace fettle::app {

/// What is as it is at the moment of the question.
struct Gauges {
  std::size_t connections = 0;
  std::size_t streams = 0;
};

class Metrics {
 public:
  explicit Metrics(Instant started) : started_(started) {}

  void count_request(const std::string& method, int status, std::chrono::microseconds duration);
  std::string text(const Gauges& gauges) const;

 private:
  /// In seconds.
  static constexpr std::array kBounds{0.005, 0.025, 0.1, 0.5, 2.5, 10.0};

  Instant started_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::array<std::uint64_t, kBounds.size()> durations_{};
  std::uint64_t count_ = 0;
  double seconds_ = 0;
};

}  // namespace fettle::app
