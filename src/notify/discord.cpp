// Discord's incoming webhooks: an embed, and nobody is mentioned whatever the text says.
#include <boost/describe/class.hpp>

#include <vector>

#include "base/json.hpp"
#include "notify/channel.hpp"

namespace fettle::notify {
namespace {

constexpr std::size_t kTextBytesMax = 3500;  ///< a description may have 4096 characters

struct Footer {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Footer, (), (text))
struct Embed {
  std::string title;
  std::string description;
  std::string url;
  int color = 0;
  Footer footer;
};
BOOST_DESCRIBE_STRUCT(Embed, (), (title, description, url, color, footer))
struct Mentions {
  std::vector<std::string> parse;
};
BOOST_DESCRIBE_STRUCT(Mentions, (), (parse))
struct Body {
  std::string username = "Fettle";
  std::vector<Embed> embeds;
  Mentions allowed_mentions;
};
BOOST_DESCRIBE_STRUCT(Body, (), (username, embeds, allowed_mentions))

int color(ports::MessageSeverity severity) {
  if (severity == ports::MessageSeverity::kError) return 0xC0392B;
  return severity == ports::MessageSeverity::kWarning ? 0xD68910 : 0x2E86C1;
}

Request request(const Message& message, const Recipient& to) {
  Body body;
  body.embeds.push_back({.title = std::string(title(message.event)),
                         .description = cut(message.text, kTextBytesMax),
                         .url = message.url,
                         .color = color(message.severity),
                         .footer = {message.id}});
  return json_post(to.address, to_json(body));
}

}  // namespace

ChannelRow discord() {
  return {ports::ChannelKind::kDiscord,
          [](std::string_view address) { return url_problem(address, Scheme::kHttps); }, url_shown,
          request};
}

}  // namespace fettle::notify
