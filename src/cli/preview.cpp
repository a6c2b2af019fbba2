#include "cli/preview.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "cli/view/safe_text.hpp"
#include "core/fleet/selector.hpp"
#include "core/flow/step_texts.hpp"
#include "core/rollout/strategy.hpp"

namespace fettle::cli {
namespace {

using Action = gate::Verdict::Action;

constexpr std::size_t kLabelsShown = 8;

// --- rows that both forms are made of ---------------------------------------------------------

struct StepRow {
  int number = 0;
  std::string section;
  std::string title;
  std::string type;
  std::string gate;  ///< "waits" or "runs"
  std::string reason;
  int retries = 0;
  std::int64_t retry_delay_seconds = 0;
  bool continue_on_error = false;
  bool idempotent = false;
  bool expect_reboot = false;
  std::vector<std::string> secrets;
  std::vector<std::string> texts;  ///< commands, checks, messages, as rendered
};
BOOST_DESCRIBE_STRUCT(StepRow, (),
                      (number, section, title, type, gate, reason, retries, retry_delay_seconds,
                       continue_on_error, idempotent, expect_reboot, secrets, texts))

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
};
BOOST_DESCRIBE_STRUCT(GateRow, (), (place, reason, targets))

struct FlowShown {
  std::string name;
  std::string subject;
  std::string risk;
  std::string strategy;
  std::vector<std::string> snapshot_dimensions;
  std::vector<std::string> variables;
  std::vector<StepRow> steps;
};
BOOST_DESCRIBE_STRUCT(FlowShown, (),
                      (name, subject, risk, strategy, snapshot_dimensions, variables, steps))

struct LaunchShown {
  FlowShown flow;
  std::string digest;
  int max_failures = 0;
  int max_concurrency = 0;
  std::vector<WaveRow> waves;
  std::vector<GateRow> gates;
};
BOOST_DESCRIBE_STRUCT(LaunchShown, (), (flow, digest, max_failures, max_concurrency, waves, gates))

std::string_view risk_name(flow::Risk risk) {
  constexpr std::array<std::string_view, 5> kNames{"none", "low", "medium", "high", "critical"};
  return kNames[static_cast<std::size_t>(risk)];
}

std::string_view dimension_name(flow::Dimension dimension) {
  constexpr std::array<std::string_view, 6> kNames{"packages", "kernel", "systemd",
                                                   "configs",  "disk",   "containers"};
  return kNames[static_cast<std::size_t>(dimension)];
}

std::vector<std::string> texts_of(const flow::Step& step) {
  std::vector<std::string> texts;
  read_texts(step, [&](const std::string& text, Span, flow::TextKind) { texts.push_back(text); });
  if (const auto* recipe = std::get_if<flow::Recipe>(&step.body);
      recipe != nullptr && recipe->resolved) {
    texts = {recipe->resolved->script};
  }
  if (const auto* wait = std::get_if<flow::Wait>(&step.body)) {
    texts = {fmt::format("{} s", wait->seconds.count())};
  }
  return texts;
}

StepRow make_row(const flow::Step& step, const flow::Flow& flow, int number,
                 std::string_view section) {
  const auto verdict = gate::decide(step, flow, fleet::Mode::kLive);
  return {.number = number,
          .section = std::string(section),
          .title = step.title,
          .type = std::string(flow::type_name(step)),
          .gate = verdict.action == Action::kWait ? "waits" : "runs",
          .reason = verdict.reason,
          .retries = step.retries,
          .retry_delay_seconds = step.retry_delay.count(),
          .continue_on_error = step.continue_on_error,
          .idempotent = step.idempotent,
          .expect_reboot = step.expect_reboot,
          .secrets = step.secrets,
          .texts = texts_of(step)};
}

FlowShown make_shown(const flow::Flow& flow) {
  FlowShown shown{.name = flow.name,
                  .subject = flow.subject,
                  .risk = std::string(risk_name(flow.risk)),
                  .strategy = std::string(enum_name(flow.strategy.kind))};
  for (const auto dimension : flow.snapshot_dimensions) {
    shown.snapshot_dimensions.emplace_back(dimension_name(dimension));
  }
  for (const auto& variable : flow.variables) shown.variables.push_back(variable.name);
  for (std::size_t i = 0; i < flow.steps.size(); ++i) {
    shown.steps.push_back(make_row(flow.steps[i], flow, static_cast<int>(i) + 1, "steps"));
  }
  for (std::size_t i = 0; i < flow.rollback.size(); ++i) {
    shown.steps.push_back(make_row(flow.rollback[i], flow, static_cast<int>(i) + 1, "rollback"));
  }
  return shown;
}

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

LaunchShown make_shown(const Launch& launch) {
  LaunchShown shown{.flow = make_shown(launch.flow),
                    .digest = engine::digest(launch.frozen),
                    .max_failures = launch.rollout.max_failures,
                    .max_concurrency = launch.rollout.max_concurrency};
  shown.flow.strategy = enum_name(launch.frozen.strategy.kind);
  for (const auto& wave : launch.rollout.waves) {
    shown.waves.push_back(make_row(wave, launch.frozen.targets));
  }
  for (const auto& gate : list_gates(launch)) {
    shown.gates.push_back({gate.place, gate.reason, gate.targets});
  }
  return shown;
}

// --- for a person -----------------------------------------------------------------------------

std::string indent(std::string_view text, std::string_view by) {
  std::string indented;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    indented += fmt::format("{}{}\n", by, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return indented;
}

std::string settings_of(const StepRow& row) {
  std::string words;
  if (row.retries > 0) words += fmt::format(", {} retries", row.retries);
  if (row.continue_on_error) words += ", goes on after an error";
  if (row.idempotent) words += ", idempotent";
  if (row.expect_reboot) words += ", expects a reboot";
  if (!row.secrets.empty()) words += fmt::format(", secrets {}", fmt::join(row.secrets, ", "));
  return words;
}

std::string describe_row(const StepRow& row) {
  const auto* gate = row.gate == "waits" ? "waits for a person" : "runs at once";
  auto text = fmt::format("  {}. {}\n     {}; {} ({}){}\n", row.number, row.title, row.type, gate,
                          row.reason, settings_of(row));
  for (const auto& command : row.texts) text += indent(command, "       | ");
  return text;
}

std::string describe_rows(const std::vector<StepRow>& rows, std::string_view section,
                          std::string_view heading) {
  std::string text;
  for (const auto& row : rows) {
    if (row.section == section) text += describe_row(row);
  }
  return text.empty() ? text : fmt::format("{}\n{}", heading, text);
}

/// Without anything in it that could drive the terminal.
std::string printable(std::string_view text) {
  std::string safe;
  for (const auto& line : safe_lines(text, Charset::kUtf8)) safe += line + "\n";
  return safe;
}

std::string describe_flow(const FlowShown& shown) {
  auto text = fmt::format("{}\n  subject {}, risk {}, strategy {}\n", shown.name, shown.subject,
                          shown.risk, shown.strategy);
  if (!shown.snapshot_dimensions.empty()) {
    text += fmt::format("  snapshots before and after: {}\n",
                        fmt::join(shown.snapshot_dimensions, ", "));
  }
  if (!shown.variables.empty()) {
    text += fmt::format("  variables: {}\n", fmt::join(shown.variables, ", "));
  }
  return text;
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
  auto text = describe_flow(shown.flow);
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
    text += fmt::format("  {}: {}, {} {}\n", gate.place, gate.reason, gate.targets,
                        gate.targets == 1 ? "target" : "targets");
  }
  text += describe_rows(shown.flow.steps, "steps",
                        fmt::format("\nWhat runs (as on {})", launch.frozen.targets.front().label));
  text += describe_rows(shown.flow.steps, "rollback", "\nRollback");
  return printable(text + fmt::format("\nDigest {}\n", shown.digest));
}

std::string preview_json(const Launch& launch) { return to_json(make_shown(launch)) + "\n"; }

std::string show_flow(const flow::Flow& flow) {
  const auto shown = make_shown(flow);
  auto text = describe_flow(shown);
  if (flow.target_selector) {
    text += fmt::format("  meant for: {}\n", describe(*flow.target_selector));
  }
  text += describe_rows(shown.steps, "steps", "\nSteps");
  text += describe_rows(shown.steps, "rollback", "\nRollback");
  return printable(text);
}

std::string show_flow_json(const flow::Flow& flow) { return to_json(make_shown(flow)) + "\n"; }

}  // namespace fettle::cli
