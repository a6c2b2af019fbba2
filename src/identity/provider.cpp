#include "identity/provider.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json_pointer.hpp"
#include "base/sha256.hpp"
#include "security/encoding.hpp"
#include "security/web_token.hpp"

namespace fettle::identity {
namespace {

constexpr std::chrono::seconds kAnswerTime{5};
constexpr Milliseconds kEndpointsLife = std::chrono::hours(1);
/// Fewer than the threads that answer requests: a provider that hangs leaves the others to work.
constexpr int kWaitingMax = 2;

std::string follow(std::string_view what, const std::string& secret) {
  return security::to_base64(hmac_sha256(secret, what));
}

/// RFC 7636: S256.
std::string challenge_of(const std::string& verifier) {
  return security::to_base64(security::from_hex(sha256_hex(verifier)).value_or(""));
}

using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

std::string form(Fields fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    text += fmt::format("{}{}={}", text.empty() ? "" : "&", name, security::to_percent(value));
  }
  return text;
}

std::unexpected<Error> unreachable(std::string why) {
  return fail(ErrorCode::kUnreachable,
              "the identity provider does not answer as it should: " + std::move(why));
}

std::unexpected<Error> not_accepted(std::string_view why) {
  return fail(ErrorCode::kUnauthenticated,
              fmt::format("the identity provider's answer is not accepted: {}", why));
}

/// `invalid_grant` (RFC 6749, section 5.2); what is no such word is not repeated.
std::string refusal_of(const ports::HttpAnswer& answer) {
  auto word = json_text_at(answer.body, "/error").value_or("");
  const bool is_word = word.size() <= 64 && std::ranges::all_of(word, [](char c) {
                         return (c >= 'a' && c <= 'z') || c == '_';
                       });
  return is_word ? word : "";
}

/// What the token endpoint said where it gave no token. Only a refusal of the code is about whoever
/// signs in.
std::unexpected<Error> no_token(const ports::HttpAnswer& answer) {
  const auto word = refusal_of(answer);
  if (word == "invalid_client" || word == "unauthorized_client") {
    return unreachable(
        fmt::format("it does not accept this service as its client ({}); the administrator "
                    "compares oidc-client-id and the client's secret with what it knows",
                    word));
  }
  if (!word.empty() && answer.status >= 400 && answer.status < 500) {
    return fail(ErrorCode::kUnauthenticated,
                fmt::format("the identity provider refuses this sign-in ({}); begin again", word));
  }
  if (answer.status != 200) return unreachable(fmt::format("status {} for a code", answer.status));
  return unreachable("there is no ID token in what it sent");
}

Result<void> check_whole(const ports::HttpAnswer& answer) {
  if (!answer.is_cut) return {};
  return unreachable("what it sends is longer than 64 KiB");
}

}  // namespace

std::string SignInSecret::state() const { return follow("state", secret); }
std::string SignInSecret::nonce() const { return follow("nonce", secret); }
std::string SignInSecret::verifier() const { return follow("verifier", secret); }

/// One of those who may wait for the provider at once.
class Provider::Turn {
 public:
  explicit Turn(Provider& provider) : provider_(provider) {
    const std::scoped_lock lock(provider.mutex_);
    is_taken_ = provider.waiting_ < kWaitingMax;
    if (is_taken_) ++provider.waiting_;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    const std::scoped_lock lock(provider_.mutex_);
    if (is_taken_) --provider_.waiting_;
  }
  Result<void> check() const {
    if (is_taken_) return {};
    return fail(ErrorCode::kBusy,
                "others wait for the identity provider just now; try again in a few seconds");
  }

 private:
  Provider& provider_;
  bool is_taken_ = false;
};

Result<std::string> Provider::fetch(const std::string& url) {
  auto answer = outgoing_->get({.url = url, .time = kAnswerTime}, {});
  if (!answer) return unreachable(answer.error().message);
  if (answer->status != 200) return unreachable(fmt::format("{}: {}", url, answer->status));
  FETTLE_TRY_VOID(check_whole(*answer));
  return std::move(answer->body);
}

