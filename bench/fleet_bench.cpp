// 10,000 simulated targets, five steps each, through the production engine, runner and a database
// file with full durability. Targets answer at once, so that what is measured is Fettle itself.
// Memory is read at a tenth of the fleet and at all of it: it must not grow with what has ended.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/id.hpp"
#include "bench/instant_transport.hpp"
#include "core/rollout/strategy.hpp"
#include "embedded/migrations.hpp"
#include "runner/runner.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite.hpp"
#include "store/journal.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"

namespace fettle {
namespace {

constexpr int kTargets = 10'000;

class Watch : public ports::Observer, public ports::Notifier {
 public:
  Watch(long& tenth, long& all) : tenth_(tenth), all_(all) {}
  void occurred(const ports::Place&, std::int64_t, const engine::Event& o) override {
    if (kind(o) == engine::EventKind::kSessionEnded && ++ended_ == kTargets / 10) tenth_ = rss();
    if (kind(o) != engine::EventKind::kBatchEnded) return;
    all_ = rss();
    over = true;
  }
  void output(const ports::Place&, int, std::int64_t, std::string_view) override {}
  void stopped(std::string_view, const Error& error) override {
    fmt::print(stderr, "stopped: {} {}\n", error.message, error.detail);
    std::abort();
  }
  void send(const ports::Message&) override {}
  bool over = false;

 private:
  static long rss() {
    long pages = 0;
    std::ifstream("/proc/self/statm") >> pages >> pages;
    return pages * 4;
  }
  long& tenth_;
  long& all_;
  int ended_ = 0;
};

engine::ApprovedPlan make_frozen() {
  engine::ApprovedPlan frozen;
  frozen.markdown =
      "---\nsubject: bench\nrisk_level: low\nstrategy: parallel\n---\n\n# Bench\n\n## Steps\n";
  for (int i = 1; i <= 5; ++i) {
    frozen.markdown += fmt::format("\n### Step {}: step\n\n```yaml\n{}```\n", i,
                                   i % 2 == 0 ? "type: validate\nchecks: [\"true\"]\n"
                                              : "type: custom_tool\nrequires_approval: false\n"
                                                "command: apply\n");
  }
  frozen.strategy.kind = flow::StrategyKind::kParallel;
  for (int i = 0; i < kTargets; ++i) {
    const auto name = fmt::format("host{:05}", i);
    frozen.targets.push_back({name, {.name = name}});
  }
  return frozen;
}

std::string store_batch(store::Connection& connection, Instant now) {
  transport::SystemRandom random;
  const auto id = [&] { return make_id(now, {random.bits(), random.bits()}); };
  store::NewBatch batch{.id = id(), .name = "Bench", .created = now, .frozen = make_frozen()};
  for (int i = 0; i < kTargets; ++i) {
    batch.waves.push_back(0);
    batch.sessions.push_back(id());
  }
  if (auto created = store::create_batch(connection, batch); !created) std::abort();
  return batch.id;
}

void TenThousandTargetsByFiveSteps(benchmark::State& state) {
  const auto folder =
      std::filesystem::temp_directory_path() / fmt::format("fettle-bench-{}", getpid());
  std::filesystem::create_directories(folder);
  const auto file = (folder / "fleet.db").string();
  long tenth = 0;
  long all = 0;
  for (auto _ : state) {
    transport::AsioLoop loop;
    auto connection = *store::open_sqlite(file, store::OpenMode::kReadWrite);
    if (!store::migrate(*connection, embedded::migrations(), loop.now())) std::abort();
    const auto batch = store_batch(*connection, loop.now());
    const auto lease =
        *store::take_lease(*connection, batch, {"bench", [](std::string_view) { return true; }});
    auto stored = *store::load_batch(*connection, batch);
    transport::SystemRandom random;
    bench::InstantTransport transport(loop);
    Watch watch(tenth, all);
    store::DatabaseJournal journal(std::move(connection), loop);
    runner::Runner runner({loop, random, transport, watch, journal, watch}, {});
    if (!runner.attach(std::move(stored), lease)) std::abort();
    std::function<void()> look = [&] {
      if (watch.over && runner.is_settled()) {
        loop.stop();
      } else {
        loop.call_at(loop.now() + std::chrono::milliseconds(10), [&] { look(); });
      }
    };
    look();
    loop.run();
  }
  state.counters["transitions/s"] = benchmark::Counter(kTargets * 5.0, benchmark::Counter::kIsRate);
  state.counters["rss_MB_at_a_tenth"] = static_cast<double>(tenth) / 1024;
  state.counters["rss_MB_at_the_end"] = static_cast<double>(all) / 1024;
  state.counters["file_MB"] = static_cast<double>(std::filesystem::file_size(file)) / 1e6;
  std::filesystem::remove_all(folder);
}

BENCHMARK(TenThousandTargetsByFiveSteps)->Iterations(1)->Unit(benchmark::kSecond)->UseRealTime();

}  // namespace
}  // namespace fettle

BENCHMARK_MAIN();
