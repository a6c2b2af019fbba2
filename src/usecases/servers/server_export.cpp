#include "usecases/servers/server_export.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv_text.hpp"
#include "base/json.hpp"
#include "core/fleet/text.hpp"
#include "importers/csv.hpp"
#include "usecases/servers/server_shown.hpp"

namespace fettle::usecases {
namespace {

struct ExportedServer {
  std::string name;
  std::string address;
  int port = 0;
  std::string user;
  std::string transport;
  std::string proxy_jump;
  bool become = false;
  std::string become_user;
  std::string become_method;
  std::string mode;
  std::string role;
  std::string site;
  std::string os_family;
  JsonText tags;
  JsonText variables;
  std::string notes;
};
BOOST_DESCRIBE_STRUCT(ExportedServer, (),
                      (name, address, port, user, transport, proxy_jump, become, become_user,
                       become_method, mode, role, site, os_family, tags, variables, notes))

std::string to_json_list(const std::vector<store::ServerRow>& rows) {
  std::vector<ExportedServer> servers;
  for (const auto& row : rows) {
    servers.push_back({row.name,
                       row.address,
                       row.port,
                       row.user_name,
                       row.transport,
                       row.proxy_jump,
                       row.become,
                       row.become_user,
                       row.become_method,
                       row.mode,
                       row.role,
                       row.site,
                       row.os_family,
                       {row.tags},
                       {row.variables},
                       row.notes});
  }
  return to_json(servers) + "\n";
}

constexpr std::array<std::string_view, 15> kFields{
    "name",          "address", "port", "user", "transport", "proxy_jump", "become", "become_user",
    "become_method", "mode",    "role", "site", "os_family", "tags",       "notes"};

std::vector<std::string> field_cells(const store::ServerRow& row) {
  return {row.name,
          row.address,
          row.port == 0 ? std::string() : std::to_string(row.port),
          row.user_name,
          row.transport,
          row.proxy_jump,
          row.become ? "yes" : "no",
          row.become_user,
          row.become_method,
          row.mode,
          row.role,
          row.site,
          row.os_family,
          fmt::format("{}", fmt::join(tags_of(row), ";")),
          row.notes};
}

using Variables = std::map<std::string, std::string>;

/// The variables that have a column each. A field's name means the field, a column's case does not
/// matter, and a table has only so many.
std::set<std::string> variable_columns(const std::vector<store::ServerRow>& rows) {
  std::map<std::string, std::string> spellings;
  for (const auto& row : rows) {
    for (const auto& [name, value] : variables_of(row)) {
      auto key = fleet::to_lower_ascii(name);
      if (!importers::is_csv_field(key)) spellings.try_emplace(std::move(key), name);
    }
  }
  std::set<std::string> columns;
  for (auto& [key, name] : spellings) {
    if (kFields.size() + columns.size() + 1 < importers::kColumnsMax) columns.insert(name);
  }
  return columns;
}

/// Those without a column, and empty ones: an empty cell is no value.
Variables take_rest(Variables& variables, const std::set<std::string>& columns) {
  Variables rest;
  for (auto& [name, value] : variables) {
    if (value.empty() || !columns.contains(name)) rest.emplace(name, value);
  }
  for (const auto& [name, value] : rest) variables.erase(name);
  return rest;
}

std::string to_csv(const std::vector<store::ServerRow>& rows) {
  const auto columns = variable_columns(rows);
  std::vector<std::string> header(kFields.begin(), kFields.end());
  header.insert(header.end(), columns.begin(), columns.end());
  header.emplace_back("variables");
  auto csv = csv_line(header);
  for (const auto& row : rows) {
    auto cells = field_cells(row);
    auto variables = variables_of(row);
    const auto rest = take_rest(variables, columns);
    for (const auto& name : columns) cells.push_back(variables[name]);
    cells.push_back(rest.empty() ? std::string() : to_json(rest));
    csv += csv_line(cells);
  }
  return csv;
}

}  // namespace

Result<std::string> export_servers(Context& context, ExportServers request) {
  request.filter.team = context.actor.team;
  FETTLE_TRY(rows, store::find_servers(context.database, request.filter));
  return request.format == ExportFormat::kCsv ? to_csv(rows) : to_json_list(rows);
}

}  // namespace fettle::usecases
