#include "cli/remote/approvals.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "cli/preview_rows.hpp"
#include "cli/record/record.hpp"
#include "cli/remote/decide_approval.hpp"
#include "cli/remote/refusal.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"
#include "usecases/batches/batch_words.hpp"
#include "usecases/batches/batches.hpp"

namespace fettle::cli {
namespace {

using Word = ApproveOptions::Word;

struct WaitingJson {
  std::string kind;
  std::string id;
  std::string short_id;
  std::string name;
  std::optional<std::string> target;
  std::optional<std::string> session;
  std::optional<std::string> stage;
  std::optional<int> step;
  std::string text;
  std::optional<std::string> digest;
  std::string since;
};
BOOST_DESCRIBE_STRUCT(WaitingJson, (),
                      (kind, id, short_id, name, target, session, stage, step, text, digest, since))

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::string as_json(const std::vector<Waiting>& all) {
  std::vector<WaitingJson> rows;
  for (const auto& one : all) {
    const bool of_step = !one.session.empty();
    rows.push_back({.kind = one.kind,
                    .id = one.id,
                    .short_id = one.short_id,
                    .name = one.name,
                    .target = unless_empty(one.target),
                    .session = unless_empty(one.session),
                    .stage = of_step ? std::optional(one.stage) : std::nullopt,
                    .step = of_step ? std::optional(one.step) : std::nullopt,
                    .text = one.text,
                    .digest = unless_empty(one.digest),
                    .since = to_rfc3339({one.since})});
  }
  return escape_controls(to_json(rows)) + "\n";
}

std::string what_of(const Waiting& one) {
  if (one.session.empty()) return one.kind == "ring" ? "the next ring" : one.text;
  return fmt::format("{}: {} {}{}, {}", one.target,
                     one.stage == "rollback" ? "rollback step" : "step", one.step + 1,
                     one.kind == "person" ? " by hand" : "", one.text);
}

std::string as_text(const std::vector<Waiting>& all) {
  std::string text;
  for (const auto& one : all) {
    text +=
        fmt::format("{}  {:<8}  {}  {}  {}\n", one.short_id, one.kind, moment_words({one.since}),
                    safe_line(one.name, Charset::kUtf8), safe_line(what_of(one), Charset::kUtf8));
  }
  return text;
}

int list(const ApproveOptions& options, const std::vector<Waiting>& waiting,
         const Console& console) {
  if (options.format == OutputFormat::kJson) {
    console.out << as_json(waiting);
  } else if (waiting.empty()) {
    console.err << "Nothing waits for an approval.\n";
  } else {
    console.out << as_text(waiting);
  }
  return kExitDone;
}

/// All of the one schedule or batch that the options mean.
Result<std::vector<Waiting>> meant(const ApproveOptions& options, std::vector<Waiting> waiting) {
  std::erase_if(waiting, [&](const Waiting& one) { return !one.id.starts_with(options.id); });
  std::set<std::string> ids;
  for (const auto& one : waiting) ids.insert(one.id);
  const auto shown = safe_line(options.id, Charset::kUtf8);
  if (ids.empty()) {
    return fail(ErrorCode::kNotFound,
                fmt::format("nothing of {} waits for an approval; `fettle approve` lists what does",
                            shown));
  }
  if (ids.size() > 1) {
    return fail(ErrorCode::kInvalid, fmt::format("{} begins several ids; write more of it:\n{}",
                                                 shown, "  " + as_text(waiting)));
  }
  return waiting;
}

// --- the person -------------------------------------------------------------------------------

std::string_view verb(Word word) { return word == Word::kApprove ? "Approve" : "Reject"; }

// --- gates ------------------------------------------------------------------------------------

struct GateWord {
  bool approved = false;
  std::string comment;
};
BOOST_DESCRIBE_STRUCT(GateWord, (), (approved, comment))

/// Gates of one step are answered together, unless a target was named.
Result<void> answer(const std::vector<Waiting>& gates, const ApproveOptions& options,
                    const Remote& remote) {
  const bool approved = options.word == Word::kApprove;
  const auto word = to_json(GateWord{approved, options.comment});
  std::set<std::pair<std::string, int>> answered;
  for (const auto& gate : gates) {
    ServiceApi::Change change{.path = fmt::format("/batches/{}/ring", gate.id), .body = word};
    if (gate.kind == "gate" && !options.target.empty()) {
      change.path = fmt::format("/sessions/{}/gate", gate.session);
    } else if (gate.kind == "gate") {
      if (!answered.emplace(gate.stage, gate.step).second) continue;
      change.path = fmt::format("/batches/{}/gates", gate.id);
      change.body = to_json(usecases::GateAnswer{.stage = gate.stage,
                                                 .step = gate.step,
                                                 .approved = approved,
                                                 .comment = options.comment});
    }
    FETTLE_TRY(body, remote.api.send(change));
    static_cast<void>(body);
  }
  return {};
}

/// What a gate would let run, as the first of its targets gets it; nothing of what lies between
/// rings.
Result<std::string> texts_behind(const std::vector<Waiting>& gates, const ServiceApi& api) {
  std::set<std::pair<std::string, int>> told;
  std::string text;
  for (const auto& gate : gates) {
    if (gate.session.empty() || !told.emplace(gate.stage, gate.step).second) continue;
    FETTLE_TRY(session, api.read<usecases::SessionDetail>("/sessions/" + gate.session));
    const auto& steps = gate.stage == "rollback" ? session.rollback : session.steps;
    const auto index = static_cast<std::size_t>(gate.step);
    if (index >= steps.size()) continue;
    text +=
        fmt::format("  step {} \"{}\", as on {}\n", gate.step + 1, steps[index].title, gate.target);
    for (const auto& one : steps[index].texts) {
      for (const auto& line : safe_lines(one, Charset::kUtf8)) {
        text += fmt::format("       | {}\n", line);
      }
    }
  }
  return text;
}

Result<int> answer_gates(std::vector<Waiting> gates, const ApproveOptions& options,
                         const Remote& remote) {
  const auto short_id = gates.front().short_id;
  std::erase_if(gates, [&](const Waiting& gate) {
    return gate.kind == "person" || (!options.target.empty() && gate.target != options.target);
  });
  if (gates.empty()) {
    return fail(ErrorCode::kNotFound,
                options.target.empty()
                    ? fmt::format("{} waits for steps that people do by hand; they are marked done "
                                  "in the dashboard, {}",
                                  short_id, remote.api.url())
                    : fmt::format("no gate of {} waits on {}", short_id,
                                  safe_line(options.target, Charset::kUtf8)));
  }
  if (!options.yes) {
    FETTLE_TRY(behind, texts_behind(gates, remote.api));
    remote.console.out << as_text(gates) << printable(behind) << std::flush;
    const auto question =
        fmt::format("{} {}?", verb(options.word), gates.size() == 1 ? "it" : "all of these");
    if (!agrees(question, remote)) {
      return leave(remote.console, fmt::format("`fettle approve {} --yes{}` answers all of these",
                                               short_id, remote.flags));
    }
  }
  FETTLE_TRY_VOID(answer(gates, options, remote));
  remote.console.err << fmt::format("{} {}: {} {}\n",
                                    options.word == Word::kApprove ? "Approved" : "Rejected",
                                    short_id, gates.size(), gates.size() == 1 ? "gate" : "gates");
  return kExitDone;
}

}  // namespace

int approve(const ApproveOptions& options, const Remote& remote) {
  auto waiting = list_waiting(remote.api);
  if (!waiting) return refuse_command(waiting.error(), remote.console);
  if (options.id.empty()) return list(options, *waiting, remote.console);
  const auto status = [&]() -> Result<int> {
    FETTLE_TRY(chosen, meant(options, *std::move(waiting)));
    const auto& first = chosen.front();
    if (first.kind == "schedule" || first.kind == "launch") return decide(first, options, remote);
    return answer_gates(std::move(chosen), options, remote);
  }();
  return status ? *status : refuse_command(status.error(), remote.console);
}

}  // namespace fettle::cli
