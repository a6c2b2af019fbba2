// What an entry of the audit log is about, as people call it now. Things that are gone have no name
// here: their entries hold what they were.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

#include "store/database/connection.hpp"
#include "store/team_key.hpp"

namespace fettle::store {

struct AuditSubject {
  std::string kind;  ///< `server`; of a flow its type
  std::string name;
};
BOOST_DESCRIBE_STRUCT(AuditSubject, (), (kind, name))

/// By id, of whichever kind it is.
Result<std::optional<AuditSubject>> find_audit_subject(Connection& connection, TeamKey key);

}  // namespace fettle::store
