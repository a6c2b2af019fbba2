#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/routes/signed_in.hpp"
#include "usecases/listed.hpp"
#include "usecases/people/own_password.hpp"
#include "usecases/people/profile.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::api {
namespace {

using security::Action;

struct NewPassword {
  std::string current_password;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (current_password, password))

Result<http::Response> get_profile(Call& call) {
  FETTLE_TRY(profile, usecases::show_profile(call.context));
  return json_answer(profile);
}

Result<http::Response> update_profile(Call& call) {
  FETTLE_TRY(body, read_body<usecases::UpdateProfile>(call));
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(profile, usecases::update_profile(call.context, body, version));
  return json_answer(profile);
}

Result<http::Response> change_password(Call& call) {
  FETTLE_TRY(body, read_body<NewPassword>(call));
  FETTLE_TRY_VOID(usecases::change_password(
      call.context,
      {.current = std::move(body.current_password), .password = std::move(body.password)},
      session_token(call)));
  return no_content();
}

Result<http::Response> list_sessions(Call& call) {
  FETTLE_TRY(sessions, usecases::list_sessions(call.context, session_token(call)));
  const auto total = std::ssize(sessions);
  return json_answer(usecases::Listed<usecases::ListedSession>{
      .items = std::move(sessions), .next_cursor = {}, .total = total});
}

Result<http::Response> revoke_session(Call& call) {
  FETTLE_TRY_VOID(usecases::revoke_session(call.context, call.value("session_id")));
  return no_content();
}

Result<http::Response> revoke_other_sessions(Call& call) {
  FETTLE_TRY_VOID(usecases::revoke_other_sessions(call.context, session_token(call)));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"getProfile", "GET", "/me", Action::kRead, get_profile},
    Route{"updateProfile", "PATCH", "/me", Action::kEditSelf, update_profile,
          body_as<usecases::UpdateProfile>},
    Route{"changePassword", "PUT", "/me/password", Action::kEditSelf, change_password,
          body_as<NewPassword>},
    Route{"listSessions", "GET", "/me/sessions", Action::kEditSelf, list_sessions},
    Route{"revokeOtherSessions", "DELETE", "/me/sessions", Action::kEditSelf,
          revoke_other_sessions},
    Route{"revokeSession", "DELETE", "/me/sessions/{session_id}", Action::kEditSelf,
          revoke_session},
};

}  // namespace

std::span<const Route> me_routes() { return kRoutes; }

}  // namespace fettle::api
