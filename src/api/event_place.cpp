#include "api/event_place.hpp"

#include <charconv>
#include <string_view>

namespace fettle::api {
namespace {

std::optional<std::int64_t> read_number(std::string_view text) {
  std::int64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::string> last_event_of(const http::Request& request) {
  auto id = request.header("Last-Event-ID");
  if (id.empty()) id = request.parameter("last_event_id");
  return id.empty() ? std::nullopt : std::optional(std::string(id));
}

bool can_go_on(std::int64_t place, std::int64_t newest) {
  return place >= 0 && place <= newest && newest - place <= kFeedGapMax;
}

EventPlace event_place(const std::optional<std::string>& last_event, std::int64_t newest) {
  if (!last_event) return {.after = newest};
  const auto place = read_number(*last_event);
  if (!place || !can_go_on(*place, newest)) return {.after = newest, .is_resync = true};
  return {.after = *place};
}

}  // namespace fettle::api
