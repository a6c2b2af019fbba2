// What the routes share that sign somebody in: set-up, sign-in, invitations.
#pragma once

#include <string_view>

#include "api/route.hpp"
#include "usecases/people/user_session.hpp"

namespace fettle::api {

/// 201 with the session, and its cookie.
http::Response signed_in_answer(const Call& call, const usecases::SignedIn& signed_in);

/// The cookie of whoever asks; empty for an API token.
std::string_view session_token(const Call& call);

}  // namespace fettle::api
