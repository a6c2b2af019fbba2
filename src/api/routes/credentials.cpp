// What opens servers that name no credential themselves.
#include "usecases/secrets/credentials.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> list_credential_defaults(Call& call) {
  FETTLE_TRY(defaults, usecases::list_credential_defaults(call.context));
  return json_answer(defaults);
}

Result<http::Response> put_credential_defaults(Call& call) {
  FETTLE_TRY(body, read_body<usecases::CredentialDefaults>(call));
  FETTLE_TRY(defaults, usecases::put_credential_defaults(call.context, body));
  return json_answer(defaults);
}

constexpr std::array kRoutes{
    Route{"listCredentialDefaults", "GET", "/credential-defaults", Action::kRead,
          list_credential_defaults},
    Route{"putCredentialDefaults", "PUT", "/credential-defaults", Action::kManageSecrets,
          put_credential_defaults, body_as<usecases::CredentialDefaults>},
};

}  // namespace

std::span<const Route> credential_routes() { return kRoutes; }

}  // namespace fettle::api