Result<Endpoints> Provider::endpoints(Instant now) {
  {
    const std::scoped_lock lock(mutex_);
    if (endpoints_ && now < endpoints_until_) return *endpoints_;
  }
  const Turn turn(*this);
  FETTLE_TRY_VOID(turn.check());
  FETTLE_TRY(text, fetch(discovery_address(settings_.issuer)));
  FETTLE_TRY(found, read_discovery(text, settings_.issuer));
  const std::scoped_lock lock(mutex_);
  endpoints_ = found;
  endpoints_until_ = now + kEndpointsLife;
  keys_.clear();  // one that the provider has withdrawn is not believed for longer
  return found;
}

Result<std::string> Provider::authorization_url(const SignInSecret& browser,
                                                std::string_view redirect_uri, Instant now) {
  FETTLE_TRY(found, endpoints(now));
  return fmt::format("{}{}{}", found.authorization, found.authorization.contains('?') ? '&' : '?',
                     form({{"response_type", "code"},
                           {"client_id", settings_.client_id},
                           {"redirect_uri", redirect_uri},
                           {"scope", settings_.scopes},
                           {"state", browser.state()},
                           {"nonce", browser.nonce()},
                           {"code_challenge", challenge_of(browser.verifier())},
                           {"code_challenge_method", "S256"}}));
}

Result<std::string> Provider::ask_for_token(const Endpoints& endpoints, const Redemption& in) {
  ports::HttpPost post{.url = endpoints.token,
                       .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                                   {"Accept", "application/json"}},
                       .body = form({{"grant_type", "authorization_code"},
                                     {"code", in.code},
                                     {"redirect_uri", in.redirect_uri},
                                     {"client_id", settings_.client_id},
                                     {"code_verifier", in.browser.verifier()}}),
                       .time = kAnswerTime};
  const auto& secret = settings_.client_secret;
  if (!secret.empty() && endpoints.takes_basic) {
    const auto pair =
        security::to_percent(settings_.client_id) + ":" + security::to_percent(secret);
    post.headers.emplace_back("Authorization", "Basic " + security::to_standard_base64(pair));
  } else if (!secret.empty()) {
    post.body += "&client_secret=" + security::to_percent(secret);
  }
  auto answer = outgoing_->post(post, {});
  if (!answer) return unreachable(answer.error().message);
  if (answer->status != 200) return no_token(*answer);
  FETTLE_TRY_VOID(check_whole(*answer));
  if (auto token = json_text_at(answer->body, "/id_token")) return *std::move(token);
  return no_token(*answer);
}

Result<std::vector<security::WebKey>> Provider::fetch_keys(const Endpoints& endpoints) {
  FETTLE_TRY(text, fetch(endpoints.keys));
  auto keys = security::read_web_keys(text);
  if (!keys) return unreachable("its keys: " + keys.error().message);
  const std::scoped_lock lock(mutex_);
  keys_ = *keys;
  return keys;
}

/// Keys change: one that none of ours has signed is held against the present ones before it is
/// refused. It came from the provider itself, so nobody else can make us ask.
Result<void> Provider::check_signature(const Endpoints& endpoints, std::string_view text) {
  const auto token = security::read_web_token(text);
  if (!token) {
    return not_accepted(token.error().message);
  }
  std::vector<security::WebKey> keys;
  {
    const std::scoped_lock lock(mutex_);
    keys = keys_;
  }
  if (security::is_signed(*token, keys)) return {};
  FETTLE_TRY(present, fetch_keys(endpoints));
  if (security::is_signed(*token, present)) return {};
  return not_accepted("none of its keys has signed it with RS256 or ES256");
}

Result<Identity> Provider::redeem(const Redemption& in) {
  FETTLE_TRY(found, endpoints(in.now));
  const Turn turn(*this);
  FETTLE_TRY_VOID(turn.check());
  FETTLE_TRY(text, ask_for_token(found, in));
  FETTLE_TRY_VOID(check_signature(found, text));
  FETTLE_TRY(token, security::read_web_token(text));
  return read_claims(token.payload, {.issuer = settings_.issuer,
                                     .client_id = settings_.client_id,
                                     .nonce = in.browser.nonce(),
                                     .groups_claim = settings_.groups_claim,
                                     .now = in.now});
}

}  // namespace fettle::identity
