#include "cli/remote/decide_approval.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>

#include "cli/preview_rows.hpp"
#include "cli/record/record.hpp"
#include "cli/view/safe_text.hpp"
#include "usecases/batches/batch_words.hpp"
#include "usecases/schedules/schedules.hpp"
#include "usecases/targets/target_lists.hpp"

namespace fettle::cli {
namespace {

using Word = ApproveOptions::Word;

/// What an approver has to have seen: all that is frozen by their word.
std::string in_words(const usecases::ScheduleView& schedule,
                     const std::optional<usecases::ShownTargetList>& list) {
  auto text = fmt::format("Schedule of {} (risk {})\n", schedule.name, schedule.risk_level);
  if (!schedule.cron_words.empty()) {
    text += fmt::format("  {} ({}), {}\n", schedule.cron_words, schedule.cron_expression,
                        schedule.timezone);
  }
  for (const auto at : schedule.next_runs) text += fmt::format("  {}\n", moment_words({at}));
  text += "\nTargets\n";
  if (list) {
    text += fmt::format("  of the list {}, as it is when it starts\n", list->name);
    for (const auto& target : list->targets) text += fmt::format("    {}\n", target.label);
  } else if (schedule.targets.empty()) {
    text += "  nobody has named any yet\n";
  }
  for (const auto& label : schedule.targets) text += fmt::format("  {}\n", label);
  for (const auto& [name, value] : schedule.variables_override) {
    text += fmt::format("  {} = {}\n", name, value);
  }
  return text +
         fmt::format("\nWhat runs\n{}\nDigest {}\n", schedule.frozen_markdown, schedule.digest);
}

std::string in_words(const usecases::BatchDetail& batch) {
  auto text = fmt::format("Launch of {} (risk {}, {}), {} targets\n", batch.name, batch.risk_level,
                          batch.strategy, batch.counts.pending);
  if (batch.launched_by) text += fmt::format("  by {}\n", batch.launched_by->name);
  for (const auto& [name, value] : batch.variables) text += fmt::format("  {} = {}\n", name, value);
  return text + fmt::format("\nWhat runs\n{}\nDigest {}\n", batch.frozen_markdown, batch.digest);
}

struct Seen {
  std::string text;
  std::string digest;
};

Result<Seen> look_at(const Waiting& one, const ServiceApi& api) {
  if (one.kind == "schedule") {
    FETTLE_TRY(schedule, api.read<usecases::ScheduleView>("/schedules/" + one.id));
    std::optional<usecases::ShownTargetList> list;
    if (schedule.target_list_id) {
      FETTLE_TRY(read,
                 api.read<usecases::ShownTargetList>("/target-lists/" + *schedule.target_list_id));
      list = std::move(read);
    }
    return Seen{in_words(schedule, list), schedule.digest};
  }
  FETTLE_TRY(batch, api.read<usecases::BatchDetail>("/batches/" + one.id));
  return Seen{in_words(batch), batch.digest};
}

}  // namespace

bool agrees(const std::string& question, const Remote& remote) {
  return remote.console.can_ask && says_yes(question, remote);
}

int leave(const Console& console, std::string_view how) {
  console.err << "Left as it is; " << how << "\n";
  return kExitUnfinished;
}

Result<int> decide(const Waiting& one, const ApproveOptions& options, const Remote& remote) {
  auto digest = options.digest;
  if (digest.empty() && options.word == Word::kApprove) {
    FETTLE_TRY(seen, look_at(one, remote.api));
    remote.console.out << printable(seen.text) << std::flush;
    if (!agrees(fmt::format("Approve the {}?", one.kind), remote)) {
      return leave(remote.console,
                   fmt::format("`fettle approve {} --digest {}{}` approves what is shown here",
                               one.short_id, seen.digest, remote.flags));
    }
    digest = seen.digest;
  }
  const usecases::LaunchDecision decision{.approved = options.word == Word::kApprove,
                                          .digest = std::move(digest),
                                          .comment = options.comment,
                                          .name = options.name};
  const auto* const things = one.kind == "schedule" ? "schedules" : "batches";
  FETTLE_TRY(body, remote.api.send({.path = fmt::format("/{}/{}/decision", things, one.id),
                                    .body = to_json(decision)}));
  static_cast<void>(body);
  remote.console.err << fmt::format("{} {}: {}\n",
                                    options.word == Word::kApprove ? "Approved" : "Rejected",
                                    one.short_id, safe_line(one.name, Charset::kUtf8));
  return kExitDone;
}

}  // namespace fettle::cli
