// The people of the actor's team: listed, given a role, let go and let in again, helped when they
// can't sign in. A team always keeps an active owner, the installation an administrator, and only
// an administrator has a say over another. Whoever is let go is signed out, their tokens end and so
// do the links that they made; what they did stays under their name.
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "usecases/context.hpp"
#include "usecases/listed.hpp"
#include "usecases/people/links.hpp"
#include "usecases/people/person.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::usecases {

Result<Listed<Person>> list_people(Context& context, const ListRequest& request);
/// kNotFound.
Result<Person> show_person(Context& context, std::string_view id);

struct UpdatePerson {
  std::optional<security::Role> role;
  std::optional<bool> is_active;
  std::optional<bool> is_administrator;
};
BOOST_DESCRIBE_STRUCT(UpdatePerson, (), (role, is_active, is_administrator))

/// Whom, and as the caller knows them.
struct PersonKey {
  std::string_view id;
  std::optional<std::int64_t> version;
};

/// kConflict where the team would be left without an active owner, or the installation without an
/// administrator; kForbidden; kNotFound, kStale.
Result<Person> update_person(Context& context, const PersonKey& key, const UpdatePerson& in);

/// A link that lets its holder choose a new password, once, for a day. Takes earlier ones back.
/// kForbidden.
Result<LinkView> make_password_link(Context& context, std::string_view id);
/// For those who have lost it. kForbidden.
Result<void> reset_second_factor(Context& context, std::string_view id);

struct SetPassword {
  std::string token;  ///< of the link
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SetPassword, (), (token, password))

/// By whoever has the link. Ends all sessions of the person; kNotFound for a link that is used or
/// over, kInvalid.
Result<void> set_password(Context& context, const SetPassword& in);

}  // namespace fettle::usecases
