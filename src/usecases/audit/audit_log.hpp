// The audit log as an owner reads it: filtered, newest first, and as a file. audit.hpp writes it,
// store/audit_store.hpp checks its chain.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/engine/principal.hpp"
#include "store/audit_store.hpp"
#include "store/audit_subject.hpp"
#include "usecases/context.hpp"
#include "usecases/listed.hpp"

namespace fettle::usecases {

/// An entry. What was before and after is JSON as text, whose fields are those of the thing.
struct AuditView {
  std::int64_t sequence = 0;
  Instant at;
  engine::Principal actor;
  std::string address;
  std::string action;
  std::string subject;
  std::string difference;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditView, (),
                      (sequence, at, actor, address, action, subject, difference, hash))

/// With what it is about, as that is called now; none where it is gone.
struct ListedAudit : AuditView {
  std::optional<store::AuditSubject> about;
};
BOOST_DESCRIBE_STRUCT(ListedAudit, (AuditView), (about))

Result<Listed<ListedAudit>> list_audit(Context& context, const store::AuditFilter& filter,
                                       const ListRequest& request);

BOOST_DEFINE_ENUM_CLASS(AuditFormat, kCsv, kJsonl)

/// At most 100,000 entries, the newest; a filter reaches the others.
Result<std::string> export_audit(Context& context, const store::AuditFilter& filter,
                                 AuditFormat format);

}  // namespace fettle::usecases
