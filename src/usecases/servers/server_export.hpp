// The servers of a team as text that an import reads again: CSV with a column for each variable and
// one for those that have none, or JSON. Without credentials, pinned keys and facts.
#pragma once

#include <string>

#include "store/server_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

enum class ExportFormat { kCsv, kJson };

struct ExportServers {
  store::ServerFilter filter;  ///< the team is the caller's, whatever it says
  ExportFormat format = ExportFormat::kCsv;
};
Result<std::string> export_servers(Context& context, ExportServers request);

}  // namespace fettle::usecases
