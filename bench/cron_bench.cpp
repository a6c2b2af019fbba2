// How long one next_fire() takes: typical expressions in two zones, from 64 instants spread over
// a year. bench/cron.sh sets the figures beside those of croniter, which gets the same instants.
#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <string_view>

#include "core/schedule/next_fire.hpp"

namespace {

namespace schedule = fettle::schedule;

constexpr std::array<std::string_view, 11> kExpressions = {
    "* * * * *",          "*/15 * * * *",   "0 * * * *",  "30 2 * * *",
    "0 9-17 * * MON-FRI", "15 3 1,15 * *",  "0 3 L * *",  "0 0 1 1 *",
    "0 0 13 * FRI",       "30 2 * * TUE#2", "0 0 29 2 *",
};
constexpr std::array<std::string_view, 2> kZones = {"UTC", "Europe/Berlin"};
constexpr fettle::Instant kStart{1'767'225'600'000};  // 2026-01-01T00:00:00Z
constexpr fettle::Milliseconds kStride{492'750'000};  // a 64th of a year
constexpr int kInstants = 64;

void next_fire(benchmark::State& state, std::string_view expression, std::string_view zone_name) {
  fettle::Diagnostics diagnostics;
  const auto cron = schedule::parse_cron(expression, diagnostics).value();
  const auto zone = schedule::load_zone(zone_name).value();
  int i = 0;
  for (auto iteration : state) {
    static_cast<void>(iteration);
    benchmark::DoNotOptimize(schedule::next_fire(cron, zone, kStart + i * kStride));
    i = (i + 1) % kInstants;
  }
}

}  // namespace

int main(int argc, char** argv) {
  for (const auto zone : kZones) {
    for (const auto expression : kExpressions) {
      const auto name = std::string(zone) + "|" + std::string(expression);
      benchmark::RegisterBenchmark(name.c_str(), next_fire, expression, zone);
    }
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
