// Microsoft Teams: the webhook of a workflow, which takes an adaptive card.
#include <boost/describe/class.hpp>

#include <utility>
#include <vector>

#include "base/json.hpp"
#include "notify/channel.hpp"

namespace fettle::notify {
namespace {

constexpr std::size_t kTextBytesMax = 8000;

struct TextBlock {
  std::string type = "TextBlock";
  std::string text;
  std::string weight = "Default";
  bool isSubtle = false;  // NOLINT(readability-identifier-naming): the card's own name
  bool wrap = true;
};
BOOST_DESCRIBE_STRUCT(TextBlock, (), (type, text, weight, isSubtle, wrap))
struct OpenUrl {
  std::string type = "Action.OpenUrl";
  std::string title = "Open in Fettle";
  std::string url;
};
BOOST_DESCRIBE_STRUCT(OpenUrl, (), (type, title, url))
struct Card {
  std::string type = "AdaptiveCard";
  std::string version = "1.4";
  std::vector<TextBlock> body;
  std::vector<OpenUrl> actions;
};
BOOST_DESCRIBE_STRUCT(Card, (), (type, version, body, actions))
struct Attachment {
  std::string contentType =  // NOLINT(readability-identifier-naming)
      "application/vnd.microsoft.card.adaptive";
  Card content;
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (contentType, content))
struct Body {
  std::string type = "message";
  std::vector<Attachment> attachments;
};
BOOST_DESCRIBE_STRUCT(Body, (), (type, attachments))

Request request(const Message& message, const Recipient& to) {
  Card card;
  card.body = {{.text = std::string(title(message.event)), .weight = "Bolder"},
               {.text = cut(message.text, kTextBytesMax)},
               {.text = message.id, .isSubtle = true}};
  card.actions = {{.url = message.url}};
  Body body;
  body.attachments.push_back({.content = std::move(card)});
  return json_post(to.address, to_json(body));
}

}  // namespace

ChannelRow teams() {
  return {ports::ChannelKind::kTeams,
          [](std::string_view address) { return url_problem(address, Scheme::kHttps); }, url_shown,
          request};
}

}  // namespace fettle::notify
