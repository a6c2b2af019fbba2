// What it does: reads a plan, checks all of it, freezes it, stores it as a batch and has it carried
// out. What it never does: start anything that was not shown and approved. Read on in
// core/flow/parse_flow.cpp, then core/rollout/wave.hpp.
#include "cli/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "base/visible_text.hpp"
#include "cli/files.hpp"
#include "cli/foreground_run.hpp"
#include "cli/preview.hpp"
#include "cli/reach.hpp"
#include "store/batch_store.hpp"
#include "transport/os/asio_loop.hpp"
#include "transport/os/system_random.hpp"

namespace fettle::cli {
namespace {

using usecases::Gate;

/// Gates that nobody would be there to answer.
std::vector<Gate> unanswerable(const Launch& launch, Consent consent, const Console& console) {
  if (console.can_ask) return {};
  auto gates = list_gates(launch);
  std::erase_if(gates, [&](const Gate& gate) {
    if (gate.kind == Gate::Kind::kByHand) return false;
    if (gate.kind == Gate::Kind::kHumanGate) return consent == Consent::kEverything;
    return consent != Consent::kAsk;
  });
  return gates;
}

std::string refuse(const std::vector<Gate>& gates) {
  std::string text = "fettle: the plan waits for a person, and there is no terminal to ask one:\n";
  for (const auto& gate : gates)
    text += fmt::format("  {} ({})\n", visible_line(gate.place), gate.reason);
  return text +
         "Nothing was run. --yes answers approvals, --yes-gates human gates too; steps done by "
         "hand need a terminal.\n";
}

Result<int> store_and_run(const Launch& launch, ForegroundOptions options, const Console& console) {
  const auto now = transport::AsioLoop().now();
  transport::SystemRandom random;
  const auto batch = usecases::new_batch(launch, now, random);
  // Nothing has been done yet: it comes to the disk with what says that something is to be.
  FETTLE_TRY(connection, open_database(options.database, now, store::Durability::kDeferred));
  FETTLE_TRY_VOID(store::create_batch(*connection, batch));
  options.batch = batch.id;
  return run_in_foreground(options, *connection, console);
}

Result<std::string> database_of(const RunOptions& options) {
  return options.database.empty() ? default_database() : Result<std::string>(options.database);
}

int dry_run(const Launch& launch, const RunOptions& options, const Console& console) {
  const bool json = options.format == OutputFormat::kJson;
  console.out << (json ? preview_json(launch) : preview(launch)) << std::flush;
  if (options.dry_run == RunOptions::DryRun::kPlan) return kExitDone;
  const auto reached = reach_targets(launch.frozen.targets, options.ssh);
  console.out << (json ? reach_json(reached) : describe_reach(reached));
  return std::ranges::all_of(reached, &Reached::ok) ? kExitDone : kExitUnfinished;
}

int report(const Error& error, const Console& console) {
  console.err << show(error, "fettle", {});
  return row(error.code).exit_status;
}

}  // namespace

int run_plan(const RunOptions& options, const Console& console) {
  auto launch = prepare(options.launch, console);
  if (!launch) {
    console.err << "fettle: " << visible_line(launch.error().message) << "\n";
    return kExitUsage;
  }
  auto links = check_ssh_links(launch->frozen.targets, options.ssh);
  if (!links) {
    console.err << "fettle: " << visible_text(links.error().message) << "\nNothing was run.\n";
    return kExitUsage;
  }
  launch->ssh_links = *std::move(links);
  if (options.dry_run != RunOptions::DryRun::kNo) return dry_run(*launch, options, console);
  if (const auto gates = unanswerable(*launch, options.consent, console); !gates.empty()) {
    console.err << refuse(gates);
    return kExitUsage;
  }
  auto secrets = read_secrets(launch->flow);
  if (!secrets) {
    console.err << "fettle: " << visible_line(secrets.error().message) << "\n";
    return kExitUsage;
  }
  const auto database = database_of(options);
  if (!database) return report(database.error(), console);
  const auto status = store_and_run(*launch,
                                    {.database = *database,
                                     .consent = options.consent,
                                     .format = options.format,
                                     .secrets = *std::move(secrets),
                                     .ssh = options.ssh},
                                    console);
  return status ? *status : report(status.error(), console);
}

}  // namespace fettle::cli
