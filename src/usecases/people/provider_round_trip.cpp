#include "usecases/people/provider_round_trip.hpp"

#include <charconv>
#include <utility>

#include "security/token.hpp"
#include "store/identity_store.hpp"
#include "usecases/people/sign_in_failures.hpp"

namespace fettle::usecases {
namespace {

std::string redirect_uri(const Context& context) {
  return context.services.public_url + "/login/provider";
}

/// `1796000000000.` and a token: when it began can't be changed without losing all that follows.
std::string make_secret(Instant now) {
  return std::to_string(now.ms) + "." + security::make_token();
}

Instant begun_at(std::string_view secret) {
  Instant begun;
  std::from_chars(secret.data(), secret.data() + secret.size(), begun.ms);
  return begun;
}

/// What state, nonce and verifier follow from.
identity::SignInSecret secret_for(std::string_view secret, std::string_view purpose) {
  return {std::string(secret).append(purpose)};
}

Result<void> check_browser(const Context& context, const ProviderAnswer& in,
                           std::string_view purpose) {
  const auto begun = begun_at(in.secret);
  const bool is_fresh = begun <= context.now && context.now < begun + kSignInSecretLife;
  const bool is_ours =
      security::equal_in_constant_time(in.state, secret_for(in.secret, purpose).state());
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

}  // namespace

Result<identity::Provider*> require_provider(const Context& context) {
  if (context.services.provider) return context.services.provider.get();
  return fail(ErrorCode::kNotFound,
              "no identity provider is configured; the administrator names one (oidc-issuer)");
}

Result<BegunSignIn> begin_round_trip(Context& context, std::string_view purpose) {
  FETTLE_TRY(provider, require_provider(context));
  auto secret = make_secret(context.now);
  FETTLE_TRY(url, provider->authorization_url(secret_for(secret, purpose), redirect_uri(context),
                                              context.now));
  return BegunSignIn{.url = std::move(url), .secret = std::move(secret)};
}

Result<identity::Identity> finish_round_trip(Context& context, const ProviderAnswer& in,
                                             std::string_view purpose) {
  FETTLE_TRY(provider, require_provider(context));
  FETTLE_TRY_VOID(check_browser(context, in, purpose));
  auto keys = failure_keys(context, "");
  keys.account.clear();
  FETTLE_TRY_VOID(count_failure_ahead(context, keys));
  FETTLE_TRY_VOID(use_once(context, in.secret));
  auto identity = provider->redeem({.code = in.code,
                                    .browser = secret_for(in.secret, purpose),
                                    .redirect_uri = redirect_uri(context),
                                    .now = context.now});
  const bool is_theirs = identity || identity.error().code != ErrorCode::kUnauthenticated;
  if (is_theirs) FETTLE_TRY_VOID(take_failure_back(context, keys));
  return identity;
}

}  // namespace fettle::usecases
