#include "usecases/people/own_password.hpp"

#include <utility>

#include "security/password.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/sign_in_failures.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::usecases {

Result<void> confirm_password(Context& context, const store::UserRow& user,
                              std::string_view password) {
  const auto keys = failure_keys(context, user.email);
  FETTLE_TRY_VOID(count_failure_ahead(context, keys));
  const auto fits = context.services.passwords->verify(user.password_hash, password);
  if (!fits) {
    FETTLE_TRY_VOID(take_failure_back(context, keys));
    return std::unexpected(fits.error());
  }
  if (!*fits) return fail(ErrorCode::kForbidden, "this is not your password");
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(forget_failures(context, keys));
  return transaction.commit();
}

Result<void> change_password(Context& context, const ChangePassword& in, std::string_view token) {
  FETTLE_TRY(user, require_self(context));
  FETTLE_TRY_VOID(security::check_password(in.password, user.email));
  FETTLE_TRY_VOID(confirm_password(context, user, in.current));
  FETTLE_TRY(hash, context.services.passwords->hash(in.password));
  user.password_hash = std::move(hash);
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(end_other_sessions(context, token));
  FETTLE_TRY_VOID(audit(context, {.action = "user.password_changed", .subject = user.id}));
  FETTLE_TRY_VOID(save_person(context, std::move(user)));
  return transaction.commit();
}

}  // namespace fettle::usecases
