// How long the worst texts take that anybody can hand to Fettle: plans of 1 MiB, inventories of
// 8 MiB, patterns of --limit. The slowest of each kind, in CPU time; exits 1 where one takes a
// second. `hostile_bench all` shows every one of them.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "bench/hostile_pieces.hpp"
#include "bench/hostile_texts.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "core/schedule/cron.hpp"
#include "importers/inventory.hpp"
#include "importers/limit.hpp"
#include "importers/openssh_config.hpp"

namespace fettle::bench {
namespace {

constexpr double kMillisecondsMax = 1000;
constexpr std::size_t kShown = 3;

/// CPU time of one call in milliseconds; the calls are long enough for one.
double measure(const std::function<void()>& call) {
  const auto begin = std::clock();
  call();
  return 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// A name on one line.
std::string readable(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const bool plain = c >= 0x20 && c < 0x7F;
    text += plain ? std::string(1, c) : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return text;
}

/// As `fettle check` does: read, and every problem shown.
void read_plan(const Hostile& plan) {
  const SourceText source("plan.md", plan.text);
  const auto parsed = flow::parse_flow(source);
  for (const auto& diagnostic : parsed.diagnostics) static_cast<void>(source.show(diagnostic));
}

void read_recipe(const Hostile& recipe) {
  const SourceText source("recipe.md", recipe.text);
  const auto parsed = flow::parse_recipe(source);
  for (const auto& diagnostic : parsed.diagnostics) static_cast<void>(source.show(diagnostic));
}

void read_inventory(const Hostile& inventory) {
  static_cast<void>(importers::parse_inventory(inventory.name, inventory.text));
}

/// 10,000 servers whose names are as long as they may be and much alike.
importers::Inventory large_inventory() {
  return importers::parse_inventory("a.ini", fill("a", 240) + "[0:9999]\n").value();
}

std::vector<Hostile> hostile_limits() {
  std::vector<Hostile> set;
  for (const std::string& term :
       {std::string("a"), fill("a", 240) + "1", fill("a", 252), fill("a", 200) + "b0000",
        fill("*a", 60) + "*b", fill("*a", 250) + "*b", fill("?", 244), fill("*?", 60),
        std::string("*"), std::string("!a*")}) {
    set.push_back({"one term, " + term.substr(0, 20), term});
    set.push_back({"terms of " + term.substr(0, 20), fill(term + ",", std::size_t{64} << 10U)});
  }
  return set;
}

std::vector<Hostile> hostile_targets() {
  std::vector<Hostile> set;
  for (const auto* const piece : {"a", ",", "a,", "[", ":", "@", "a:1,", "[::1]:1,", "u@"}) {
    set.push_back({std::string("of ") + piece, fill(piece, std::size_t{2} << 20U)});
  }
  set.push_back({"that differ", number([](auto i) { return std::to_string(i) + ","; })});
  return set;
}

std::vector<Hostile> hostile_crons() {
  std::vector<Hostile> set;
  for (const auto* const piece : {"*", "1,", "1-", "*/", " ", "1 ", "L", "#", "MON,"}) {
    set.push_back({std::string("of ") + piece, fill(piece)});
    set.push_back({std::string("short, of ") + piece, fill(piece, 200) + " * * * *"});
  }
  return set;
}

struct Timing {
  double milliseconds = 0;
  std::string name;
};

/// Measures a set, shows the slowest and says whether they keep to the limit.
bool keeps_limit(std::string_view kind, const std::vector<Hostile>& set, std::size_t shown,
                 const std::function<void(const Hostile&)>& read) {
  std::vector<Timing> timings;
  for (const auto& hostile : set) {
    timings.push_back({measure([&] { read(hostile); }), readable(hostile.name)});
  }
  std::ranges::sort(timings, std::ranges::greater(), &Timing::milliseconds);
  for (const auto& [milliseconds, name] : timings | std::views::take(shown)) {
    fmt::print("{:<10} {:>9.1f} ms  {}\n", kind, milliseconds, name);
  }
  return timings.front().milliseconds < kMillisecondsMax;
}

bool all_keep_limit(std::size_t shown) {
  const auto inventory = large_inventory();
  const auto limit = [&](const Hostile& h) {
    static_cast<void>(importers::limit(inventory, h.text));
  };
  const auto targets = [](const Hostile& h) {
    static_cast<void>(fleet::parse_target_list(h.text));
  };
  const auto cron = [](const Hostile& h) {
    Diagnostics diagnostics;
    static_cast<void>(schedule::parse_cron(h.text, diagnostics));
  };
  bool all = keeps_limit("markdown", hostile_markdown(), shown, read_plan);
  all &= keeps_limit("yaml", hostile_yaml(), shown, read_plan);
  all &= keeps_limit("shell", hostile_shell(), shown, read_plan);
  all &= keeps_limit("recipe", hostile_recipes(), shown, read_recipe);
  all &= keeps_limit("inventory", hostile_inventories(), shown, read_inventory);
  all &= keeps_limit("ssh_config", hostile_ssh_configs(), shown, [](const Hostile& h) {
    static_cast<void>(importers::read_openssh_config("config", h.text));
  });
  all &= keeps_limit("--limit", hostile_limits(), shown, limit);
  all &= keeps_limit("--target", hostile_targets(), shown, targets);
  all &= keeps_limit("cron", hostile_crons(), shown, cron);
  return all;
}

}  // namespace
}  // namespace fettle::bench

int main(int argc, char** argv) {
  const bool everything = argc > 1 && std::string_view(argv[1]) == "all";
  return fettle::bench::all_keep_limit(everything ? fettle::bench::kRoom : fettle::bench::kShown)
             ? 0
             : 1;
}
