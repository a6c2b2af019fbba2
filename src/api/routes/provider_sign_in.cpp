// Signing in with the identity provider: where the browser goes, and what it brings back.
#include "usecases/provider_sign_in.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/routes/signed_in.hpp"
#include "api/session_cookie.hpp"

namespace fettle::api {
namespace {

struct Begun {
  std::string url;
};
BOOST_DESCRIBE_STRUCT(Begun, (), (url))

struct AnswerBody {
  std::string code;
  std::string state;
};
BOOST_DESCRIBE_STRUCT(AnswerBody, (), (code, state))

Result<http::Response> get_options(Call& call) {
  return json_answer(usecases::sign_in_options(call.context));
}

Result<http::Response> begin(Call& call) {
  FETTLE_TRY(begun, usecases::begin_provider_sign_in(call.context));
  auto response = json_answer(Begun{begun.url});
  response.set("Cache-Control", "no-store");
  set_sign_in_cookie(response, call.request, call.context.services.public_url, begun.secret);
  return response;
}

Result<http::Response> finish(Call& call) {
  FETTLE_TRY(body, read_body<AnswerBody>(call));
  FETTLE_TRY(signed_in,
             usecases::finish_provider_sign_in(
                 call.context, {.code = std::move(body.code),
                                .state = std::move(body.state),
                                .secret = std::string(sign_in_cookie(call.request)),
                                .agent = std::string(call.request.header("User-Agent"))}));
  return signed_in_answer(call, signed_in);
}

constexpr std::array kRoutes{
    Route{"getSignInOptions", "GET", "/session/options", {}, get_options},
    Route{"beginProviderSignIn", "POST", "/session/provider", {}, begin},
    Route{"finishProviderSignIn", "POST", "/session/provider/answer", {}, finish},
};

}  // namespace

std::span<const Route> provider_sign_in_routes() { return kRoutes; }

}  // namespace fettle::api
