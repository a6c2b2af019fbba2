// Secrets of a team: written, listed without their values, removed. No answer, event or record of
// the API ever holds a value; open_secrets.hpp gives them to what carries steps out.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "usecases/context.hpp"
#include "usecases/listed.hpp"

namespace fettle::usecases {

BOOST_DEFINE_ENUM_CLASS(SecretKind,
                        kValue,             ///< whatever a step's `secrets` names
                        kSshKey,            ///< a private key
                        kSshKeyPassphrase,  ///< of a private key
                        kPassword,          ///< to log in with
                        kBecomePassword)    ///< for sudo, su or doas

struct Secret {
  std::string id;
  std::string name;
  SecretKind kind = SecretKind::kValue;
  std::string description;
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Secret, (),
                      (id, name, kind, description, version, created_by, created_at, updated_at))

struct PutSecret {
  SecretKind kind = SecretKind::kValue;
  std::optional<std::string> description;  ///< absent: as it is
  std::string value;
};
BOOST_DESCRIBE_STRUCT(PutSecret, (), (kind, description, value))

struct SecretKey {
  std::string_view name;
  std::optional<std::int64_t> version;  ///< that the caller knows
};

struct SecretPut {
  Secret secret;
  bool is_new = false;
};

/// Makes one or writes over it. Names are those of environment variables: letters, digits and `_`.
/// kInvalid, kStale; kConflict without a master key.
Result<SecretPut> put_secret(Context& context, const SecretKey& key, const PutSecret& in);
Result<Listed<Secret>> list_secrets(Context& context, const ListRequest& request);
/// kNotFound.
Result<Secret> show_secret(Context& context, std::string_view name);
/// kNotFound.
Result<void> delete_secret(Context& context, std::string_view name);

}  // namespace fettle::usecases
