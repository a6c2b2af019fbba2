// What a whole batch left behind: its sessions as a table, outputs that are the same, changes
// rolled up over its targets.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "api/answer.hpp"
#include "api/list.hpp"
#include "api/routes/all.hpp"
#include "usecases/batches/batch_changes.hpp"
#include "usecases/batches/batch_commands.hpp"
#include "usecases/batches/batch_outputs.hpp"
#include "usecases/batches/session_table.hpp"

namespace fettle::api {
namespace {

using security::Action;

/// The version is read before the table: who gets a newer table than its tag says asks once more.
Result<http::Response> table(Call& call) {
  const auto& batch = call.value("batch_id");
  FETTLE_TRY(version, usecases::session_table_version(call.context, batch));
  const auto tag = fmt::format("\"{}\"", version);
  http::Response response{.status = 304};
  if (!http::has_already(call.request, tag)) {
    FETTLE_TRY(read, usecases::read_session_table(call.context, batch));
    response = json_text(to_json(read));
  }
  response.set("ETag", tag);
  return response;
}

Result<http::Response> outputs(Call& call) {
  constexpr int kStepMax = 500;
  const auto text = call.request.parameter("step");
  int step = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), step);
  if (error != std::errc() || end != text.data() + text.size() || step < 0 || step > kStepMax) {
    return fail(ErrorCode::kMalformed, "step: name one by its number; the first is 0");
  }
  const auto stage = call.request.parameter("stage");
  FETTLE_TRY(groups, usecases::group_outputs(call.context, call.value("batch_id"),
                                             {stage.empty() ? "steps" : std::string(stage), step}));
  return json_answer(groups);
}

Result<http::Response> commands(Call& call) {
  FETTLE_TRY(found, usecases::list_commands(call.context, call.value("batch_id"),
                                            call.request.parameter("session_id")));
  return json_answer(found);
}

struct ChangesPage : usecases::BatchChanges {
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(ChangesPage, (usecases::BatchChanges), (next_cursor))

Result<http::Response> changes(Call& call) {
  static constexpr std::array<std::string_view, 1> kSorts{"-changed"};
  FETTLE_TRY(page, page_query(call, kSorts));
  std::size_t first = 0;
  if (page.after) {
    const auto& mark = page.after->value;
    std::from_chars(mark.data(), mark.data() + mark.size(), first);
  }
  const auto limit = static_cast<std::size_t>(page.limit);
  FETTLE_TRY(rolled_up, usecases::roll_up_changes(
                            call.context, call.value("batch_id"),
                            {std::string(call.request.parameter("dimension")), first, limit}));
  ChangesPage answer{std::move(rolled_up), {}};
  const auto next = first + answer.items.size();
  if (std::cmp_less(next, answer.total)) {
    answer.next_cursor = write_cursor(page, {std::to_string(next), "changes"});
  }
  return json_answer(answer);
}

constexpr std::array kRoutes{
    Route{"rollUpChanges", "GET", "/batches/{batch_id}/changes", Action::kRead, changes},
    Route{"listCommands", "GET", "/batches/{batch_id}/commands", Action::kRead, commands},
    Route{"groupOutputs", "GET", "/batches/{batch_id}/outputs", Action::kRead, outputs},
    Route{"getSessionTable", "GET", "/batches/{batch_id}/session-table", Action::kRead, table},
};

}  // namespace

std::span<const Route> batch_review_routes() { return kRoutes; }

}  // namespace fettle::api
