// Secrets of a team, for steps and to open servers (credentials.hpp): written, listed without
// their values, removed. No answer, event or record of
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
                        kValue,           ///< whatever a step's `secrets` names
                        kSshKey,          ///< a private key, with its passphrase where it has one
                        kPassword,        ///< to log in with
                        kBecomePassword)  ///< for sudo, su or doas

struct Secret {
  std::string id;
  std::string name;
  SecretKind kind = SecretKind::kValue;
  std::string description;
  std::string fingerprint;  ///< of a key: `ssh-ed25519 SHA256:...`; empty: it is none
  std::int64_t version = 1;
  std::optional<std::string> created_by;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Secret, (),
                      (id, name, kind, description, fingerprint, version, created_by, created_at,
                       updated_at))

struct PutSecret {
  SecretKind kind = SecretKind::kValue;
  std::optional<std::string> description;  ///< absent: as it is
  std::string value;
  std::optional<std::string> passphrase;  ///< of a key
};
BOOST_DESCRIBE_STRUCT(PutSecret, (), (kind, description, value, passphrase))

struct SecretKey {
  std::string_view name;
  std::optional<std::int64_t> version;  ///< that the caller knows
};

struct SecretPut {
  Secret secret;
  bool is_new = false;
};

/// Makes one or writes over it. Names are those of environment variables: letters, digits and `_`.
/// A key is opened once, so that one that can't be used is refused here. kInvalid, kStale;
/// kConflict without a master key, and for another kind than it has.
Result<SecretPut> put_secret(Context& context, const SecretKey& key, const PutSecret& in);
Result<Listed<Secret>> list_secrets(Context& context, const ListRequest& request);
/// kNotFound.
Result<Secret> show_secret(Context& context, std::string_view name);
/// kNotFound; kConflict while servers are opened with it.
Result<void> delete_secret(Context& context, std::string_view name);

}  // namespace fettle::usecases
