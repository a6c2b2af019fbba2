// The identity provider: signing in with it, and linking one's account to it. Where the browser
// goes, and what it brings back.
#include "usecases/people/provider_sign_in.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/routes/signed_in.hpp"
#include "api/session_cookie.hpp"
#include "usecases/people/provider_link.hpp"

namespace fettle::api {
namespace {

using security::Action;

struct Begun {
  std::string url;
};
BOOST_DESCRIBE_STRUCT(Begun, (), (url))

struct PasswordBody {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (password))

struct AnswerBody {
  std::string code;
  std::string state;
};
BOOST_DESCRIBE_STRUCT(AnswerBody, (), (code, state))

Result<http::Response> get_options(Call& call) {
  return json_answer(usecases::sign_in_options(call.context));
}

http::Response begun_answer(const Call& call, const usecases::BegunSignIn& begun) {
  auto response = json_answer(Begun{begun.url});
  response.set("Cache-Control", "no-store");
  set_sign_in_cookie(response, call.request, call.context.services.public_url, begun.secret);
  return response;
}

Result<usecases::ProviderAnswer> provider_answer(Call& call) {
  FETTLE_TRY(body, read_body<AnswerBody>(call));
  return usecases::ProviderAnswer{.code = std::move(body.code),
                                  .state = std::move(body.state),
                                  .secret = std::string(sign_in_cookie(call.request)),
                                  .agent = std::string(call.request.header("User-Agent"))};
}

Result<http::Response> begin(Call& call) {
  FETTLE_TRY(begun, usecases::begin_provider_sign_in(call.context));
  return begun_answer(call, begun);
}

Result<http::Response> finish(Call& call) {
  FETTLE_TRY(answer, provider_answer(call));
  FETTLE_TRY(signed_in, usecases::finish_provider_sign_in(call.context, answer));
  return signed_in_answer(call, signed_in);
}

Result<http::Response> begin_link(Call& call) {
  FETTLE_TRY(body, read_body<PasswordBody>(call));
  FETTLE_TRY(begun,
             usecases::begin_provider_link(call.context, body.password, session_token(call)));
  return begun_answer(call, begun);
}

Result<http::Response> finish_link(Call& call) {
  FETTLE_TRY(answer, provider_answer(call));
  FETTLE_TRY_VOID(usecases::finish_provider_link(call.context, answer, session_token(call)));
  return no_content();
}

Result<http::Response> remove_link(Call& call) {
  FETTLE_TRY(body, read_body<PasswordBody>(call));
  FETTLE_TRY_VOID(usecases::remove_provider_link(call.context, body.password, session_token(call)));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"getSignInOptions", "GET", "/session/options", {}, get_options},
    Route{"beginProviderSignIn", "POST", "/session/provider", {}, begin},
    Route{"finishProviderSignIn", "POST", "/session/provider/answer", std::nullopt, finish,
          body_as<AnswerBody>},
    Route{"beginProviderLink", "POST", "/session/provider/link", Action::kEditSelf, begin_link,
          body_as<PasswordBody>},
    Route{"finishProviderLink", "POST", "/session/provider/link/answer", Action::kEditSelf,
          finish_link, body_as<AnswerBody>},
    Route{"removeProviderLink", "POST", "/session/provider/link/removal", Action::kEditSelf,
          remove_link, body_as<PasswordBody>},
};

}  // namespace

std::span<const Route> provider_sign_in_routes() { return kRoutes; }

}  // namespace fettle::api
