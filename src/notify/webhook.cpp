// A webhook of one's own, signed as the Standard Webhooks specification says, so that receivers can
// check it with a library that there is: HMAC-SHA256 over `id.timestamp.body`.
#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "notify/channel.hpp"
#include "security/encoding.hpp"

namespace fettle::notify {
namespace {

struct Body {
  std::string id;
  ports::TeamEvent event = ports::TeamEvent::kMessage;
  ports::MessageSeverity severity = ports::MessageSeverity::kInfo;
  std::string text;
  std::string url;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Body, (), (id, event, severity, text, url, at))

Request request(const Message& message, const Recipient& to) {
  auto post = json_post(to.address, to_json(Body{.id = message.id,
                                                 .event = message.event,
                                                 .severity = message.severity,
                                                 .text = message.text,
                                                 .url = message.url,
                                                 .at = message.at}));
  const auto timestamp = std::to_string(to.now.ms / 1000);
  const auto signature =
      hmac_sha256(to.signing_key, fmt::format("{}.{}.{}", message.id, timestamp, post.body));
  post.headers.emplace_back("webhook-id", message.id);
  post.headers.emplace_back("webhook-timestamp", timestamp);
  post.headers.emplace_back("webhook-signature", "v1," + security::to_standard_base64(signature));
  return post;
}

}  // namespace

ChannelRow webhook() {
  return {ports::ChannelKind::kWebhook,
          [](std::string_view address) { return url_problem(address, Scheme::kAny); }, url_shown,
          request};
}

}  // namespace fettle::notify
