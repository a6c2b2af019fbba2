// What the audit log keeps of somebody's word to a batch: stored with what follows of the word, in
// one transaction, so that neither is ever there without the other. The log itself is
// store/audit_store.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <string>

#include "base/instant.hpp"

namespace fettle::ports {

struct WordAudit {
  std::string team_id;
  Instant at;
  std::string actor;     ///< JSON of an engine::Principal
  std::string actor_id;  ///< of it, else its name
  std::string address;
  std::string action;
  std::string subject;
  /// JSON; empty: the batch and the status that the word led to, which only those know who hear it.
  std::string after;
};
BOOST_DESCRIBE_STRUCT(WordAudit, (),
                      (team_id, at, actor, actor_id, address, action, subject, after))

}  // namespace fettle::ports
