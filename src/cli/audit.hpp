// `fettle audit verify`: whether the audit log is as it was written, from its first entry to its
// last. Reads only. The chain is described in store/audit_store.hpp.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

struct AuditOptions {
  std::string database;  ///< its address
  std::string noted;     ///< SEQUENCE:HASH that was noted earlier; empty: none
  OutputFormat format = OutputFormat::kText;
};

/// 0 where it holds, 1 with the first entry that doesn't, 2 where the database can't be read.
int verify_audit(const AuditOptions& options, const Console& console);

}  // namespace fettle::cli
