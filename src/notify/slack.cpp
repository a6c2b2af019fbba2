// Slack's incoming webhooks, and what speaks as they do (Mattermost, Rocket.Chat).
#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include "base/json.hpp"
#include "notify/channel.hpp"

namespace fettle::notify {
namespace {

constexpr std::size_t kTextBytesMax = 3000;

struct Body {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Body, (), (text))

/// Slack's three marks; without them `<!channel>` would call everybody.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else if (c == '>') {
      safe += "&gt;";
    } else {
      safe += c;
    }
  }
  return safe;
}

Request request(const Message& message, const Recipient& to) {
  return json_post(to.address, to_json(Body{fmt::format("*{}*: {}\n<{}|Open in Fettle>\n_{}_",
                                                        title(message.event),
                                                        escaped(cut(message.text, kTextBytesMax)),
                                                        escaped(message.url), message.id)}));
}

}  // namespace

ChannelRow slack() {
  return {ports::ChannelKind::kSlack,
          [](std::string_view address) { return url_problem(address, Scheme::kHttps); }, url_shown,
          request};
}

}  // namespace fettle::notify
