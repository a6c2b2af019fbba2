#include "usecases/people/people.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "api/short_list.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> list_people(Call& call) {
  FETTLE_TRY(request, list_request(call));
  FETTLE_TRY(people, usecases::list_people(call.context, request));
  return json_answer(people);
}

Result<http::Response> get_person(Call& call) {
  FETTLE_TRY(person, usecases::show_person(call.context, call.value("user_id")));
  return json_answer(person);
}

Result<http::Response> update_person(Call& call) {
  FETTLE_TRY(body, read_body<usecases::UpdatePerson>(call));
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(person, usecases::update_person(
                         call.context, {.id = call.value("user_id"), .version = version}, body));
  return json_answer(person);
}

Result<http::Response> make_password_link(Call& call) {
  FETTLE_TRY(link, usecases::make_password_link(call.context, call.value("user_id")));
  auto response = json_answer(link);
  response.status = 201;
  response.set("Cache-Control", "no-store");
  return response;
}

Result<http::Response> reset_second_factor(Call& call) {
  FETTLE_TRY_VOID(usecases::reset_second_factor(call.context, call.value("user_id")));
  return no_content();
}

Result<http::Response> set_password(Call& call) {
  FETTLE_TRY(body, read_body<usecases::SetPassword>(call));
  FETTLE_TRY_VOID(usecases::set_password(call.context, body));
  return no_content();
}

constexpr std::array kRoutes{
    Route{"listPeople", "GET", "/people", Action::kRead, list_people},
    Route{"getPerson", "GET", "/people/{user_id}", Action::kRead, get_person},
    Route{"updatePerson", "PATCH", "/people/{user_id}", Action::kManagePeople, update_person,
          body_as<usecases::UpdatePerson>},
    Route{"makePasswordLink", "POST", "/people/{user_id}/password-link", Action::kManagePeople,
          make_password_link},
    Route{"resetSecondFactor", "DELETE", "/people/{user_id}/totp", Action::kManagePeople,
          reset_second_factor},
    Route{"setPassword", "POST", "/password", {}, set_password, body_as<usecases::SetPassword>},
};

}  // namespace

std::span<const Route> people_routes() { return kRoutes; }

}  // namespace fettle::api
