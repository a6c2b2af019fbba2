// The text of an import, whatever its format, as servers. Text in, values out: no file is opened,
// no name looked up, no program started. Used for servers and for target lists.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/fleet/server.hpp"
#include "usecases/flows/shown_diagnostic.hpp"

namespace fettle::usecases {

struct ImportText {
  std::string format;  ///< `csv`, `json`, `ansible` (INI, YAML, `--list`) or `ssh_config`
  std::string text;
};

/// What a source says of one server; what it does not say is empty.
struct ImportedServer {
  fleet::Server server;
  std::string transport;  ///< its word
  std::string notes;
};

struct RefusedServer {
  std::string name;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefusedServer, (), (name, reason))

struct ImportedServers {
  std::vector<ImportedServer> servers;  ///< in the order of the source
  std::vector<RefusedServer> refused;   ///< what can't be reached as the source says
  std::vector<ShownDiagnostic> warnings;
};

/// The text as its reader takes it: without a byte order mark, and with a line feed where a
/// carriage return alone ends a line. In CSV it may be a part of a value.
std::string plain_text(const ImportText& import);

/// kInvalid where an object of it says one thing twice.
Result<void> check_said_once(std::string_view json);

/// kMalformed for an unknown format; kInvalid, with every problem, for a text that is not of it.
Result<ImportedServers> read_import_text(const ImportText& import);

}  // namespace fettle::usecases
