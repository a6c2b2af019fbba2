#include "usecases/servers/import_text.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/json_duplicates.hpp"
#include "core/fleet/text.hpp"
#include "importers/inventory.hpp"
#include "importers/openssh_config.hpp"
#include "usecases/servers/server_input.hpp"
#include "usecases/servers/server_shown.hpp"

namespace fettle::usecases {
namespace {

/// A server as our own JSON has it (server_export.hpp).
struct JsonServer : ServerFields {
  std::optional<std::string> mode;
};
BOOST_DESCRIBE_STRUCT(JsonServer, (ServerFields), (mode))

/// Why the service can't reach it as the source says, if it can't.
std::string way_not_kept(const fleet::Server& server) {
  if (server.ssh_config_file) return "it is reached by an SSH configuration file of its own";
  if (server.ssh_options && !server.ssh_options->empty()) {
    return fmt::format("it is reached with the SSH option `{}`, for which a server has no field",
                       server.ssh_options->front());
  }
  return {};
}

void add(fleet::Server server, std::string notes, ImportedServers& imported) {
  if (auto reason = way_not_kept(server); !reason.empty()) {
    imported.refused.push_back({std::move(server.name), std::move(reason)});
    return;
  }
  if (!server.identity_file.empty()) {
    imported.warnings.push_back(
        {.severity = "warning",
         .code = "import.key-file",
         .message = fmt::format("{}: its key file is not taken over", server.name),
         .hint = "store the key as a secret and choose it as the server's credential"});
  }
  const auto transport = std::string(enum_name(server.transport));
  imported.servers.push_back({std::move(server), transport, std::move(notes)});
}

ImportedServers from_inventory(importers::Inventory inventory) {
  ImportedServers imported;
  imported.warnings = show(inventory.warnings);
  for (auto& server : inventory.servers) {
    const auto refused = inventory.refused.find(server.name);
    if (refused == inventory.refused.end()) {
      auto notes = std::move(inventory.notes[server.name]);
      add(std::move(server), std::move(notes), imported);
    } else {
      imported.refused.push_back({server.name, refused->second.message});
    }
  }
  return imported;
}

Result<ImportedServers> from_json_servers(std::string_view text) {
  FETTLE_TRY_VOID(check_said_once(text));
  FETTLE_TRY(given, from_json<std::vector<JsonServer>>(text));
  FieldProblems problems;
  ImportedServers imported;
  if (given.size() > importers::kServersMax) {
    problems.add("text", fmt::format("holds more than {} servers", importers::kServersMax));
  }
  for (std::size_t i = 0; i < given.size() && i < importers::kServersMax; ++i) {
    const auto prefix = fmt::format("text: [{}].", i);
    if (!given[i].name) problems.add(prefix + "name", "is required");
    if (given[i].mode) check_mode(*given[i].mode, prefix + "mode", problems);
    store::ServerRow row;
    apply_fields(given[i], prefix, row, problems);
    row.mode = given[i].mode.value_or("live");
    imported.servers.push_back({to_server(row), row.transport, row.notes});
  }
  FETTLE_TRY_VOID(problems.done());
  return imported;
}

}  // namespace

Result<void> check_said_once(std::string_view json) {
  FieldProblems problems;
  if (const auto name = find_duplicate_name(json)) {
    problems.add("text",
                 fmt::format("has {} twice in one object; remove one", fleet::quote(*name)));
  }
  return problems.done();
}

std::string plain_text(const ImportText& import) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  auto text = import.text;
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  if (import.format == "csv") return text;
  for (auto at = text.find('\r'); at != std::string::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') text[at] = '\n';
  }
  return text;
}

Result<ImportedServers> read_import_text(const ImportText& import) {
  const auto text = plain_text(import);
  if (import.format == "json") return from_json_servers(text);
  if (import.format == "ssh_config") {
    FETTLE_TRY(inventory, importers::read_openssh_config("the configuration", text));
    return from_inventory(std::move(inventory));
  }
  if (import.format == "csv" || import.format == "ansible") {
    // An Ansible inventory tells by its first line which of the three it is.
    const auto* const name = import.format == "csv" ? "import.csv" : "inventory";
    FETTLE_TRY(inventory, importers::parse_inventory(name, text));
    return from_inventory(std::move(inventory));
  }
  return fail(ErrorCode::kMalformed, "format has to be one of csv, json, ansible, ssh_config");
}

}  // namespace fettle::usecases
