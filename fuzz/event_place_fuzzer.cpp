// Any bytes as what a client says when it comes back to a stream of events: the Last-Event-ID on
// the first line, the target with its parameters on the second, the newest number there is on the
// third. A stream begins neither past the newest nor further back than it can be told.
#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "api/event_place.hpp"
#include "api/event_topics.hpp"
#include "api/http/target.hpp"
#include "base/check.hpp"

namespace {

namespace api = fettle::api;

std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

/// What a database counts: from 0 on.
std::int64_t newest_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::max<std::int64_t>(number, 0);
}

void check_place(const api::http::Request& request, std::int64_t newest) {
  const auto named = api::last_event_of(request);
  const auto place = api::event_place(named, newest);
  FETTLE_CHECK(place.after >= 0 && place.after <= newest);
  FETTLE_CHECK(newest - place.after <= api::kFeedGapMax);
  FETTLE_CHECK(!place.is_resync || (named && place.after == newest));
  // A client that knows the place that it was given is never sent to read everything anew.
  const auto again = api::event_place(std::to_string(place.after), newest);
  FETTLE_CHECK(!again.is_resync && again.after == place.after);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  api::http::Request request;
  request.headers.emplace_back("Last-Event-ID", take_line(text));
  if (auto target = api::http::parse_target(take_line(text))) {
    request.query = std::move(target->query);
  }
  check_place(request, newest_of(take_line(text)));
  const auto topics = api::EventTopics::parse(request.parameter("topics"));
  FETTLE_CHECK(topics || topics.error().code == fettle::ErrorCode::kMalformed);
  FETTLE_CHECK(!topics || topics->text() == request.parameter("topics"));
  return 0;
}
