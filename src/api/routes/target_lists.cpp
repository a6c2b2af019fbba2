// Target lists of the team.
#include "usecases/targets/target_lists.hpp"

#include <fmt/format.h>

#include <array>

#include "api/answer.hpp"
#include "api/list.hpp"
#include "api/routes/all.hpp"
#include "usecases/targets/target_list_import.hpp"

namespace fettle::api {
namespace {

using security::Action;

struct PastedText {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(PastedText, (), (text))

store::PageMark mark(const store::PageQuery& page, const usecases::ShownTargetListHead& list) {
  if (page.sort == "name") return {list.name, list.id};
  auto at = list.updated_at;
  if (page.sort == "created_at") at = list.created_at;
  if (page.sort == "last_used_at") at = list.last_used_at.value_or(Instant{});
  return {std::to_string(at.ms), list.id};
}

Result<http::Response> list_target_lists(Call& call) {
  static constexpr std::array<std::string_view, 4> kSorts{"name", "created_at", "updated_at",
                                                          "last_used_at"};
  FETTLE_TRY(page, page_query(call, kSorts));
  FETTLE_TRY(found, usecases::list_target_lists(call.context,
                                                {std::string(call.request.parameter("q")), page}));
  return page_answer(page, std::move(found), [&](const auto& list) { return mark(page, list); });
}

Result<http::Response> create_target_list(Call& call) {
  FETTLE_TRY(body, read_body<usecases::TargetListInput>(call));
  FETTLE_TRY(list, usecases::create_target_list(call.context, body));
  return created(fmt::format("/target-lists/{}", list.id), list);
}

Result<http::Response> read_target_text(Call& call) {
  FETTLE_TRY(body, read_body<PastedText>(call));
  FETTLE_TRY(pasted, usecases::read_pasted_targets(body.text));
  return json_answer(pasted);
}

Result<http::Response> get_target_list(Call& call) {
  FETTLE_TRY(list, usecases::get_target_list(call.context, call.value("target_list_id")));
  return json_answer(list);
}

Result<http::Response> replace_target_list(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(body, read_body<usecases::TargetListInput>(call));
  FETTLE_TRY(list, usecases::replace_target_list(
                       call.context, {call.value("target_list_id"), version, std::move(body)}));
  return json_answer(list);
}

Result<http::Response> delete_target_list(Call& call) {
  const bool confirmed = call.request.parameter("confirm") == "true";
  FETTLE_TRY(deleted, usecases::delete_target_list(call.context,
                                                   {call.value("target_list_id"),
                                                    confirmed ? usecases::Confirmation::kGiven
                                                              : usecases::Confirmation::kMissing}));
  return json_answer(deleted);
}

Result<http::Response> import_targets(Call& call) {
  FETTLE_TRY(body, read_body<usecases::ImportTargetsBody>(call));
  FETTLE_TRY(difference, usecases::import_targets(call.context,
                                                  {call.value("target_list_id"), std::move(body)}));
  return json_answer(difference);
}

constexpr std::array kRoutes{
    Route{"listTargetLists", "GET", "/target-lists", Action::kRead, list_target_lists},
    Route{"createTargetList", "POST", "/target-lists", Action::kEditServers, create_target_list,
          body_as<usecases::TargetListInput>},
    Route{"readTargetText", "POST", "/target-lists/read-text", Action::kRead, read_target_text,
          body_as<PastedText>},
    Route{"getTargetList", "GET", "/target-lists/{target_list_id}", Action::kRead, get_target_list},
    Route{"replaceTargetList", "PUT", "/target-lists/{target_list_id}", Action::kEditServers,
          replace_target_list, body_as<usecases::TargetListInput>},
    Route{"deleteTargetList", "DELETE", "/target-lists/{target_list_id}", Action::kEditServers,
          delete_target_list},
    Route{"importTargets", "POST", "/target-lists/{target_list_id}/import", Action::kEditServers,
          import_targets, body_as<usecases::ImportTargetsBody>},
};

}  // namespace

std::span<const Route> target_list_routes() { return kRoutes; }

}  // namespace fettle::api
