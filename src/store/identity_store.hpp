// People by what an identity provider calls them, sign-ins with it that were used, and who may use
// a password though local sign-in is off.
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.hpp"
#include "store/database/connection.hpp"
#include "store/people_store.hpp"

namespace fettle::store {

struct IdentityKey {
  std::string_view issuer;
  std::string_view subject;
};

/// kConflict where somebody has it.
Result<void> add_identity(Connection& connection, const IdentityKey& key, std::string_view user,
                          Instant now);
/// Of any team: for signing in, where nobody has said yet which one.
Result<std::optional<UserRow>> find_user_by_identity(Connection& connection,
                                                     const IdentityKey& key);

/// What a person has of one provider.
struct OwnIdentity {
  std::string_view issuer;
  std::string_view user;
};

Result<bool> has_identity(Connection& connection, const OwnIdentity& own);
/// False where there was none.
Result<bool> remove_identities(Connection& connection, const OwnIdentity& own);

/// False where it was used before.
Result<bool> use_sign_in(Connection& connection, std::string_view hash, Instant now);
Result<void> remove_used_sign_ins(Connection& connection, Instant before);

Result<void> allow_password(Connection& connection, std::string_view user, Instant until);
Result<bool> may_use_password(Connection& connection, std::string_view user, Instant now);

}  // namespace fettle::store
