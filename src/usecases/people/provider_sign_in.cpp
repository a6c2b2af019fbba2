#include "usecases/people/provider_sign_in.hpp"

#include <utility>

#include "usecases/audit/audit.hpp"
#include "usecases/people/provider_user.hpp"

namespace fettle::usecases {
namespace {

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
  return begin_round_trip(context, "");
}

Result<SignedIn> finish_provider_sign_in(Context& context, const ProviderAnswer& in) {
  FETTLE_TRY(provider, require_provider(context));
  FETTLE_TRY(identity, finish_round_trip(context, in, ""));
  FETTLE_TRY(transaction, store::Transaction::begin_exclusive(context.database));
  FETTLE_TRY(entry, admit_identity(context, provider->settings(), identity));
  if (!entry.user) return refuse(std::move(entry.refusal), transaction);
  FETTLE_TRY(signed_in, begin_session(context, *entry.user, in.agent));
  FETTLE_TRY_VOID(audit(context, {.action = "user.signed_in",
                                  .subject = entry.user->id,
                                  .after = R"({"by":"identity provider"})"}));
  FETTLE_TRY_VOID(transaction.commit());
  return signed_in;
}

}  // namespace fettle::usecases
