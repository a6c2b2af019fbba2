#include "core/flow/strategy_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>
#include <utility>

namespace fettle::flow {
namespace {

constexpr std::int64_t kTargetsMax = 1'000'000;
constexpr int kPercentMax = 100;

std::optional<Ring> read_ring(const document::Node& node, Diagnostics& diagnostics) {
  FieldReader fields(node, "a ring", diagnostics);
  auto name = fields.require_text("name");
  fields.require("percent");
  const auto percent = fields.integer("percent", {1, kPercentMax});
  Ring ring;
  ring.soak = std::chrono::minutes(fields.integer_or("soak_minutes", {0, kMinutesMax}, 0));
  ring.approval_between = fields.flag_or("approval_between", false);
  fields.refuse_unknown();
  if (!name || !percent) return std::nullopt;
  ring.name = std::move(name->value);
  ring.percent = static_cast<int>(*percent);
  return ring;
}

Span percent_span(const document::Node& node) {
  const auto* entry = node.find("percent");
  return entry == nullptr ? node.span : entry->value.span;
}

void check_after(const Ring& ring, const std::vector<Ring>& before, const document::Node& node,
                 Diagnostics& diagnostics) {
  if (before.empty() || ring.percent > before.back().percent) return;
  diagnostics.error("rollout.ring-order", percent_span(node),
                    fmt::format(R"(ring "{}" ends at {} percent, not above the {} of ring "{}")",
                                ring.name, ring.percent, before.back().percent, before.back().name),
                    "percentages are cumulative and must rise");
}

std::vector<Ring> read_rings(FieldReader& fields) {
  std::vector<Ring> rings;
  const auto* node = fields.find("rings");
  if (node == nullptr) return rings;
  auto& diagnostics = fields.diagnostics();
  if (!node->is_sequence() || node->items.empty()) {
    diagnostics.error("rollout.rings", node->span, "`rings` must be a list of at least one ring",
                      "write `- {name: canary, percent: 10}` for each; the last ends at 100");
    return rings;
  }
  bool complete = true;
  std::set<std::string> names;
  for (const auto& item : node->items) {
    auto ring = read_ring(item, diagnostics);
    complete = complete && ring.has_value();
    if (!ring) continue;
    if (!names.insert(ring->name).second) {
      diagnostics.error("rollout.ring-name", item.span,
                        fmt::format("two rings are named \"{}\"", ring->name));
    }
    check_after(*ring, rings, item, diagnostics);
    rings.push_back(std::move(*ring));
  }
  if (complete && rings.back().percent != kPercentMax) {
    diagnostics.error("rollout.last-ring", percent_span(node->items.back()),
                      fmt::format("ring \"{}\" ends at {} percent; the last ring must reach 100",
                                  rings.back().name, rings.back().percent),
                      "use 100, or add a ring after it");
  }
  return rings;
}

std::optional<FailureLimit> read_max_failures(FieldReader& fields) {
  const auto* node = fields.find("max_failures");
  if (node == nullptr) return std::nullopt;
  std::string_view text = node->text;
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
  const auto most = percent ? std::int64_t{kPercentMax} : kTargetsMax;
  if (node->is_scalar() && whole && value >= 0 && value <= most) {
    return FailureLimit{value, percent};
  }
  fields.diagnostics().error("rollout.max-failures", node->span,
                             "`max_failures` must be a count such as 2 or a percentage such as 5%");
  return std::nullopt;
}

void read_config(FieldReader& fields, Strategy& strategy) {
  const bool batched = strategy.kind == StrategyKind::kParallelBatched;
  const bool ringed = strategy.kind == StrategyKind::kRings;
  if (batched) {
    strategy.batch_size =
        static_cast<int>(fields.integer_or("batch_size", {1, kTargetsMax}, strategy.batch_size));
  } else {
    fields.refuse("batch_size", "belongs to the strategy `parallel_batched`");
  }
  if (ringed) {
    strategy.rings = read_rings(fields);
  } else {
    fields.refuse("rings", "belongs to the strategy `rings`");
  }
  strategy.max_failures = read_max_failures(fields);
  if (const auto most = fields.integer("max_concurrency", {1, kTargetsMax})) {
    strategy.max_concurrency = static_cast<int>(*most);
  }
  if (const auto seed = fields.integer("shuffle", {0, std::numeric_limits<std::int64_t>::max()})) {
    strategy.shuffle = static_cast<std::uint64_t>(*seed);
  }
  fields.refuse_unknown();
}

document::Node to_node(const Ring& ring, Defaults defaults) {
  FieldWriter fields(defaults);
  fields.text("name", ring.name);
  fields.node("percent", document::integer_node(ring.percent));
  fields.integer_unless("soak_minutes", ring.soak.count(), 0);
  fields.flag_unless("approval_between", ring.approval_between, false);
  return std::move(fields).take();
}

document::Node to_node(FailureLimit limit) {
  return limit.percent ? document::text_node(fmt::format("{}%", limit.value))
                       : document::integer_node(limit.value);
}

}  // namespace

Strategy read_strategy(FieldReader& fields) {
  Strategy strategy;
  strategy.kind = fields.choice<StrategyKind>("strategy").value_or(strategy.kind);
  const auto* node = fields.find("strategy_config");
  if (node == nullptr) return strategy;
  FieldReader config(*node, "`strategy_config`", fields.diagnostics());
  read_config(config, strategy);
  return strategy;
}

void write_strategy(const Strategy& strategy, FieldWriter& fields) {
  const Strategy defaults;
  fields.text_unless("strategy", enum_name(strategy.kind), enum_name(defaults.kind));
  FieldWriter config(fields.defaults());
  if (strategy.kind == StrategyKind::kParallelBatched) {
    config.integer_unless("batch_size", strategy.batch_size, defaults.batch_size);
  }
  std::vector<document::Node> rings;
  for (const auto& ring : strategy.rings) rings.push_back(to_node(ring, fields.defaults()));
  if (!rings.empty()) config.node("rings", document::sequence_node(std::move(rings)));
  if (strategy.max_failures) config.node("max_failures", to_node(*strategy.max_failures));
  if (strategy.max_concurrency) {
    config.node("max_concurrency", document::integer_node(*strategy.max_concurrency));
  }
  if (strategy.shuffle) {
    config.node("shuffle", document::integer_node(static_cast<std::int64_t>(*strategy.shuffle)));
  }
  fields.node("strategy_config", std::move(config).take());
}

}  // namespace fettle::flow
