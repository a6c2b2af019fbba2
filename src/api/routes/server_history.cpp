// What ran on a server, and its snapshots compared.
#include "usecases/servers/server_history.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/list.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> sessions(Call& call) {
  static constexpr std::array<std::string_view, 1> kSorts{"-launched_at"};
  FETTLE_TRY(page, page_query(call, kSorts));
  FETTLE_TRY(found, usecases::list_server_sessions(call.context, call.value("server_id"), page));
  return page_answer(page, std::move(found), [](const store::ServerSessionRow& row) {
    return store::PageMark{std::to_string(row.launched_at), row.session_id};
  });
}

Result<http::Response> compare(Call& call) {
  const auto get = [&](std::string_view name) { return std::string(call.request.parameter(name)); };
  FETTLE_TRY(compared, usecases::compare_snapshots(
                           call.context, call.value("server_id"),
                           {{get("from"), get("from_moment")}, {get("to"), get("to_moment")}}));
  return json_answer(compared);
}

constexpr std::array kRoutes{
    Route{"compareServerSnapshots", "GET", "/servers/{server_id}/changes", Action::kRead, compare},
    Route{"listServerSessions", "GET", "/servers/{server_id}/sessions", Action::kRead, sessions},
};

}  // namespace

std::span<const Route> server_history_routes() { return kRoutes; }

}  // namespace fettle::api
