#include "cli/preview.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/json.hpp"
#include "cli/flow_shown.hpp"
#include "cli/preview_rows.hpp"
#include "core/engine/session_state.hpp"
#include "core/flow/bind.hpp"
#include "usecases/flows/flow_json.hpp"

namespace fettle::cli {
namespace {

// --- rows that both forms are made of ---------------------------------------------------------

/// A form of a step that some targets get and the first one does not.
struct VariantRow {
  std::string stage;
  int number = 0;  ///< from 1, as in the plan
  std::vector<std::string> targets;
  std::vector<std::string> texts;
};
BOOST_DESCRIBE_STRUCT(VariantRow, (), (stage, number, targets, texts))

/// A target that the built-in SSH client does not reach.
struct LinkRow {
  std::string target;
  std::string link;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (), (target, link, reason))

struct LaunchShown {
  JsonText flow;
  std::string digest;
  int max_failures = 0;
  int max_concurrency = 0;
  std::vector<WaveRow> waves;
  std::vector<GateRow> gates;
  std::vector<VariantRow> variants;
  std::vector<LinkRow> links;
};
BOOST_DESCRIBE_STRUCT(LaunchShown, (),
                      (flow, digest, max_failures, max_concurrency, waves, gates, variants, links))

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

/// Groups the targets by the texts that they get of each step.
class Variants {
 public:
  explicit Variants(const Launch& launch) : labels_(launch.frozen.targets.size()) {
    const auto& targets = launch.frozen.targets;
    for (std::size_t i = 0; i < targets.size(); ++i) labels_[i] = targets[i].label;
    if (!flow::varies_by_target(launch.plan.flow)) return;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const auto flow = engine::bind_target(launch.plan, launch.frozen, targets[i]);
      if (!flow) continue;
      add(engine::SessionStage::kSteps, flow->steps, i);
      add(engine::SessionStage::kRollback, flow->rollback, i);
    }
  }

  /// In the order of the steps; the form that the first target gets is left out.
  std::vector<VariantRow> rows() const {
    std::vector<VariantRow> rows;
    for (const auto& [place, forms] : forms_) {
      for (const auto& [texts, positions] : forms) {
        if (positions.front() == 0) continue;
        VariantRow row{std::string(enum_name(place.first)), place.second + 1, {}, texts};
        for (const auto position : positions) row.targets.push_back(labels_[position]);
        rows.push_back(std::move(row));
      }
    }
    return rows;
  }

 private:
  using Place = std::pair<engine::SessionStage, int>;

  void add(engine::SessionStage stage, const std::vector<flow::Step>& steps, std::size_t target) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      auto texts = usecases::texts_of(steps[i]);
      if (const auto& only_if = steps[i].only_if) texts.insert(texts.begin(), only_if->value);
      forms_[{stage, static_cast<int>(i)}][std::move(texts)].push_back(target);
    }
  }

  std::vector<std::string> labels_;
  std::map<Place, std::map<std::vector<std::string>, std::vector<std::size_t>>> forms_;
};

/// The strategy may have been overridden.
flow::Flow effective(const Launch& launch) {
  auto flow = launch.flow;
  flow.strategy = launch.frozen.strategy;
  return flow;
}

LaunchShown make_shown(const Launch& launch) {
  LaunchShown shown{.flow = usecases::flow_json(effective(launch)),
                    .digest = engine::digest(launch.frozen),
                    .max_failures = launch.rollout.max_failures,
                    .max_concurrency = launch.rollout.max_concurrency};
  for (const auto& wave : launch.rollout.waves) {
    shown.waves.push_back(make_row(wave, launch.frozen.targets));
  }
  for (const auto& gate : usecases::list_gates(launch)) {
    shown.gates.push_back({gate.place, gate.reason, gate.targets, gate.only_if});
  }
  shown.variants = Variants(launch).rows();
  for (const auto& [target, reason] : launch.ssh_links) {
    shown.links.push_back({target, "openssh", reason});
  }
  return shown;
}

// --- for a person -----------------------------------------------------------------------------

std::string describe_variant(const VariantRow& row) {
  const bool is_rollback = row.stage == enum_name(engine::SessionStage::kRollback);
  auto text = fmt::format("  {} {} on {}\n", is_rollback ? "rollback step" : "step", row.number,
                          fmt::join(row.targets, ", "));
  for (const auto& one : row.texts) {
    for (std::string_view rest = one; !rest.empty();) {
      const auto end = std::min(rest.find('\n'), rest.size());
      text += fmt::format("       | {}\n", rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
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
  if (!shown.links.empty()) text += "\nReached by the system's ssh\n";
  for (const auto& link : shown.links) {
    text += fmt::format("  {}: {}\n", link.target, link.reason);
  }
  text += describe_gates(shown.gates);
  const auto& flow = launch.flow;
  text += describe_steps(
      flow, flow.steps, fmt::format("\nWhat runs (as on {})", launch.frozen.targets.front().label));
  text += describe_steps(flow, flow.rollback, "\nRollback");
  if (!shown.variants.empty()) text += "\nWhat other targets get instead\n";
  for (const auto& variant : shown.variants) text += describe_variant(variant);
  return printable(text + fmt::format("\nDigest {}\n", shown.digest));
}

std::string preview_json(const Launch& launch) { return to_json(make_shown(launch)) + "\n"; }

std::string show_flow(const flow::Flow& flow) {
  return printable(describe_front(flow) + describe_strategy(flow) +
                   describe_steps(flow, flow.steps, "\nSteps") +
                   describe_steps(flow, flow.rollback, "\nRollback"));
}

std::string show_flow_json(const flow::Flow& flow) { return usecases::flow_json(flow).text + "\n"; }

}  // namespace fettle::cli
