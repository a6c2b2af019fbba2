#include "cli/remote/launch_flow.hpp"

#include <fmt/format.h>

#include <map>
#include <ostream>

#include "base/json.hpp"
#include "base/json_fields.hpp"
#include "cli/launch.hpp"
#include "cli/preview_rows.hpp"
#include "cli/remote/event_follower.hpp"
#include "cli/remote/named_thing.hpp"
#include "cli/remote/refusal.hpp"
#include "cli/remote/watch_batch.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"
#include "usecases/batches/launch_batch.hpp"

namespace fettle::cli {
namespace {

using Options = LaunchFlowOptions;
using usecases::BatchView;
using usecases::LaunchPreview;
using usecases::LaunchRequest;

// --- what is asked for ------------------------------------------------------------------------

/// Whether it can be is the service's to say.
Result<JsonText> read_selector(const std::string& text) {
  if (text.starts_with('{')) {
    FETTLE_TRY_VOID(read_json_fields(text));
    return JsonText{text};
  }
  const auto equals = text.find('=');
  if (text == "all") return JsonText{R"({"by":"all"})"};
  if (equals == std::string::npos || equals == 0) {
    return fail(ErrorCode::kInvalid,
                "--selector: say BY=VALUE, as role=web, or all, or JSON as "
                R"({"any_of":[{"by":"role","value":"web"},{"by":"tag","value":"edge"}]})");
  }
  return JsonText{to_json(std::map<std::string, std::string>{{"by", text.substr(0, equals)},
                                                             {"value", text.substr(equals + 1)}})};
}

Result<void> name_targets(const Options& options, const Remote& remote, LaunchRequest& request) {
  const int ways = (options.targets.empty() ? 0 : 1) + (options.target_list.empty() ? 0 : 1) +
                   (options.selector.empty() ? 0 : 1) + (options.from_batch.empty() ? 0 : 1);
  if (ways != 1) {
    return fail(ErrorCode::kInvalid,
                "say which targets, one way: --target web1,web2, --list NAME, --selector role=web, "
                "or --from BATCH");
  }
  if (options.only_not_completed && options.from_batch.empty()) {
    return fail(ErrorCode::kInvalid, "--not-completed chooses from an earlier batch: add --from");
  }
  if (!options.target_list.empty()) {
    FETTLE_TRY(list, find_thing(remote.api, kTargetLists, options.target_list));
    request.target_list_id = list.id;
  } else if (!options.selector.empty()) {
    FETTLE_TRY(selector, read_selector(options.selector));
    request.target_selector = std::move(selector);
  } else if (!options.from_batch.empty()) {
    FETTLE_TRY(batch, choose_batch(remote.api, options.from_batch));
    request.from_batch_id = batch.id;
    request.only_not_completed = options.only_not_completed;
  } else {
    request.targets.emplace();
    for (const auto& label : options.targets) request.targets->push_back({.label = label});
  }
  return {};
}

Result<LaunchRequest> request_of(const Options& options, const Remote& remote) {
  LaunchRequest request;
  FETTLE_TRY(variables, read_variables(options.variables));
  if (!variables.empty()) request.variables_override = std::move(variables);
  FETTLE_TRY_VOID(name_targets(options, remote, request));
  FETTLE_TRY(flow, find_thing(remote.api, kFlows, options.flow));
  request.tree_id = flow.id;
  if (!options.strategy.empty()) request.strategy = options.strategy;
  request.manual_confirmed = options.by_hand;
  return request;
}

/// What a person types here instead of a member of the request.
Error in_words_of_options(Error error) {
  constexpr std::string_view kMember = "(manual_confirmed)";
  const auto at = error.message.find(kMember);
  if (at != std::string::npos) error.message.replace(at, kMember.size(), "with --by-hand");
  return error;
}

// --- the preview ------------------------------------------------------------------------------

std::string in_words(const LaunchPreview& preview) {
  auto text =
      fmt::format("{} (risk {}{})\n\nWho goes when ({} {})\n", preview.name, preview.risk_level,
                  preview.needs_approval ? "; the launch waits for an approval" : "",
                  preview.sessions, preview.sessions == 1 ? "target" : "targets");
  for (std::size_t i = 0; i < preview.waves.size(); ++i) {
    const auto& wave = preview.waves[i];
    WaveRow row{.name = wave.name,
                .parallelism = wave.parallelism,
                .soak_seconds = wave.soak_seconds,
                .recheck = wave.recheck,
                .approval_after = wave.approval_after};
    for (int at = wave.first; at < wave.first + wave.count; ++at) {
      const auto index = static_cast<std::size_t>(at);
      if (index < preview.targets.size()) row.targets.push_back(preview.targets[index].label);
    }
    text += describe_wave(row, i + 1);
  }
  std::vector<GateRow> gates;
  for (const auto& gate : preview.gates) {
    gates.push_back({gate.place, gate.reason, gate.targets, gate.only_if});
  }
  text += describe_gates(gates) + "\nWhat runs\n";
  for (std::size_t i = 0; i < preview.steps.size(); ++i) {
    const auto& step = preview.steps[i];
    text += fmt::format("  {}. {} ({}{})\n", i + 1, step.title, step.type,
                        step.by_hand ? ", by hand" : "");
    for (const auto& command : step.texts) {
      for (const auto& line : safe_lines(command, Charset::kUtf8)) {
        text += fmt::format("       | {}\n", line);
      }
    }
  }
  for (const auto& label : preview.unmatched) {
    text += fmt::format("\n{} matches no server and would be carried out by hand", label);
  }
  return text + fmt::format("\nDigest {}\n", preview.digest);
}

Result<int> show_preview(const LaunchRequest& request, const Options& options,
                         const Remote& remote) {
  FETTLE_TRY(preview, remote.api.change<LaunchPreview>(
                          {.path = "/sessions/batch/preview", .body = to_json(request)}));
  remote.console.out << (options.format == OutputFormat::kJson
                             ? escape_controls(to_json(preview)) + "\n"
                             : printable(in_words(preview)));
  return kExitDone;
}

// --- the launch -------------------------------------------------------------------------------

struct LaunchedJson {
  std::string_view event = "launched";
  std::string_view batch;
  std::string_view name;
  std::string_view status;
};
BOOST_DESCRIBE_STRUCT(LaunchedJson, (), (event, batch, name, status))

void tell_launched(const BatchView& batch, const ChosenBatch& chosen, const Options& options,
                   const Remote& remote) {
  if (options.format == OutputFormat::kJson) {
    if (options.then != Options::Then::kDetach) return;  // the line of the run tells it
    write_json_line(
        remote.console.out,
        LaunchedJson{.batch = batch.batch_id, .name = batch.name, .status = batch.status});
    return;
  }
  const bool waits = batch.status == "pending_approval";
  const auto text = fmt::format("Launched {}: {}, {} {}{}\n", chosen.short_id,
                                safe_line(batch.name, Charset::kUtf8), batch.counts.total,
                                batch.counts.total == 1 ? "target" : "targets",
                                waits ? "; it waits for an approval" : "");
  (options.then == Options::Then::kDetach ? remote.console.out : remote.console.err)
      << text << std::flush;
}

Result<int> launch(const LaunchRequest& request, const Options& options, const Remote& remote) {
  std::string newest;
  if (options.then == Options::Then::kWatch) {
    FETTLE_TRY(event, newest_event(remote.events));
    newest = std::move(event);
  }
  FETTLE_TRY(batch, remote.api.change<BatchView>({.path = "/sessions/batch",
                                                  .body = to_json(request),
                                                  .idempotency_key = remote.key}));
  const auto named = choose_batch(remote.api, batch.batch_id);
  const auto chosen = named ? *named : ChosenBatch{batch.batch_id, batch.batch_id};
  tell_launched(batch, chosen, options, remote);
  if (options.then == Options::Then::kDetach) return kExitDone;
  using Standstill = WatchOptions::Standstill;
  return watch_batch({.batch = chosen,
                      .last_event = newest,
                      .format = options.format,
                      .standstill = options.waits ? Standstill::kWait : Standstill::kLeave},
                     remote);
}

/// The lines of the plan, where the service points at some.
int refuse_launch(const Error& error, const LaunchRequest& request, const Remote& remote) {
  struct Text {
    std::string name;
    std::string text;
  } plan;
  if (!error.diagnostics.empty() && request.tree_id) {
    const auto text = remote.api.get("/trees/" + *request.tree_id + "/export");
    if (text) plan = {"plan.md", *text};
  }
  return refuse_command(in_words_of_options(error), remote.console, plan.name, plan.text);
}

}  // namespace

int launch_flow(const LaunchFlowOptions& options, const Remote& remote) {
  const auto request = request_of(options, remote);
  if (!request) return refuse_command(request.error(), remote.console);
  const auto status = options.then == Options::Then::kPreview
                          ? show_preview(*request, options, remote)
                          : launch(*request, options, remote);
  return status ? *status : refuse_launch(status.error(), *request, remote);
}

}  // namespace fettle::cli
