#include "notify/channel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "notify/mail_address.hpp"

namespace fettle::notify {
namespace {

using ports::ChannelKind;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

Message message() {
  return {.id = "d1",
          .event = ports::TeamEvent::kApprovalNeeded,
          .severity = ports::MessageSeverity::kWarning,
          .text = "<!channel> @everyone \"web\" & db",
          .url = "https://fettle.test/flows/a/batches/b?h=s&s=2",
          .at = Instant{1'800'000'000'000}};
}

ports::HttpPost post_of(ChannelKind kind, const Message& message) {
  return std::get<ports::HttpPost>(row(kind).request(
      message,
      {.address = "https://example.com/hook", .signing_key = "key", .now = Instant{7'000}}));
}

TEST(Channels, HaveOneRowAKind) {
  for (const auto kind : {ChannelKind::kDiscord, ChannelKind::kSlack, ChannelKind::kTeams,
                          ChannelKind::kWebhook, ChannelKind::kEmail}) {
    EXPECT_EQ(row(kind).kind, kind);
  }
}

TEST(Channels, EveryEventHasATitle) {
  EXPECT_EQ(title(ports::TeamEvent::kRunReady), "Run ready");
  EXPECT_EQ(title(ports::TeamEvent::kTest), "Test message");
}

TEST(Discord, MentionsNobody) {
  const auto post = post_of(ChannelKind::kDiscord, message());
  EXPECT_EQ(post.body,
            R"({"username":"Fettle","embeds":[{"title":"Approval needed","description":)"
            R"("<!channel> @everyone \"web\" & db","url":)"
            R"("https://fettle.test/flows/a/batches/b?h=s&s=2","color":14059792,"footer":)"
            R"({"text":"d1"}}],"allowed_mentions":{"parse":[]}})");
}

TEST(Slack, TakesNoMarkFromTheText) {
  const auto post = post_of(ChannelKind::kSlack, message());
  EXPECT_EQ(post.body,
            R"({"text":"*Approval needed*: &lt;!channel&gt; @everyone \"web\" &amp; db\n)"
            R"(<https://fettle.test/flows/a/batches/b?h=s&amp;s=2|Open in Fettle>\n_d1_"})");
}

TEST(Teams, GetsACardWithALink) {
  const auto post = post_of(ChannelKind::kTeams, message());
  EXPECT_THAT(post.body, HasSubstr(R"("contentType":"application/vnd.microsoft.card.adaptive")"));
  EXPECT_THAT(post.body, HasSubstr(R"("url":"https://fettle.test/flows/a/batches/b?h=s&s=2")"));
  EXPECT_THAT(post.body, HasSubstr(R"("text":"d1")"));
}

TEST(Webhook, IsSignedWithItsTime) {
  auto one = message();
  one.text = "hello";
  const auto post = post_of(ChannelKind::kWebhook, one);
  EXPECT_EQ(post.body,
            R"({"id":"d1","event":"approval_needed","severity":"warning","text":"hello","url":)"
            R"("https://fettle.test/flows/a/batches/b?h=s&s=2","at":1800000000000})");
  EXPECT_THAT(post.headers, Contains(Pair("webhook-id", "d1")));
  EXPECT_THAT(post.headers, Contains(Pair("webhook-timestamp", "7")));
  EXPECT_THAT(post.headers, Contains(Pair("webhook-signature",
                                          "v1,Gi77Jn2T+0UG5z5/k71nZtjOdGUriopfqmJa/SivPQ0=")));
}

TEST(Email, HasTheLinkAndTheDelivery) {
  const auto mail = std::get<ports::Mail>(
      row(ChannelKind::kEmail).request(message(), {.address = "ops@example.com"}));
  EXPECT_EQ(mail.to, "ops@example.com");
  EXPECT_EQ(mail.subject, "Approval needed: <!channel> @everyone \"web\" & db");
  EXPECT_THAT(mail.text, HasSubstr("https://fettle.test/flows/a/batches/b?h=s&s=2\n"));
  EXPECT_THAT(mail.text, HasSubstr("Delivery d1"));
}

TEST(Channels, LongTextsAreCutBetweenCharacters) {
  EXPECT_EQ(cut("a\u00e9", 2), "a ...");
  EXPECT_EQ(cut("a\u00e9", 3), "a\u00e9");
}

TEST(Channels, ShowOnlyTheHostOfAUrl) {
  for (const auto kind :
       {ChannelKind::kDiscord, ChannelKind::kSlack, ChannelKind::kTeams, ChannelKind::kWebhook}) {
    EXPECT_EQ(row(kind).shown("https://hooks.example.com/services/T0/B0/x?sig=secret"),
              "https://hooks.example.com/...");
  }
  EXPECT_EQ(row(ChannelKind::kEmail).shown("ops@example.com"), "ops@example.com");
}

TEST(Channels, RefuseAddressesThatAreNone) {
  for (const auto* text : {"", "x", "ftp://example.com", "https://", "https:///x", "https://a b",
                           "https://user:pass@example.com/", "https://a\r\nX: y", "file:///etc"}) {
    EXPECT_NE(row(ChannelKind::kWebhook).problem(text), "") << text;
  }
  EXPECT_EQ(row(ChannelKind::kWebhook).problem("http://example.com:8080/x"), "");
  EXPECT_NE(row(ChannelKind::kSlack).problem("http://hooks.slack.com/x"), "");
  EXPECT_EQ(row(ChannelKind::kSlack).problem("https://hooks.slack.com/x"), "");
  EXPECT_NE(row(ChannelKind::kEmail).problem("https://example.com"), "");
}

TEST(MailAddress, IsOneNameAtOneHost) {
  for (const auto* text : {"a@b", "ann.lee+ops@mail.example.com"}) {
    EXPECT_TRUE(is_mail_address(text)) << text;
  }
  for (const auto* text : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>", "<a@b>",
                           "a@b,c@d", "-oQ/tmp@b", "\"a\"@b", "\u00e9@b"}) {
    EXPECT_FALSE(is_mail_address(text)) << text;
  }
}

}  // namespace
}  // namespace fettle::notify
