// A launch of 10,000 targets with a variable of their own each, from the plan's text to the stored
// batch, as the use cases do it on SQLite and on PostgreSQL with full durability. Beside it the
// same without the database, and the store's part alone. Medians of five; ends with 1 where a
// launch takes longer than a second.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "core/flow/parse_flow.hpp"
#include "embedded/migrations.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "store/database/postgres_server_test_support.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"
#include "usecases/batches/prepared_launch.hpp"

namespace fettle {
namespace {

constexpr int kTargets = 10'000;
constexpr int kRounds = 5;
constexpr double kGoalMs = 1000;

constexpr const char* kPlan = R"(---
subject: bench
risk_level: low
strategy: parallel
variables:
  word: {}
  slot: {per: target}
---

# Bench

## Steps

### Step 1: look

```yaml
type: validate
checks: ["test -d /srv/{{ slot }}"]
```

### Step 2: write

```yaml
type: custom_tool
command: "echo {{ word }} > /srv/{{ slot }}/word"
requires_approval: false
```

### Step 3: restart

```yaml
type: custom_tool
command: "systemctl restart app@{{ slot }}"
requires_approval: false
```

### Step 4: wait

```yaml
type: wait
seconds: 5
```

### Step 5: look again

```yaml
type: validate
checks: ["systemctl is-active app@{{ slot }}"]
```
)";

template <class T>
T must(Result<T> result, const char* what) {
  if (result) return *std::move(result);
  fmt::print(stderr, "launch_bench: {}: {} {}\n", what, result.error().message,
             result.error().detail);
  std::exit(2);
}

double milliseconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

std::vector<fleet::Target> make_targets() {
  std::vector<fleet::Target> targets;
  for (int i = 0; i < kTargets; ++i) {
    fleet::Server server{.name = fmt::format("host{:05}.example.org", i)};
    server.variables = {{"slot", fmt::format("slot-{}", i)}};
    targets.push_back({server.name, std::move(server)});
  }
  return targets;
}

usecases::PreparedLaunch prepare(std::vector<fleet::Target> targets) {
  auto parsed = flow::parse_flow(SourceText("plan", kPlan));
  if (!parsed.flow) std::abort();
  return must(usecases::prepare_launch({.markdown = kPlan,
                                        .flow = *std::move(parsed.flow),
                                        .variables = {{"word", "hello"}},
                                        .targets = std::move(targets),
                                        .recipes = {}}),
              "prepare_launch");
}

struct Times {
  double prepared = 0;
  double stored = 0;
};

Times launch(store::Connection& database) {
  transport::SystemRandom random;
  auto targets = make_targets();
  std::optional<usecases::PreparedLaunch> prepared;
  Times times;
  times.prepared = milliseconds([&] { prepared = prepare(std::move(targets)); });
  times.stored = milliseconds([&] {
    const auto batch = usecases::new_batch(*prepared, transport::AsioLoop::wall_clock(), random);
    if (!store::create_batch(database, batch)) std::abort();
  });
  return times;
}

bool measure(const char* name, const std::string& address) {
  const auto database =
      must(store::open_database(address, store::OpenMode::kReadWrite), "open_database");
  must(store::migrate(*database, embedded::migrations(), {}), "migrate");
  std::vector<Times> rounds;
  for (int i = 0; i < kRounds; ++i) rounds.push_back(launch(*database));
  std::ranges::sort(rounds, {}, [](const Times& times) { return times.prepared + times.stored; });
  const auto& median = rounds[kRounds / 2];
  const auto whole = median.prepared + median.stored;
  const bool is_met = whole <= kGoalMs;
  fmt::print("| {} | {:.0f} | {:.0f} | {:.0f} | {:.0f} | {} |\n", name, median.prepared,
             median.stored, whole, kGoalMs, is_met ? "met" : "**missed**");
  return is_met;
}

bool main_program() {
  fmt::print(
      "| 10,000 targets, a variable each | from text to plan, ms | stored, ms | whole | "
      "goal | |\n|---|---|---|---|---|---|\n");
  std::string folder = std::filesystem::temp_directory_path() / "fettle-bench-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr) std::abort();
  const bool on_sqlite = measure("SQLite", folder + "/launch.db");
  std::filesystem::remove_all(folder);
  store::PostgresServer server(store::PostgresServer::Disk::kWaitedFor);
  return measure("PostgreSQL", server.make_database()) && on_sqlite;
}

}  // namespace
}  // namespace fettle

int main() { return fettle::main_program() ? 0 : 1; }
