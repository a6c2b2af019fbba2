#include "usecases/people/local_sign_in.hpp"

#include <fmt/format.h>

#include "store/identity_store.hpp"

namespace fettle::usecases {
namespace {

constexpr Milliseconds kRescued = std::chrono::hours(24);

/// Whoever can write the database needs no permission of ours (rescue.hpp).
bool is_from_command_line(const store::LinkRow& link) { return !link.created_by; }

}  // namespace

Result<bool> may_sign_in_locally(Context& context, std::string_view user) {
  if (context.services.allows_passwords) return true;
  if (user.empty()) return false;
  return store::may_use_password(context.database, user, context.now);
}

std::unexpected<Error> no_local_sign_in(const Context& context) {
  const auto& provider = context.services.provider;
  return fail(
      ErrorCode::kForbidden,
      fmt::format("nobody signs in with a password here; sign in with {}. Who is locked out "
                  "is helped on the service's machine: fettle user password EMAIL",
                  provider ? provider->settings().name : "the identity provider"));
}

Result<void> refuse_without_passwords(const Context& context, const store::LinkRow& link) {
  if (context.services.allows_passwords || is_from_command_line(link)) return {};
  return no_local_sign_in(context);
}

Result<void> let_rescued_in(Context& context, const store::LinkRow& link, std::string_view user) {
  if (!is_from_command_line(link)) return {};
  return store::allow_password(context.database, user, context.now + kRescued);
}

}  // namespace fettle::usecases
