#include "cli/plan_show.hpp"

#include <ostream>

#include "base/source_text.hpp"
#include "base/visible_text.hpp"
#include "cli/files.hpp"
#include "cli/preview.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::cli {
namespace {

bool has_targets(const LaunchOptions& options) {
  return options.local || !options.targets.empty() || !options.inventories.empty();
}

/// Without targets and values there is nothing to bind: the plan is shown as it is written.
int show_unbound(const PlanShowOptions& options, const Console& console) {
  const auto plan = read_plan_text(options.launch.plan);
  if (!plan) {
    console.err << show(plan.error(), options.launch.plan, {});
    return kExitUsage;
  }
  const SourceText source(plan->name, plan->text);
  auto parsed = flow::parse_flow(source);
  console.err << source.show(parsed.diagnostics);
  if (!parsed.flow) return kExitUsage;
  auto flow = *std::move(parsed.flow);
  if (const auto chosen = override_strategy(flow, options.launch.strategy); !chosen) {
    console.err << "fettle: " << visible_line(chosen.error().message) << "\n";
    return kExitUsage;
  }
  console.out << (options.format == OutputFormat::kJson ? show_flow_json(flow) : show_flow(flow));
  return kExitDone;
}

}  // namespace

int show_plan(const PlanShowOptions& options, const Console& console) {
  const bool bound = has_targets(options.launch) || !options.launch.variables.empty();
  if (!bound) return show_unbound(options, console);
  auto chosen = options.launch;
  chosen.local = !has_targets(options.launch);
  const auto launch = prepare(chosen, console);
  if (!launch) {
    console.err << "fettle: " << visible_line(launch.error().message) << "\n";
    return kExitUsage;
  }
  console.out << (options.format == OutputFormat::kJson ? preview_json(*launch) : preview(*launch));
  return kExitDone;
}

}  // namespace fettle::cli
