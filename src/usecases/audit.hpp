// The audit log: who changed what, in the transaction of the change. Append-only, each entry's hash
// covers the one before it (store/audit_store.hpp). Never holds a secret's value.
#pragma once

#include <string>
#include <string_view>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct AuditEntry {
  std::string_view action;  ///< `tree.updated`, `server.deleted`, `user.signed_in`
  std::string subject;      ///< id of what was changed
  std::string before = {};  ///< JSON object of the fields that changed; empty: there was nothing
  std::string after = {};   ///< the same; empty: nothing is left
};

/// Inside the transaction of the change.
Result<void> audit(Context& context, const AuditEntry& entry);

}  // namespace fettle::usecases
