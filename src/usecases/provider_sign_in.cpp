#include "usecases/provider_sign_in.hpp"

#include <charconv>
#include <utility>

#include "security/token.hpp"
#include "store/identity_store.hpp"
#include "usecases/audit.hpp"
#include "usecases/provider_user.hpp"
#include "usecases/sign_in_failures.hpp"

namespace fettle::usecases {
namespace {

Result<identity::Provider*> require_provider(const Context& context) {
  if (context.services.provider) return context.services.provider.get();
  return fail(ErrorCode::kNotFound,
              "no identity provider is configured; the administrator names one (oidc-issuer)");
}

std::string redirect_uri(const Context& context) {
  return context.services.public_url + "/login/provider";
}

/// `1796000000000.` and a token: when it began can't be changed without losing all that follows.
identity::SignInSecret make_secret(Instant now) {
  return {std::to_string(now.ms) + "." + security::make_token()};
}

Instant begun_at(std::string_view secret) {
  Instant begun;
  std::from_chars(secret.data(), secret.data() + secret.size(), begun.ms);
  return begun;
}

Result<void> check_browser(const Context& context, const ProviderAnswer& in) {
  const auto begun = begun_at(in.secret);
  const bool is_fresh = begun <= context.now && context.now < begun + kSignInSecretLife;
  const bool is_ours =
      security::equal_in_constant_time(in.state, identity::SignInSecret{in.secret}.state());
  if (is_fresh && is_ours) return {};
  return fail(
      ErrorCode::kUnauthenticated,
      "this sign-in was begun in another browser or more than ten minutes ago; begin again");
}

Result<void> use_once(Context& context, const std::string& secret) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY(is_first,
             store::use_sign_in(context.database, security::hash_token(secret), context.now));
  if (!is_first) {
    return fail(ErrorCode::kUnauthenticated, "this sign-in was used before; begin again");
  }
  return transaction.commit();
}

/// What was stored of a refusal stays.
std::unexpected<Error> refuse(Error error, store::Transaction& transaction) {
  if (auto done = transaction.commit(); !done) return std::unexpected(std::move(done).error());
  return std::unexpected(std::move(error));
}

}  // namespace

SignInOptions sign_in_options(const Context& context) {
  SignInOptions options{.password = context.services.allows_passwords, .provider = {}};
  if (const auto& provider = context.services.provider) {
    options.provider = provider->settings().name;
  }
  return options;
}

Result<BegunSignIn> begin_provider_sign_in(Context& context) {
  FETTLE_TRY(provider, require_provider(context));
  const auto browser = make_secret(context.now);
  FETTLE_TRY(url, provider->authorization_url(browser, redirect_uri(context), context.now));
  return BegunSignIn{.url = std::move(url), .secret = browser.secret};
}

Result<SignedIn> finish_provider_sign_in(Context& context, const ProviderAnswer& in) {
  FETTLE_TRY(provider, require_provider(context));
  FETTLE_TRY_VOID(check_browser(context, in));
  auto keys = failure_keys(context, "");
  keys.account.clear();
  FETTLE_TRY_VOID(count_failure_ahead(context, keys));
  FETTLE_TRY_VOID(use_once(context, in.secret));
  const auto identity = provider->redeem({.code = in.code,
                                          .browser = {in.secret},
                                          .redirect_uri = redirect_uri(context),
                                          .now = context.now});
  const bool is_theirs = identity || identity.error().code != ErrorCode::kUnauthenticated;
  if (is_theirs) FETTLE_TRY_VOID(take_failure_back(context, keys));
  if (!identity) return std::unexpected(identity.error());

  FETTLE_TRY(transaction, store::Transaction::begin_exclusive(context.database));
  FETTLE_TRY(entry, admit_identity(context, provider->settings(), *identity));
  if (!entry.user) return refuse(std::move(entry.refusal), transaction);
  FETTLE_TRY(signed_in, begin_session(context, *entry.user, in.agent));
  FETTLE_TRY_VOID(audit(context, {.action = "user.signed_in",
                                  .subject = entry.user->id,
                                  .after = R"({"by":"identity provider"})"}));
  FETTLE_TRY_VOID(transaction.commit());
  return signed_in;
}

}  // namespace fettle::usecases
