// Servers of the team: the list with its counts, each server, many at once, imports and exports.
#include "usecases/servers/servers.hpp"

#include <fmt/format.h>

#include <array>

#include "api/answer.hpp"
#include "api/list.hpp"
#include "api/routes/all.hpp"
#include "base/json_fields.hpp"
#include "usecases/servers/server_bulk.hpp"
#include "usecases/servers/server_export.hpp"
#include "usecases/servers/server_import.hpp"
#include "usecases/targets/select_servers.hpp"

namespace fettle::api {
namespace {

using security::Action;

struct ModeBody {
  std::string mode;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ModeBody, (), (mode, reason))

store::ServerFilter filter_of(const Call& call) {
  const auto get = [&](std::string_view name) { return std::string(call.request.parameter(name)); };
  return {.team = {},
          .role = get("role"),
          .tag = get("tag"),
          .site = get("site"),
          .os_family = get("os_family"),
          .mode = get("mode"),
          .transport = get("transport"),
          .text = get("q")};
}

store::PageMark mark(const store::PageQuery& page, const usecases::ShownServerHead& server) {
  if (page.sort == "address") return {server.address, server.id};
  if (page.sort == "role") return {server.role, server.id};
  if (page.sort == "site") return {server.site, server.id};
  if (page.sort == "mode") return {server.mode, server.id};
  if (page.sort == "created_at") return {std::to_string(server.created_at.ms), server.id};
  if (page.sort == "updated_at") return {std::to_string(server.updated_at.ms), server.id};
  return {server.name, server.id};
}

Result<http::Response> list_servers(Call& call) {
  static constexpr std::array<std::string_view, 7> kSorts{"name", "address",    "role",      "site",
                                                          "mode", "created_at", "updated_at"};
  FETTLE_TRY(page, page_query(call, kSorts));
  FETTLE_TRY(found, usecases::list_servers(call.context, {filter_of(call), page}));
  return page_answer(page, std::move(found),
                     [&](const auto& server) { return mark(page, server); });
}

Result<http::Response> count_servers(Call& call) {
  FETTLE_TRY(facets, usecases::count_server_facets(call.context, filter_of(call)));
  return json_answer(facets);
}

Result<http::Response> create_server(Call& call) {
  FETTLE_TRY(body, read_body<usecases::NewServer>(call));
  FETTLE_TRY(server, usecases::create_server(call.context, body));
  return created(fmt::format("/servers/{}", server.id), server);
}

Result<http::Response> get_server(Call& call) {
  FETTLE_TRY(server, usecases::get_server(call.context, call.value("server_id")));
  return json_answer(server);
}

Result<http::Response> update_server(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(body, read_body<usecases::ServerFields>(call));
  FETTLE_TRY(server, usecases::update_server(call.context, {.id = call.value("server_id"),
                                                            .version = version,
                                                            .fields = std::move(body)}));
  return json_answer(server);
}

Result<http::Response> delete_server(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY_VOID(usecases::delete_server(call.context, {call.value("server_id"), version}));
  return no_content();
}

Result<http::Response> set_server_mode(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(body, read_body<ModeBody>(call));
  FETTLE_TRY(server, usecases::set_server_mode(call.context, {.id = call.value("server_id"),
                                                              .version = version,
                                                              .mode = std::move(body.mode),
                                                              .reason = std::move(body.reason)}));
  return json_answer(server);
}

Result<http::Response> list_server_modes(Call& call) {
  static constexpr std::array<std::string_view, 1> kSorts{"-at"};
  FETTLE_TRY(page, page_query(call, kSorts));
  FETTLE_TRY(found, usecases::list_server_modes(call.context, {call.value("server_id"), page}));
  return page_answer(page, std::move(found), [](const store::ModeChange& change) {
    const auto at = std::to_string(change.at.ms);
    return store::PageMark{at, at};
  });
}

Result<http::Response> edit_servers(Call& call) {
  FETTLE_TRY(body, read_body<usecases::BulkEdit>(call));
  FETTLE_TRY(edited, usecases::edit_servers(call.context, body));
  return json_answer(edited);
}

/// Its text: a selector is read by the rules of plans.
Result<std::string> read_selector(const http::Request& request) {
  FETTLE_TRY(text, json_body(request));
  FETTLE_TRY(fields, read_json_fields(text));
  return field_or(fields, "selector", "null").text;
}

Result<std::string> selector_as_json(const http::Request& request) {
  FETTLE_TRY(selector, read_selector(request));
  FETTLE_TRY_VOID(usecases::read_selector_text(selector));
  return fmt::format(R"({{"selector":{}}})", selector);
}

Result<http::Response> select_servers(Call& call) {
  FETTLE_TRY(selector, read_selector(call.request));
  FETTLE_TRY(shown, usecases::preview_selector(call.context, selector));
  return json_answer(shown);
}

Result<http::Response> import_servers(Call& call) {
  FETTLE_TRY(body, read_body<usecases::ImportServers>(call));
  FETTLE_TRY(difference, usecases::import_servers(call.context, body));
  return json_answer(difference);
}

Result<http::Response> export_as(Call& call, usecases::ExportFormat format) {
  const bool csv = format == usecases::ExportFormat::kCsv;
  FETTLE_TRY(text, usecases::export_servers(call.context, {filter_of(call), format}));
  http::Response response;
  response.set("Content-Type", csv ? "text/csv; charset=utf-8" : "application/json");
  response.set("Content-Disposition",
               fmt::format("attachment; filename=\"servers.{}\"", csv ? "csv" : "json"));
  response.body = std::move(text);
  return response;
}

Result<http::Response> export_servers_as_csv(Call& call) {
  return export_as(call, usecases::ExportFormat::kCsv);
}

Result<http::Response> export_servers_as_json(Call& call) {
  return export_as(call, usecases::ExportFormat::kJson);
}

constexpr std::array kRoutes{
    Route{"listServers", "GET", "/servers", Action::kRead, list_servers},
    Route{"createServer", "POST", "/servers", Action::kEditServers, create_server,
          body_as<usecases::NewServer>},
    Route{"countServers", "GET", "/servers/counts", Action::kRead, count_servers},
    Route{"editServers", "POST", "/servers/bulk", Action::kEditServers, edit_servers,
          body_as<usecases::BulkEdit>},
    Route{"selectServers", "POST", "/servers/select", Action::kRead, select_servers,
          selector_as_json},
    Route{"importServers", "POST", "/servers/import", Action::kEditServers, import_servers,
          body_as<usecases::ImportServers>},
    Route{"exportServersAsCsv", "GET", "/servers/export.csv", Action::kRead, export_servers_as_csv},
    Route{"exportServersAsJson", "GET", "/servers/export.json", Action::kRead,
          export_servers_as_json},
    Route{"getServer", "GET", "/servers/{server_id}", Action::kRead, get_server},
    Route{"updateServer", "PATCH", "/servers/{server_id}", Action::kEditServers, update_server,
          body_as<usecases::ServerFields>},
    Route{"deleteServer", "DELETE", "/servers/{server_id}", Action::kEditServers, delete_server},
    Route{"setServerMode", "PUT", "/servers/{server_id}/mode", Action::kEditServers,
          set_server_mode, body_as<ModeBody>},
    Route{"listServerModes", "GET", "/servers/{server_id}/modes", Action::kRead, list_server_modes},
};

}  // namespace

std::span<const Route> server_routes() { return kRoutes; }

}  // namespace fettle::api
