#include "usecases/people/invitations.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/routes/signed_in.hpp"
#include "api/short_list.hpp"

namespace fettle::api {
namespace {

using security::Action;

struct LinkToken {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(LinkToken, (), (token))

struct Acceptance {
  std::string token;
  std::string name;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(Acceptance, (), (token, name, password))

Result<http::Response> invite_user(Call& call) {
  FETTLE_TRY(body, read_body<usecases::InviteUser>(call));
  FETTLE_TRY(link, usecases::invite_user(call.context, body));
  auto response = created("/invitations/" + link.id, link);
  response.set("Cache-Control", "no-store");
  return response;
}

Result<http::Response> list_invitations(Call& call) {
  FETTLE_TRY(request, list_request(call));
  FETTLE_TRY(invitations, usecases::list_invitations(call.context, request));
  return json_answer(invitations);
}

Result<http::Response> revoke_invitation(Call& call) {
  FETTLE_TRY_VOID(usecases::revoke_invitation(call.context, call.value("invitation_id")));
  return no_content();
}

// The token is a secret: it travels in the body, since paths stand in logs.
Result<http::Response> look_up_invitation(Call& call) {
  FETTLE_TRY(body, read_body<LinkToken>(call));
  FETTLE_TRY(offer, usecases::show_invitation(call.context, body.token));
  return json_answer(offer);
}

Result<http::Response> accept_invitation(Call& call) {
  FETTLE_TRY(body, read_body<Acceptance>(call));
  FETTLE_TRY(signed_in,
             usecases::accept_invitation(
                 call.context, {.token = std::move(body.token),
                                .name = std::move(body.name),
                                .password = std::move(body.password),
                                .agent = std::string(call.request.header("User-Agent"))}));
  return signed_in_answer(call, signed_in);
}

constexpr std::array kRoutes{
    Route{"inviteUser", "POST", "/invitations", Action::kManagePeople, invite_user,
          body_as<usecases::InviteUser>},
    Route{"listInvitations", "GET", "/invitations", Action::kManagePeople, list_invitations},
    Route{"revokeInvitation", "DELETE", "/invitations/{invitation_id}", Action::kManagePeople,
          revoke_invitation},
    Route{"lookUpInvitation", "POST", "/invitations/look-up", std::nullopt, look_up_invitation,
          body_as<LinkToken>},
    Route{"acceptInvitation", "POST", "/invitations/accept", std::nullopt, accept_invitation,
          body_as<Acceptance>},
};

}  // namespace

std::span<const Route> invitation_routes() { return kRoutes; }

}  // namespace fettle::api
