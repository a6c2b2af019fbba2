#include "usecases/people/tokens.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/short_list.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> create_token(Call& call) {
  FETTLE_TRY(body, read_body<usecases::CreateToken>(call));
  FETTLE_TRY(made, usecases::create_token(call.context, body));
  auto response = created("/tokens/" + made.api_token.id, made);
  response.set("Cache-Control", "no-store");
  return response;
}

Result<http::Response> list_tokens(Call& call) {
  FETTLE_TRY(request, list_request(call));
  FETTLE_TRY(tokens, usecases::list_tokens(call.context, request));
  return json_answer(tokens);
}

Result<http::Response> revoke_token(Call& call) {
  FETTLE_TRY_VOID(usecases::revoke_token(call.context, call.value("token_id")));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"createToken", "POST", "/tokens", Action::kEditSelf, create_token,
          body_as<usecases::CreateToken>},
    Route{"listTokens", "GET", "/tokens", Action::kEditSelf, list_tokens},
    Route{"revokeToken", "DELETE", "/tokens/{token_id}", Action::kEditSelf, revoke_token},
};

}  // namespace

std::span<const Route> token_routes() { return kRoutes; }

}  // namespace fettle::api
