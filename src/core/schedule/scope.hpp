// Whom a window or a freeze is for, and whether a start is one of those. Values only.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <string>

namespace fettle::schedule {

BOOST_DEFINE_ENUM_CLASS(ScopeKind, kTeam, kSite, kRole, kSchedule, kServer)

struct Scope {
  ScopeKind kind = ScopeKind::kTeam;
  std::string value;  ///< name of the site or role, id of the schedule or server; empty: the team
  friend bool operator==(const Scope&, const Scope&) = default;
};
BOOST_DESCRIBE_STRUCT(Scope, (), (kind, value))

/// A session that is to start. What it does not have is empty, and no scope but the team's is for
/// it.
struct Subject {
  std::string schedule;     ///< id of the one that its batch came from
  std::string server;       ///< id
  std::string server_name;  ///< for people
  std::string site;
  std::string role;
};

/// Names compare without regard to ASCII case.
bool covers(const Scope& scope, const Subject& subject);
bool same_scope(const Scope& one, const Scope& other);

/// `the team`, `site Oslo`, `role db`, `the schedule`, `server web1`, as `subject` is called.
std::string describe(const Scope& scope, const Subject& subject);

}  // namespace fettle::schedule
