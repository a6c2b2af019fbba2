#include "cli/remote/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/enum_name.hpp"
#include "cli/record/record.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"
#include "cli/view/wording.hpp"

namespace fettle::cli {
namespace {

using usecases::TargetSessionView;

struct Sessions {
  std::vector<TargetSessionView> items;
};
BOOST_DESCRIBE_STRUCT(Sessions, (), (items))

/// `step 2 awaiting approval: type default`, or why it ended.
std::string stand_of(const TargetSessionView& session) {
  auto text = plain_words(session.status);
  const bool is_under_way = !session.ended_at && session.started_at;
  if (is_under_way) {
    text += fmt::format("  {} {}", session.stage == "rollback" ? "rollback step" : "step",
                        session.step + 1);
  }
  if (!session.reason.empty()) text += ": " + session.reason;
  if (!session.outcome.empty()) text += fmt::format("  ({})", plain_words(session.outcome));
  if (!session.assigned_to.empty()) text += fmt::format("  [{}]", session.assigned_to);
  return text;
}

std::string as_text(const std::vector<TargetSessionView>& sessions) {
  std::size_t width = 0;
  const auto label_of = [](const TargetSessionView& session) {
    return session.target_label + (session.recheck ? " (re-check)" : "");
  };
  for (const auto& session : sessions) width = std::max(width, label_of(session).size());
  std::string text;
  for (const auto& session : sessions) {
    text += safe_line(fmt::format("{:<{}}  {}", label_of(session), width, stand_of(session)),
                      Charset::kUtf8) +
            "\n";
  }
  return text;
}

/// The states that a session can be in, for who misspells one.
Result<void> check_status(const std::string& status) {
  if (status.empty() || enum_from_name<engine::SessionStatus>(status)) return {};
  return fail(ErrorCode::kInvalid, fmt::format("--status {}: it is one of {}", status,
                                               list_enum_names<engine::SessionStatus>()));
}

}  // namespace

int list_service_batches(const BatchesOptions& options, const Remote& remote) {
  const auto batches = batches_of(remote.api);
  if (!batches) {
    if (options.ids_only) return kExitDone;  // a completion says nothing of what is wrong
    return refuse_command(batches.error(), remote.console);
  }
  write_batches(*batches, remote.api.url(), options, remote.console);
  return kExitDone;
}

int show_service_batch(const ShowOptions& options, const Remote& remote) {
  const auto record = [&]() -> Result<BatchRecord> {
    FETTLE_TRY(chosen, choose_batch(remote.api, options.batch));
    FETTLE_TRY(text, remote.api.get(fmt::format("/batches/{}/report?format=json", chosen.id)));
    FETTLE_TRY(read, read_record_json(text));
    read.short_id = chosen.short_id;
    return read;
  }();
  if (!record) return refuse_command(record.error(), remote.console);
  remote.console.out << written(*record, options);
  return kExitDone;
}

Result<std::vector<TargetSessionView>> sessions_of(const ServiceApi& api,
                                                   const std::string& batch) {
  FETTLE_TRY(sessions, api.read<Sessions>(fmt::format("/batches/{}/sessions", batch)));
  return std::move(sessions.items);
}

int list_service_sessions(const SessionsOptions& options, const Remote& remote) {
  auto sessions = [&]() -> Result<std::vector<TargetSessionView>> {
    FETTLE_TRY_VOID(check_status(options.status));
    FETTLE_TRY(chosen, choose_batch(remote.api, options.batch));
    return sessions_of(remote.api, chosen.id);
  }();
  if (!sessions) return refuse_command(sessions.error(), remote.console);
  std::erase_if(*sessions, [&](const auto& session) {
    return !options.status.empty() && session.status != options.status;
  });
  remote.console.out << (options.format == OutputFormat::kJson
                             ? escape_controls(to_json(*sessions)) + "\n"
                             : as_text(*sessions));
  return kExitDone;
}

}  // namespace fettle::cli
