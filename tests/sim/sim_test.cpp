// The promises under 500 seeds. `FETTLE_SIM_SEEDS` asks for more, `FETTLE_SIM_FIRST` begins
// elsewhere; `make sim SEEDS=1 FIRST=1234` repeats the one that failed.
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "tests/sim/simulation.hpp"

namespace fettle::sim {
namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// A check of the program's own that fails stops the process: it must not take the seed with it.
std::atomic<std::uint64_t>& seed_under_way() {
  static std::atomic<std::uint64_t> seed = 0;
  return seed;
}

void tell_seed(int /*signal*/) {
  std::fprintf(stderr, "again: make sim SEEDS=1 FIRST=%llu\n",
               static_cast<unsigned long long>(seed_under_way().load()));
}

TEST(Simulation, KeepsEveryPromiseUnderEverySeed) {
  std::signal(SIGABRT, &tell_seed);
  const auto first = setting("FETTLE_SIM_FIRST", 1);
  const auto seeds = setting("FETTLE_SIM_SEEDS", 500);
  std::map<std::string, int> endings;
  int deaths = 0;
  int executions = 0;
  int takeovers = 0;
  for (auto seed = first; seed < first + seeds; ++seed) {
    seed_under_way() = seed;
    const auto report = simulate(seed);
    deaths += report.deaths;
    executions += report.executions;
    takeovers += report.takeovers;
    ++endings[report.ending];
    ASSERT_FALSE(report.violation)
        << *report.violation << "\nagain: make sim SEEDS=1 FIRST=" << seed;
  }
  RecordProperty("deaths", deaths);
  RecordProperty("executions", executions);
  if (seeds < 100) return;
  EXPECT_GT(deaths, 0) << "a simulation in which nobody dies proves little";
  EXPECT_GT(takeovers, 0) << "no process lost a batch to another";
  for (const auto* ending : {"completed", "failed", "halted", "cancelled"}) {
    EXPECT_GT(endings[ending], 0) << "no seed ended " << ending;
  }
}

TEST(Simulation, TheSameSeedIsTheSameRun) {
  const auto one = simulate(42);
  const auto two = simulate(42);
  EXPECT_EQ(one.executions, two.executions);
  EXPECT_EQ(one.deaths, two.deaths);
  EXPECT_EQ(one.ending, two.ending);
}

}  // namespace
}  // namespace fettle::sim
