#include "usecases/people/provider_link.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <string>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "security/token.hpp"
#include "store/identity_store.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/people/own_password.hpp"
#include "usecases/people/provider_user.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::usecases {
namespace {

/// Who they are there, as the audit log has it.
struct Linked {
  std::string identity;
};
BOOST_DESCRIBE_STRUCT(Linked, (), (identity))

/// Binds what is begun to this session, and to the check of the password: of the hash, which only
/// the service knows, follows the state that the answer must have.
std::string purpose_of(const store::UserRow& user, std::string_view session) {
  return fmt::format(".link.{}.{}", security::hash_token(session), user.password_hash);
}

Result<store::UserRow> require_browser(Context& context, std::string_view session) {
  if (!session.empty()) return require_self(context);
  return fail(ErrorCode::kForbidden, "a person does that, in a browser that is signed in");
}

Result<void> require_password(const store::UserRow& user) {
  if (!user.password_hash.empty()) return {};
  return fail(ErrorCode::kConflict,
              "you have no password here; an owner of the team makes you a link to choose one");
}

Result<void> check_not_linked(Context& context, const identity::ProviderSettings& settings) {
  FETTLE_TRY(is_linked,
             store::has_identity(context.database, {settings.issuer, context.actor.user}));
  if (!is_linked) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("your account is linked to {} already", settings.name));
}

/// Their groups would change their role at the next sign-in: nobody gains or loses one by a link.
Result<void> check_role(const store::UserRow& user, const identity::ProviderSettings& settings,
                        const identity::Identity& identity) {
  const auto role = identity::role_of_groups(settings.roles, identity.groups);
  if (!role) return fail(ErrorCode::kForbidden, no_role(settings));
  if (enum_name(*role) == user.role) return {};
  return fail(ErrorCode::kConflict,
              fmt::format("the groups that {} names for you have the role `{}` here, and you are "
                          "`{}`; it would change when you sign in with it: ask whoever runs this "
                          "installation",
                          settings.name, enum_name(*role), user.role));
}

}  // namespace

Result<BegunSignIn> begin_provider_link(Context& context, std::string_view password,
                                        std::string_view session) {
  FETTLE_TRY(provider, require_provider(context));
  FETTLE_TRY(user, require_browser(context, session));
  FETTLE_TRY_VOID(require_password(user));
  FETTLE_TRY_VOID(confirm_password(context, user, password));
  FETTLE_TRY_VOID(check_not_linked(context, provider->settings()));
  return begin_round_trip(context, purpose_of(user, session));
}

Result<void> finish_provider_link(Context& context, const ProviderAnswer& in,
                                  std::string_view session) {
  FETTLE_TRY(provider, require_provider(context));
  FETTLE_TRY(user, require_browser(context, session));
  FETTLE_TRY(identity, finish_round_trip(context, in, purpose_of(user, session)));
  FETTLE_TRY(transaction, store::Transaction::begin_exclusive(context.database));
  FETTLE_TRY_VOID(link_identity(context, provider->settings(), identity));
  return transaction.commit();
}

Result<void> link_identity(Context& context, const identity::ProviderSettings& settings,
                           const identity::Identity& identity) {
  FETTLE_TRY(user, require_self(context));
  FETTLE_TRY_VOID(check_role(user, settings, identity));
  FETTLE_TRY_VOID(check_not_linked(context, settings));
  FETTLE_TRY(known,
             store::find_user_by_identity(context.database, {identity.issuer, identity.subject}));
  if (known) {
    return fail(ErrorCode::kConflict,
                fmt::format("this account of {} is somebody else's here; sign out there and choose "
                            "your own",
                            settings.name));
  }
  FETTLE_TRY_VOID(store::add_identity(context.database, {identity.issuer, identity.subject},
                                      user.id, context.now));
  return audit(context, {.action = "user.identity_linked",
                         .subject = user.id,
                         .after = to_canonical_json(Linked{identity.subject})});
}

Result<void> remove_provider_link(Context& context, std::string_view password,
                                  std::string_view session) {
  FETTLE_TRY(provider, require_provider(context));
  FETTLE_TRY(user, require_browser(context, session));
  FETTLE_TRY_VOID(require_password(user));
  if (!context.services.allows_passwords) {
    return fail(ErrorCode::kConflict,
                fmt::format("people sign in with {} alone here", provider->settings().name));
  }
  FETTLE_TRY_VOID(confirm_password(context, user, password));
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(removed,
             store::remove_identities(context.database, {provider->settings().issuer, user.id}));
  if (!removed) return fail(ErrorCode::kNotFound, "your account is not linked");
  FETTLE_TRY_VOID(end_other_sessions(context, session));
  FETTLE_TRY_VOID(audit(context, {.action = "user.identity_unlinked", .subject = user.id}));
  return transaction.commit();
}

Result<bool> has_provider_link(Context& context) {
  const auto& provider = context.services.provider;
  if (!provider) return false;
  return store::has_identity(context.database, {provider->settings().issuer, context.actor.user});
}

}  // namespace fettle::usecases
