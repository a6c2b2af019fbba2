// Channels of the team, and what became of the messages to them.
#include "usecases/notifications/channels.hpp"

#include <array>

#include "api/answer.hpp"
#include "api/list.hpp"
#include "api/routes/all.hpp"
#include "api/short_list.hpp"
#include "usecases/notifications/deliveries.hpp"

namespace fettle::api {
namespace {

using security::Action;

Result<http::Response> list_channels(Call& call) {
  FETTLE_TRY(request, list_request(call));
  FETTLE_TRY(channels, usecases::list_channels(call.context, request));
  return json_answer(channels);
}

Result<http::Response> create_channel(Call& call) {
  FETTLE_TRY(body, read_body<usecases::NewChannel>(call));
  FETTLE_TRY(channel, usecases::create_channel(call.context, body));
  return created("/channels/" + channel.id, channel);
}

Result<http::Response> get_channel(Call& call) {
  FETTLE_TRY(channel, usecases::show_channel(call.context, call.value("channel_id")));
  return json_answer(channel);
}

Result<http::Response> edit_channel(Call& call) {
  FETTLE_TRY(body, read_body<usecases::ChannelEdit>(call));
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(channel,
             usecases::edit_channel(call.context, call.value("channel_id"), body, version));
  return json_answer(channel);
}

Result<http::Response> delete_channel(Call& call) {
  FETTLE_TRY_VOID(usecases::delete_channel(call.context, call.value("channel_id")));
  return no_content();
}

Result<http::Response> test_channel(Call& call) {
  FETTLE_TRY(delivery, usecases::test_channel(call.context, call.value("channel_id")));
  return json_answer(delivery);
}

Result<http::Response> list_deliveries(Call& call) {
  constexpr std::array<std::string_view, 1> kSorts{"-created_at"};
  FETTLE_TRY(page, page_query(call, kSorts));
  FETTLE_TRY(found, usecases::list_deliveries(
                        call.context, {.channel = std::string(call.request.parameter("channel_id")),
                                       .status = std::string(call.request.parameter("status")),
                                       .page = page}));
  return page_answer(page, std::move(found), [](const store::DeliveryRow& row) {
    return store::PageMark{std::to_string(row.created_at.ms), row.id};
  });
}

Result<http::Response> retry_delivery(Call& call) {
  FETTLE_TRY(delivery, usecases::retry_delivery(call.context, call.value("delivery_id")));
  return json_answer(delivery);
}

constexpr std::array kRoutes{
    Route{"listChannels", "GET", "/channels", Action::kRead, list_channels},
    Route{"createChannel", "POST", "/channels", Action::kManageTeam, create_channel,
          body_as<usecases::NewChannel>},
    Route{"getChannel", "GET", "/channels/{channel_id}", Action::kRead, get_channel},
    Route{"editChannel", "PATCH", "/channels/{channel_id}", Action::kManageTeam, edit_channel,
          body_as<usecases::ChannelEdit>},
    Route{"deleteChannel", "DELETE", "/channels/{channel_id}", Action::kManageTeam, delete_channel},
    Route{"testChannel", "POST", "/channels/{channel_id}/test", Action::kManageTeam, test_channel},
    Route{"listDeliveries", "GET", "/deliveries", Action::kRead, list_deliveries},
    Route{"retryDelivery", "POST", "/deliveries/{delivery_id}/retry", Action::kManageTeam,
          retry_delivery},
};

}  // namespace

std::span<const Route> channel_routes() { return kRoutes; }

}  // namespace fettle::api
