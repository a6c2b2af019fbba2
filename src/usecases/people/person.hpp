// People and teams as others see them, and what a name and an e-mail address may be. Never shows a
// password's hash or a second factor's secret.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "security/permission.hpp"
#include "store/people_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct Person {
  std::string id;
  std::string email;
  std::string name;
  security::Role role = security::Role::kViewer;
  bool is_administrator = false;
  bool is_active = true;
  bool has_second_factor = false;
  std::int64_t version = 1;
  Instant created_at;
  std::optional<Instant> last_sign_in_at;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, email, name, role, is_administrator, is_active, has_second_factor,
                       version, created_at, last_sign_in_at))

Person person_of(const store::UserRow& row);

struct TeamView {
  std::string id;
  std::string name;
  std::string stopped_reason;  ///< of the stop switch; empty where the team may work
  std::int64_t version = 1;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(TeamView, (), (id, name, stopped_reason, version, created_at))

TeamView team_of(const store::TeamRow& row);

/// Trimmed, lower case; kInvalid where it can't be an address.
Result<std::string> normal_email(std::string_view text);

/// Trimmed. `what` is how the message calls it: "name of the team". kInvalid where it is empty,
/// longer than 255 characters, or holds characters that are not seen.
Result<std::string> checked_name(std::string_view text, std::string_view what);

/// The store holds the names of roles and no others.
security::Role role_of(std::string_view name);

/// Somebody of the actor's team; kNotFound. Inside a transaction where it is changed.
Result<store::UserRow> require_user(Context& context, std::string_view id);

/// The actor themselves. kForbidden for a token: what concerns a person's own account, a program
/// does not do for them.
Result<store::UserRow> require_self(Context& context);

/// kStale where somebody has changed it meanwhile.
Result<void> save_person(Context& context, store::UserRow row);

}  // namespace fettle::usecases
