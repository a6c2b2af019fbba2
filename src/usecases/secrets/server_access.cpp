#include "usecases/secrets/server_access.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/wipe.hpp"
#include "store/credential_store.hpp"
#include "store/secret_store.hpp"
#include "usecases/sealed_places.hpp"

namespace fettle::usecases {
namespace {

/// A key with a passphrase, as it is sealed; without one the value is the key's text, which never
/// begins with a brace.
struct SealedKey {
  std::string key;
  std::string passphrase;
};
BOOST_DESCRIBE_STRUCT(SealedKey, (), (key, passphrase))

struct Wanted {
  std::string_view purpose;
  std::optional<std::string> own;  ///< the server's own choice
};

Result<std::optional<store::SecretRow>> find_credential(store::Connection& database,
                                                        const store::ServerLock& lock,
                                                        Wanted wanted) {
  auto id = std::move(wanted.own);
  if (!id) {
    FETTLE_TRY(usual,
               store::find_default_credential(database, {lock.team_id, wanted.purpose, lock.role}));
    id = std::move(usual);
  }
  if (!id) return std::nullopt;
  return store::find_secret(database, {lock.team_id, *id});
}

Result<void> add(const security::SecretBox& box, const store::SecretRow& row,
                 ports::ServerAccess& access) {
  FETTLE_TRY(value, box.open(row.sealed, place_of_secret(row)));
  // Messages show it, so it is no more than a name; with the version it changes with the value.
  const auto id = fmt::format("the credential {} (version {})", row.name, row.version);
  // Of two teams the names may be the same.
  const auto own_id = fmt::format("{}/{}", row.id, row.version);
  if (row.kind == enum_name(SecretKind::kPassword)) {
    access.password = {own_id, std::move(value)};
  } else if (row.kind == enum_name(SecretKind::kBecomePassword)) {
    access.become_password = {own_id, std::move(value)};
  } else if (!value.starts_with('{')) {
    access.key = {fmt::format("{} {}", id, row.id), std::move(value)};
  } else {
    auto both = from_json<SealedKey>(value);
    wipe(value);
    if (!both) return fail(ErrorCode::kIo, fmt::format("{} can't be read", id));
    access.key = {fmt::format("{} {}", id, row.id), std::move(both->key)};
    access.passphrase = {own_id, std::move(both->passphrase)};
  }
  return {};
}

}  // namespace

Result<ports::ServerAccess> open_server_access(store::Connection& database,
                                               const security::SecretBox& box,
                                               std::string_view server_id) {
  FETTLE_TRY(lock, store::find_server_lock(database, server_id));
  if (!lock) return fail(ErrorCode::kNotFound, "the server is not registered any more");
  ports::ServerAccess access;
  FETTLE_TRY(host_keys, from_json<std::vector<std::string>>(lock->host_keys));
  access.host_keys = std::move(host_keys);
  FETTLE_TRY(login, find_credential(database, *lock, {"login", lock->credential_id}));
  if (login) FETTLE_TRY_VOID(add(box, *login, access));
  FETTLE_TRY(become, find_credential(database, *lock, {"become", lock->become_credential_id}));
  if (become) FETTLE_TRY_VOID(add(box, *become, access));
  return access;
}

std::string stored_form(const PutSecret& secret) {
  if (!secret.passphrase || secret.passphrase->empty()) return secret.value;
  return to_canonical_json(SealedKey{secret.value, *secret.passphrase});
}

}  // namespace fettle::usecases
