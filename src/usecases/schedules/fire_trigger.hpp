// A call of a trigger: signed as Standard Webhooks says (HMAC-SHA256 over `id.timestamp.body`),
// fresh, and carried out once for each id. It launches what a person may launch, under the same
// approvals, and approves nothing: at risk medium and high a plan waits, and so does a schedule at
// risk high or with other values than were approved. A trigger that there is not, a wrong
// signature, an old call and an owner who may no longer launch are answered alike.
#pragma once

#include <boost/describe/class.hpp>

#include <map>
#include <string>
#include <string_view>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct TriggerCall {
  std::string_view trigger;    ///< id
  std::string_view id;         ///< `webhook-id`: the same again launches nothing more
  std::string_view timestamp;  ///< `webhook-timestamp`: seconds since 1970
  std::string_view signature;  ///< `webhook-signature`: `v1,BASE64`, several with blanks between
  std::string_view body;       ///< as it came; JSON or empty
};

/// What `body` may say.
struct TriggerBody {
  std::map<std::string, std::string> variables;
  static constexpr bool kLenient = true;
};
BOOST_DESCRIBE_STRUCT(TriggerBody, (), (variables))

struct Fired {
  std::string batch_id;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(Fired, (), (batch_id, status))

/// kUnauthenticated as above. Else kInvalid (values), kConflict (the schedule is not approved, or
/// runs), kTooMany, and what a launch may say.
Result<Fired> fire_trigger(Context& context, const TriggerCall& call);

}  // namespace fettle::usecases
