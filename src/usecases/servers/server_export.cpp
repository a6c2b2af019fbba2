#include "usecases/servers/server_export.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "importers/server_fields.hpp"
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

/// RFC 4180. A quote before what a spreadsheet would take for a formula makes it text; the import
/// takes the quote away again, and leaves blanks within quotes as they are.
std::string cell(std::string_view text) {
  const bool is_formula = !text.empty() && std::string_view("=+-@\t\r'").contains(text.front());
  const bool has_edge = text.starts_with(' ') || text.ends_with(' ');
  if (!has_edge && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    return (is_formula ? "'" : "") + std::string(text);
  }
  std::string quoted = is_formula ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

constexpr std::string_view kColumns =
    "name,address,port,user,transport,proxy_jump,become,mode,role,site,os_family,tags";

/// Those that a column can be called after: a field's name means the field.
std::set<std::string> variable_columns(const std::vector<store::ServerRow>& rows) {
  std::set<std::string> names;
  for (const auto& row : rows) {
    for (const auto& [name, value] : variables_of(row)) {
      if (name != "name" && !importers::is_server_field(name)) names.insert(name);
    }
  }
  return names;
}

std::string to_csv(const std::vector<store::ServerRow>& rows) {
  const auto variables = variable_columns(rows);
  std::string csv(kColumns);
  for (const auto& name : variables) csv += "," + cell(name);
  csv += "\r\n";
  for (const auto& row : rows) {
    const auto tags = fmt::format("{}", fmt::join(tags_of(row), ";"));
    const auto port = row.port == 0 ? std::string() : std::to_string(row.port);
    const std::vector<std::string> cells{row.name,
                                         row.address,
                                         port,
                                         row.user_name,
                                         row.transport,
                                         row.proxy_jump,
                                         row.become ? "yes" : "no",
                                         row.mode,
                                         row.role,
                                         row.site,
                                         row.os_family,
                                         tags};
    std::string line;
    for (const auto& text : cells) line += (line.empty() ? "" : ",") + cell(text);
    const auto values = variables_of(row);
    for (const auto& name : variables) {
      const auto value = values.find(name);
      line += "," + (value == values.end() ? std::string() : cell(value->second));
    }
    csv += line + "\r\n";
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
