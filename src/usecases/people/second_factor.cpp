#include "usecases/people/second_factor.hpp"

#include <cstdint>
#include <optional>
#include <utility>

#include "base/wipe.hpp"
#include "security/encoding.hpp"
#include "security/secret_box.hpp"
#include "security/totp.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/own_password.hpp"
#include "usecases/sealed_places.hpp"

namespace fettle::usecases {
namespace {

/// The counter of a code that fits and is not used up.
Result<std::optional<std::int64_t>> match(Context& context, const store::UserRow& user,
                                          std::string_view sealed, std::string_view code) {
  FETTLE_TRY(secret, context.services.secret_box.open(sealed, place_of_second_factor(user)));
  const auto counter = security::match_totp(secret, code, context.now, user.totp_counter);
  wipe(secret);
  return counter;
}

}  // namespace

Result<SecondFactorOffer> enrol_second_factor(Context& context, std::string_view password) {
  FETTLE_TRY(user, require_self(context));
  FETTLE_TRY_VOID(confirm_password(context, user, password));
  if (!user.totp_secret.empty()) {
    return fail(ErrorCode::kConflict, "you have a second factor; remove it first");
  }
  auto secret = security::make_totp_secret();
  SecondFactorOffer offer{.secret = security::to_base32(secret),
                          .uri = security::totp_uri(secret, user.email)};
  auto sealed = context.services.secret_box.seal(secret, place_of_second_factor(user));
  wipe(secret);
  if (!sealed) return std::unexpected(std::move(sealed).error());
  user.totp_pending = *std::move(sealed);
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(save_person(context, std::move(user)));
  FETTLE_TRY_VOID(transaction.commit());
  return offer;
}

Result<void> confirm_second_factor(Context& context, std::string_view code) {
  FETTLE_TRY(transaction, store::Transaction::begin_exclusive(context.database));
  FETTLE_TRY(user, require_self(context));
  if (user.totp_pending.empty()) {
    return fail(ErrorCode::kConflict, "no second factor waits for its first code; ask for one");
  }
  FETTLE_TRY(counter, match(context, user, user.totp_pending, code));
  if (!counter) {
    return fail(ErrorCode::kInvalid,
                "the code doesn't fit; compare the clock of your device and take the next one");
  }
  FETTLE_TRY_VOID(store::use_totp_counter(context.database, {user.team_id, user.id}, *counter));
  user.totp_secret = std::exchange(user.totp_pending, "");
  const auto id = user.id;
  FETTLE_TRY_VOID(save_person(context, std::move(user)));
  FETTLE_TRY_VOID(audit(context, {.action = "user.second_factor_added", .subject = id}));
  return transaction.commit();
}

Result<void> remove_second_factor(Context& context, std::string_view password) {
  FETTLE_TRY(user, require_self(context));
  FETTLE_TRY_VOID(confirm_password(context, user, password));
  if (user.totp_secret.empty() && user.totp_pending.empty()) {
    return fail(ErrorCode::kNotFound, "you have no second factor");
  }
  const auto id = user.id;
  user.totp_secret.clear();
  user.totp_pending.clear();
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(save_person(context, std::move(user)));
  FETTLE_TRY_VOID(audit(context, {.action = "user.second_factor_removed", .subject = id}));
  return transaction.commit();
}

Result<void> use_code(Context& context, const store::UserRow& user, std::string_view code) {
  FETTLE_TRY(counter, match(context, user, user.totp_secret, code));
  bool is_new = false;
  if (counter) {
    FETTLE_TRY(used, store::use_totp_counter(context.database, {user.team_id, user.id}, *counter));
    is_new = used;
  }
  if (is_new) return {};
  return fail(ErrorCode::kUnauthenticated,
              "the code of the second factor is wrong or was used; take the next one");
}

}  // namespace fettle::usecases
