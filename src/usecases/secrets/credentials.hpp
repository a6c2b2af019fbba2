// Which secrets of the team open its servers where a server names none itself: for servers of a
// role, or for all. An owner's to choose, as each server's own credential is. server_access.hpp
// uses them.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"

namespace fettle::usecases {

inline constexpr std::size_t kCredentialDefaultsMax = 200;

BOOST_DEFINE_ENUM_CLASS(CredentialPurpose,
                        kLogin,   ///< a secret of the kind ssh_key or password
                        kBecome)  ///< of the kind become_password

struct CredentialDefault {
  CredentialPurpose purpose = CredentialPurpose::kLogin;
  std::string role;    ///< whatever its case; empty: any server whose role has none
  std::string secret;  ///< its name
};
BOOST_DESCRIBE_STRUCT(CredentialDefault, (), (purpose, role, secret))
struct CredentialDefaults {
  std::vector<CredentialDefault> items;
};
BOOST_DESCRIBE_STRUCT(CredentialDefaults, (), (items))

Result<CredentialDefaults> list_credential_defaults(Context& context);
/// Instead of all there were. kInvalid for a secret that there isn't or that is of another kind,
/// and for a role that is named twice.
Result<CredentialDefaults> put_credential_defaults(Context& context,
                                                   const CredentialDefaults& defaults);

/// What somebody gives a server: an id; empty takes it away, none leaves it.
struct ChosenCredential {
  std::string_view field;  ///< as messages call it
  CredentialPurpose purpose = CredentialPurpose::kLogin;
  const std::optional<std::string>& id;
};
/// kForbidden unless the caller is an owner, kInvalid where the team has no such secret of a
/// fitting kind.
Result<void> check_credential(Context& context, const ChosenCredential& chosen);

}  // namespace fettle::usecases
