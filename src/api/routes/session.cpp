#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/routes/signed_in.hpp"
#include "api/session_cookie.hpp"
#include "usecases/people/second_factor.hpp"
#include "usecases/people/set_up.hpp"
#include "usecases/people/sign_in.hpp"

namespace fettle::api {
namespace {

using security::Action;

/// The body of a sign-in.
struct Credentials {
  std::string email;
  std::string password;
  std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (email, password, code))

struct SetUpBody {
  std::string token;
  std::string team;
  std::string name;
  std::string email;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SetUpBody, (), (token, team, name, email, password))

struct PasswordBody {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (password))

struct CodeBody {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(CodeBody, (), (code))

std::string agent_of(const Call& call) { return std::string(call.request.header("User-Agent")); }

Result<http::Response> get_set_up(Call& call) {
  FETTLE_TRY(state, usecases::show_set_up(call.context));
  return json_answer(state);
}

Result<http::Response> set_up(Call& call) {
  FETTLE_TRY(body, read_body<SetUpBody>(call));
  FETTLE_TRY(signed_in, usecases::set_up(call.context, {.token = std::move(body.token),
                                                        .team = std::move(body.team),
                                                        .name = std::move(body.name),
                                                        .email = std::move(body.email),
                                                        .password = std::move(body.password),
                                                        .agent = agent_of(call)}));
  return signed_in_answer(call, signed_in);
}

Result<http::Response> sign_in(Call& call) {
  FETTLE_TRY(body, read_body<Credentials>(call));
  FETTLE_TRY(signed_in, usecases::sign_in(call.context, {.email = std::move(body.email),
                                                         .password = std::move(body.password),
                                                         .code = body.code.value_or(""),
                                                         .agent = agent_of(call)}));
  return signed_in_answer(call, signed_in);
}

Result<http::Response> get_session(Call& call) {
  FETTLE_TRY(session, usecases::show_session(call.context, session_token(call)));
  auto response = json_answer(session);
  response.set("Cache-Control", "no-store");
  return response;
}

Result<http::Response> sign_out(Call& call) {
  FETTLE_TRY_VOID(usecases::sign_out(call.context, session_token(call)));
  auto response = no_content();
  set_session_cookie(response, call.request, call.context.services.public_url, "");
  return response;
}

Result<http::Response> enrol_second_factor(Call& call) {
  FETTLE_TRY(body, read_body<PasswordBody>(call));
  FETTLE_TRY(offer, usecases::enrol_second_factor(call.context, body.password));
  auto response = json_answer(offer);
  response.set("Cache-Control", "no-store");
  return response;
}

Result<http::Response> confirm_second_factor(Call& call) {
  FETTLE_TRY(body, read_body<CodeBody>(call));
  FETTLE_TRY_VOID(usecases::confirm_second_factor(call.context, body.code));
  return no_content();
}

Result<http::Response> remove_second_factor(Call& call) {
  FETTLE_TRY(body, read_body<PasswordBody>(call));
  FETTLE_TRY_VOID(usecases::remove_second_factor(call.context, body.password));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"getSetUp", "GET", "/setup", {}, get_set_up},
    Route{"setUp", "POST", "/setup", {}, set_up, body_as<SetUpBody>},
    Route{"signIn", "POST", "/session", {}, sign_in, body_as<Credentials>},
    Route{"getSession", "GET", "/session", Action::kRead, get_session},
    Route{"signOut", "DELETE", "/session", Action::kEditSelf, sign_out},
    Route{"enrolSecondFactor", "POST", "/session/totp", Action::kEditSelf, enrol_second_factor,
          body_as<PasswordBody>},
    Route{"confirmSecondFactor", "PUT", "/session/totp", Action::kEditSelf, confirm_second_factor,
          body_as<CodeBody>},
    Route{"removeSecondFactor", "POST", "/session/totp/removal", Action::kEditSelf,
          remove_second_factor, body_as<PasswordBody>},
};

}  // namespace

std::string_view session_token(const Call& call) {
  const bool is_person = call.context.actor.principal.kind == engine::PrincipalKind::kUser;
  return is_person ? session_cookie(call.request) : std::string_view();
}

http::Response signed_in_answer(const Call& call, const usecases::SignedIn& signed_in) {
  auto response = created("/session", signed_in.session);
  response.set("Cache-Control", "no-store");
  set_session_cookie(response, call.request, call.context.services.public_url, signed_in.token);
  return response;
}

std::span<const Route> session_routes() { return kRoutes; }

}  // namespace fettle::api
