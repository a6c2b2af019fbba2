// Any bytes as the parts of a request that we read ourselves: the target on the first line, then
// X-Forwarded-For, Accept-Encoding and the topics of a stream. What is taken is clean and bounded.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "api/event_topics.hpp"
#include "api/http/gzip.hpp"
#include "api/http/proxies.hpp"
#include "api/http/target.hpp"
#include "base/check.hpp"
#include "base/utf8.hpp"

namespace {

namespace http = fettle::api::http;

std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

bool is_clean(std::string_view text) {
  return fettle::utf8::find_invalid(text) == text.npos &&
         std::ranges::all_of(text, [](char letter) {
           return static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7F;
         });
}

void check_target(std::string_view text) {
  const auto target = http::parse_target(text);
  if (!target) {
    FETTLE_CHECK(target.error().code == fettle::ErrorCode::kMalformed);
    return;
  }
  FETTLE_CHECK(target->path.starts_with('/') && is_clean(target->path));
  FETTLE_CHECK(target->query.size() <= http::kParametersMax);
  for (const auto& [name, value] : target->query) FETTLE_CHECK(is_clean(name) && is_clean(value));
}

void check_client(std::string_view forwarded) {
  static const auto proxies = http::TrustedProxies::parse({"10.0.0.0/8", "2001:db8::/33"}).value();
  http::Request request{.headers = {{"X-Forwarded-For", std::string(forwarded)}},
                        .address = "10.0.0.1"};
  proxies.tell_client(request);
  FETTLE_CHECK(http::TrustedProxies::parse({request.address}).has_value());
  static_cast<void>(http::TrustedProxies::parse({std::string(forwarded)}));
}

void check_topics(std::string_view text) {
  const auto topics = fettle::api::EventTopics::parse(text);
  FETTLE_CHECK(!topics || topics->text() == text);
  const fettle::store::FeedEvent event{.topic = "trees", .kind = "updated", .subject = "1"};
  FETTLE_CHECK(!text.empty() || topics->want(event));
  if (topics) static_cast<void>(topics->want(event));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  check_target(take_line(text));
  check_client(take_line(text));
  static_cast<void>(http::accepts_gzip(take_line(text)));
  check_topics(take_line(text));
  return 0;
}
