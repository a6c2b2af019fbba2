#include "cli/preview.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "cli/flow_shown.hpp"
#include "cli/view/safe_text.hpp"

namespace fettle::cli {
namespace {

using Action = gate::Verdict::Action;

constexpr std::size_t kLabelsShown = 8;

// --- rows that both forms are made of ---------------------------------------------------------

struct WaveRow {
  std::string name;
  std::vector<std::string> targets;
  int parallelism = 1;
  std::int64_t soak_seconds = 0;
  bool recheck = false;
  bool approval_after = false;
};
BOOST_DESCRIBE_STRUCT(WaveRow, (),
                      (name, targets, parallelism, soak_seconds, recheck, approval_after))

struct GateRow {
  std::string place;
  std::string reason;
  int targets = 0;
  bool only_if = false;
};
BOOST_DESCRIBE_STRUCT(GateRow, (), (place, reason, targets, only_if))

struct LaunchShown {
  JsonText flow;
  std::string digest;
  int max_failures = 0;
  int max_concurrency = 0;
  std::vector<WaveRow> waves;
  std::vector<GateRow> gates;
};
BOOST_DESCRIBE_STRUCT(LaunchShown, (), (flow, digest, max_failures, max_concurrency, waves, gates))

WaveRow make_row(const rollout::Wave& wave, const std::vector<fleet::Target>& targets) {
  WaveRow row{.name = wave.name,
              .parallelism = wave.parallelism,
              .soak_seconds = std::chrono::floor<std::chrono::seconds>(wave.soak).count(),
              .recheck = wave.recheck,
              .approval_after = wave.approval_after};
  for (int i = wave.first; i < wave.first + wave.count; ++i) {
    row.targets.push_back(targets[static_cast<std::size_t>(i)].label);
  }
  return row;
}

/// The strategy may have been overridden.
flow::Flow effective(const Launch& launch) {
  auto flow = launch.flow;
  flow.strategy = launch.frozen.strategy;
  return flow;
}

LaunchShown make_shown(const Launch& launch) {
  LaunchShown shown{.flow = flow_json(effective(launch)),
                    .digest = engine::digest(launch.frozen),
                    .max_failures = launch.rollout.max_failures,
                    .max_concurrency = launch.rollout.max_concurrency};
  for (const auto& wave : launch.rollout.waves) {
    shown.waves.push_back(make_row(wave, launch.frozen.targets));
  }
  for (const auto& gate : list_gates(launch)) {
    shown.gates.push_back({gate.place, gate.reason, gate.targets, gate.only_if});
  }
  return shown;
}

// --- for a person -----------------------------------------------------------------------------

/// Without anything in it that could drive the terminal.
std::string printable(std::string_view text) {
  std::string safe;
  for (const auto& line : safe_lines(text, Charset::kUtf8)) safe += line + "\n";
  return safe;
}

std::string name_some(const std::vector<std::string>& labels) {
  if (labels.size() <= kLabelsShown) return fmt::format("{}", fmt::join(labels, ", "));
  return fmt::format("{}, ... {} more",
                     fmt::join(labels.begin(), labels.begin() + kLabelsShown, ", "),
                     labels.size() - kLabelsShown);
}

std::string describe_wave(const WaveRow& wave, std::size_t number) {
  auto text = fmt::format("  {}. {}: {} {}, {} at a time\n     {}\n", number, wave.name,
                          wave.targets.size(), wave.targets.size() == 1 ? "target" : "targets",
                          wave.parallelism, name_some(wave.targets));
  if (wave.soak_seconds > 0) {
    text += fmt::format("     then soaks for {}\n",
                        fettle::describe(std::chrono::seconds(wave.soak_seconds)));
  }
  if (wave.recheck) text += "     then its validate steps are run again\n";
  if (wave.approval_after) text += "     then a person approves the next\n";
  return text;
}

}  // namespace

std::string preview(const Launch& launch) {
  const auto shown = make_shown(launch);
  auto text = describe_front(effective(launch));
  text += fmt::format("\nWho goes when ({} {}, {})\n", launch.frozen.targets.size(),
                      launch.frozen.targets.size() == 1 ? "target" : "targets",
                      shown.max_failures == rollout::kUnlimited
                          ? "goes on whatever fails"
                          : fmt::format("halts after more than {} failed", shown.max_failures));
  for (std::size_t i = 0; i < shown.waves.size(); ++i) {
    text += describe_wave(shown.waves[i], i + 1);
  }
  text += "\nWho is asked\n";
  if (shown.gates.empty()) text += "  nobody: nothing waits for a person\n";
  for (const auto& gate : shown.gates) {
    text += fmt::format("  {}: {}, {} {}{}\n", gate.place, gate.reason, gate.targets,
                        gate.targets == 1 ? "target" : "targets",
                        gate.only_if ? ", where its only_if says that it is needed" : "");
  }
  const auto& flow = launch.flow;
  text += describe_steps(
      flow, flow.steps, fmt::format("\nWhat runs (as on {})", launch.frozen.targets.front().label));
  text += describe_steps(flow, flow.rollback, "\nRollback");
  return printable(text + fmt::format("\nDigest {}\n", shown.digest));
}

std::string preview_json(const Launch& launch) { return to_json(make_shown(launch)) + "\n"; }

std::string show_flow(const flow::Flow& flow) {
  return printable(describe_front(flow) + describe_strategy(flow) +
                   describe_steps(flow, flow.steps, "\nSteps") +
                   describe_steps(flow, flow.rollback, "\nRollback"));
}

std::string show_flow_json(const flow::Flow& flow) { return flow_json(flow).text + "\n"; }

}  // namespace fettle::cli
