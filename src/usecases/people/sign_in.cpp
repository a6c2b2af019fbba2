#include "usecases/people/sign_in.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "core/fleet/text.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/local_sign_in.hpp"
#include "usecases/people/second_factor.hpp"
#include "usecases/people/sign_in_failures.hpp"

namespace fettle::usecases {
namespace {

std::unexpected<Error> wrong() {
  return fail(ErrorCode::kUnauthenticated, "the e-mail address or the password is wrong");
}

std::unexpected<Error> code_required() {
  const std::string message = "this account has a second factor; send its code too";
  return std::unexpected(
      Error{ErrorCode::kUnauthenticated,
            message,
            {{.code = "session.code-required", .message = message, .hint = "field `code`"}},
            {}});
}

/// The person whose address and password these are.
Result<store::UserRow> find_person(Context& context, const SignIn& in, std::string_view email) {
  FETTLE_TRY(user, store::find_user_by_email(context.database, email));
  const bool may = user && user->is_active;
  FETTLE_TRY(fits, context.services.passwords->verify(may ? user->password_hash : "", in.password));
  FETTLE_TRY(allowed, may_sign_in_locally(context, may && fits ? user->id : ""));
  if (!allowed) return no_local_sign_in(context);
  if (!fits || !may) return wrong();
  return *std::move(user);
}

}  // namespace

Result<SignedIn> sign_in(Context& context, const SignIn& in) {
  const auto email = fleet::to_lower_ascii(fleet::trim(in.email));
  const auto keys = failure_keys(context, email);
  FETTLE_TRY(failures_before, count_failure_ahead(context, keys));
  auto user = find_person(context, in, email);
  const bool is_busy = !user && user.error().code == ErrorCode::kTooMany;
  const bool lacks_code = user && !user->totp_secret.empty() && in.code.empty();
  if (is_busy || lacks_code) {
    FETTLE_TRY_VOID(take_failure_back(context, keys));
  }
  if (lacks_code) return code_required();
  if (!user) return std::unexpected(std::move(user).error());

  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  context.actor.team = user->team_id;
  context.actor.user = user->id;
  context.actor.principal = {engine::PrincipalKind::kUser, user->id, user->name};
  if (!user->totp_secret.empty()) {
    FETTLE_TRY_VOID(use_code(context, *user, in.code));
  }
  FETTLE_TRY_VOID(forget_failures(context, keys));
  FETTLE_TRY(signed_in, begin_session(context, *user, in.agent));
  FETTLE_TRY_VOID(
      audit(context, {.action = "user.signed_in",
                      .subject = user->id,
                      .after = fmt::format("{{\"failures_before\":{}}}", failures_before)}));
  FETTLE_TRY_VOID(transaction.commit());
  return signed_in;
}

}  // namespace fettle::usecases
