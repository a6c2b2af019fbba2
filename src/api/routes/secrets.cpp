#include "usecases/secrets/secrets.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/short_list.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> list_secrets(Call& call) {
  FETTLE_TRY(request, list_request(call));
  FETTLE_TRY(secrets, usecases::list_secrets(call.context, request));
  return json_answer(secrets);
}

Result<http::Response> get_secret(Call& call) {
  FETTLE_TRY(secret, usecases::show_secret(call.context, call.value("name")));
  return json_answer(secret);
}

Result<http::Response> put_secret(Call& call) {
  FETTLE_TRY(body, read_body<usecases::PutSecret>(call));
  FETTLE_TRY(version, if_match(call));
  const auto& name = call.value("name");
  FETTLE_TRY(put, usecases::put_secret(call.context, {.name = name, .version = version}, body));
  return put.is_new ? created("/secrets/" + name, put.secret) : json_answer(put.secret);
}

Result<http::Response> delete_secret(Call& call) {
  FETTLE_TRY_VOID(usecases::delete_secret(call.context, call.value("name")));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"listSecrets", "GET", "/secrets", Action::kRead, list_secrets},
    Route{"getSecret", "GET", "/secrets/{name}", Action::kRead, get_secret},
    Route{"putSecret", "PUT", "/secrets/{name}", Action::kManageSecrets, put_secret,
          body_as<usecases::PutSecret>},
    Route{"deleteSecret", "DELETE", "/secrets/{name}", Action::kManageSecrets, delete_secret},
};

}  // namespace

std::span<const Route> secret_routes() { return kRoutes; }

}  // namespace fettle::api
