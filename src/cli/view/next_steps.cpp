// What an operator can do with a batch that did not complete. See summary.hpp.
#include <fmt/format.h>

#include <algorithm>

#include "cli/view/summary.hpp"
#include "core/document/shell.hpp"

namespace fettle::cli {
namespace {

using engine::BatchStatus;
using engine::SessionStatus;

bool any_in(const RunSummary& summary, SessionStatus status) {
  return std::ranges::find(summary.sessions, status, &SessionSummary::status) !=
         summary.sessions.end();
}

std::string_view option_of(Request request) {
  switch (request) {
    case Request::kGoOn:
      return "";
    case Request::kRetry:
      return " --retry";
    case Request::kRest:
      return " --rest";
    case Request::kRollBack:
      return " --rollback";
    case Request::kCancel:
      return " --cancel";
  }
  return "";
}

/// As short as it can be and still mean this batch: it is there to be typed.
std::string command_for(const RunSummary& summary, Request request) {
  const bool alone = std::ranges::find(summary.alone, request) != summary.alone.end();
  auto command = std::string("fettle resume");
  if (!alone) command += " " + (summary.short_id.empty() ? summary.batch : summary.short_id);
  if (!summary.database.empty()) command += " --db " + document::shell_quote(summary.database);
  return command.append(summary.flags).append(option_of(request));
}

/// What can be said from here to a service that carries the batch out.
std::vector<NextStep> steps_of_service(const RunSummary& summary) {
  if (engine::has_ended(summary.state.status)) return {};
  const auto command = [&](std::string_view words) {
    return fmt::format("fettle {} {}{}", words, summary.short_id, summary.flags);
  };
  const bool is_asked = summary.state.status == BatchStatus::kPendingApproval ||
                        summary.state.status == BatchStatus::kAwaitingApproval ||
                        any_in(summary, SessionStatus::kAwaitingApproval);
  std::vector<NextStep> steps;
  if (is_asked) steps.push_back({command("approve"), "see what waits for a person, and answer it"});
  steps.push_back({command("logs -f"), "watch it go on"});
  return steps;
}

}  // namespace

std::vector<NextStep> next_steps(const RunSummary& summary) {
  if (!summary.server.empty()) return steps_of_service(summary);
  const auto status = summary.state.status;
  if (engine::is_final(status)) return {};
  const bool failed = any_in(summary, SessionStatus::kFailed);
  const bool interrupted = any_in(summary, SessionStatus::kInterrupted);
  std::vector<NextStep> steps;
  const auto add = [&](Request request, std::string_view effect) {
    steps.push_back({command_for(summary, request), effect});
  };
  if (!engine::has_ended(status)) {
    add(Request::kGoOn, "go on from where it stands");
  } else if (interrupted) {
    add(Request::kGoOn, "ask the targets again what became of the interrupted steps");
  }
  if (failed || interrupted) {
    add(Request::kRetry, "run failed and interrupted sessions again from their failed step");
  }
  if (status == BatchStatus::kHalted && summary.state.skipped_by_halt > 0) {
    add(Request::kRest, "go on with the rest in spite of the failures");
  }
  if (summary.rollback == Rollback::kOffered) {
    add(Request::kRollBack, "run the rollback steps of failed sessions");
  }
  if (status != BatchStatus::kFailed) add(Request::kCancel, "end it; nothing more is started");
  return steps;
}

}  // namespace fettle::cli
