#include "usecases/notifications/channels.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/json.hpp"
#include "usecases/notifications/deliveries.hpp"
#include "usecases/notifications/notify_team.hpp"
#include "usecases/outgoing_test_support.hpp"
#include "usecases/people/people_test_support.hpp"
#include "usecases/secrets/change_master_key.hpp"

namespace fettle::usecases {
namespace {

using ports::ChannelKind;
using ports::TeamEvent;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr auto kHook = "https://discord.com/api/webhooks/1/token";

class Channels : public People {
 protected:
  Channels() { services.outgoing = outgoing; }

  Channel add(NewChannel in) {
    auto owner = as(ann);
    const auto made = create_channel(owner, in);
    EXPECT_TRUE(made) << message_of(made);
    return made ? static_cast<Channel>(*made) : Channel{};
  }
  Channel discord() {
    return add({.kind = ChannelKind::kDiscord,
                .name = "Ops",
                .address = kHook,
                .events = {TeamEvent::kMissed, TeamEvent::kRunReady}});
  }
  void tell(TeamEvent event) {
    auto owner = as(ann);
    auto transaction = store::Transaction::begin(*db);
    EXPECT_TRUE(notify_team(owner, {.event = event, .text = "told", .link = "/maintenances"}));
    EXPECT_TRUE(transaction->commit());
  }
  std::vector<store::DeliveryRow> deliveries() {
    auto owner = as(ann);
    return list_deliveries(owner, {.channel = {}, .status = {}, .page = {.sort = "created_at"}})
        .value()
        .rows;
  }
  bool deliver() {
    auto context = nobody();
    const auto sent = deliver_next(context, {});
    EXPECT_TRUE(sent) << message_of(sent);
    return sent && *sent;
  }
  /// As if the time of its next attempt had come.
  void wait_for_retry() { EXPECT_TRUE(db->run("update deliveries set next_at = 0")); }

  std::shared_ptr<ScriptedOutgoing> outgoing = std::make_shared<ScriptedOutgoing>();
};

TEST_F(Channels, KeepTheirAddressesToThemselves) {
  const auto channel = discord();
  EXPECT_EQ(channel.address, "https://discord.com/...");
  EXPECT_THAT(channel.events, ElementsAre(TeamEvent::kRunReady, TeamEvent::kMissed));
  auto owner = as(ann);
  EXPECT_THAT(to_json(*list_channels(owner, {})), Not(HasSubstr("token")));
  const auto stored = db->one<std::string>("select sealed || shown_address from channels").value();
  EXPECT_THAT(stored, Not(HasSubstr("token")));
  EXPECT_THAT(db->one<std::string>("select difference from audit_log where action = "
                                   "'channel.created'")
                  .value(),
              Not(HasSubstr("token")));
}

TEST_F(Channels, AreChangedWithoutTellingTheAddressAgain) {
  const auto channel = discord();
  auto owner = as(ann);
  const auto changed = edit_channel(owner, channel.id, {.name = "Night", .is_enabled = false}, 1);
  ASSERT_TRUE(changed) << message_of(changed);
  EXPECT_EQ(changed->version, 2);
  EXPECT_EQ(changed->address, channel.address);
  EXPECT_EQ(edit_channel(owner, channel.id, {.name = "Day"}, 1).error().code, ErrorCode::kStale);
  EXPECT_TRUE(test_channel(owner, channel.id));
  EXPECT_EQ(outgoing->posts.at(0).url, kHook);
  EXPECT_TRUE(edit_channel(owner, channel.id, {.address = "https://discord.com/other"}, {}));
  EXPECT_TRUE(test_channel(owner, channel.id));
  EXPECT_EQ(outgoing->posts.at(1).url, "https://discord.com/other");
}

TEST_F(Channels, AreRefusedWithEveryProblemAtOnce) {
  auto owner = as(ann);
  const auto refused = create_channel(owner, {.kind = ChannelKind::kEmail,
                                              .name = " ",
                                              .address = "nobody",
                                              .events = {TeamEvent::kTest}});
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(refused.error().diagnostics, SizeIs(3));
  discord();
  const NewChannel same{.kind = ChannelKind::kEmail, .name = "OPS", .address = "a@b"};
  EXPECT_EQ(create_channel(owner, same).error().code, ErrorCode::kConflict);
  services.secret_box = {};
  const NewChannel keyless{.kind = ChannelKind::kEmail, .name = "mail", .address = "a@b"};
  EXPECT_EQ(create_channel(owner, keyless).error().code, ErrorCode::kConflict);
}

TEST_F(Channels, OfAnotherTeamAreNotFound) {
  const auto channel = discord();
  tell(TeamEvent::kMissed);
  auto elsewhere = as(ann);
  elsewhere.actor.team = add_bare_team("South");
  EXPECT_EQ(show_channel(elsewhere, channel.id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(edit_channel(elsewhere, channel.id, {}, {}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(delete_channel(elsewhere, channel.id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(test_channel(elsewhere, channel.id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(retry_delivery(elsewhere, deliveries()[0].id).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(list_channels(elsewhere, {})->total, 0);
}

TEST_F(Channels, AreTriedOnceAndSayWhatCameOfIt) {
  const auto channel = discord();
  auto owner = as(ann);
  EXPECT_EQ(test_channel(owner, channel.id)->status, "delivered");
  outgoing->answers.emplace_back(ports::HttpAnswer{.status = 404, .body = "unknown webhook"});
  const auto failed = test_channel(owner, channel.id);
  EXPECT_EQ(failed->status, "failed");
  EXPECT_EQ(failed->result, "the service answered 404");
  EXPECT_FALSE(deliver()) << "nothing is left to be sent";
  EXPECT_THAT(audited(), ::testing::Contains("channel.tested"));
}

TEST_F(Channels, AWebhookIsSignedByTheKeyThatWasShownOnce) {
  auto owner = as(ann);
  const auto made = create_channel(owner, {.kind = ChannelKind::kWebhook,
                                           .name = "tickets",
                                           .address = "https://example.com/x",
                                           .events = {}});
  ASSERT_TRUE(made) << message_of(made);
  EXPECT_TRUE(made->signing_key->starts_with("whsec_"));
  EXPECT_THAT(to_json(*show_channel(owner, made->id)), Not(HasSubstr("whsec_")));
  EXPECT_TRUE(test_channel(owner, made->id));
  EXPECT_THAT(outgoing->posts.at(0).headers,
              ::testing::Contains(::testing::Pair("webhook-signature", HasSubstr("v1,"))));
}

TEST_F(Channels, OpenUnderANewMasterKey) {
  const auto channel = discord();
  const std::string new_key(32, 'n');
  services.secret_box = security::SecretBox({new_key, std::string(32, 'k')});
  auto context = nobody();
  EXPECT_EQ(change_master_key(context).value(), 1);
  services.secret_box = security::SecretBox({new_key});
  auto owner = as(ann);
  EXPECT_EQ(test_channel(owner, channel.id)->status, "delivered");
}

// --- deliveries -------------------------------------------------------------------------------

TEST_F(Channels, HearOfWhatTheyChoseWithALinkToIt) {
  discord();
  tell(TeamEvent::kMissed);
  tell(TeamEvent::kApprovalNeeded);
  ASSERT_THAT(deliveries(), SizeIs(1));
  EXPECT_TRUE(deliver());
  EXPECT_FALSE(deliver());
  ASSERT_THAT(outgoing->posts, SizeIs(1));
  EXPECT_THAT(outgoing->posts[0].body, HasSubstr(R"("url":"https://fettle.test/maintenances")"));
  EXPECT_THAT(outgoing->posts[0].body, HasSubstr(deliveries()[0].id));
  EXPECT_EQ(deliveries()[0].status, "delivered");
}

TEST_F(Channels, AreTriedFourTimesInAll) {
  discord();
  tell(TeamEvent::kMissed);
  for (int attempt = 1; attempt <= 4; ++attempt) {
    outgoing->answers.emplace_back(ports::HttpAnswer{.status = 500});
    const auto began = store::database_now(*db).value();
    EXPECT_TRUE(deliver());
    EXPECT_FALSE(deliver()) << "not before its time";
    const auto row = deliveries()[0];
    EXPECT_EQ(row.attempts, attempt);
    EXPECT_EQ(row.result, "the service answered 500");
    EXPECT_EQ(row.status, attempt == 4 ? "failed" : "pending");
    if (attempt < 4) {
      const std::array<std::chrono::seconds, 3> pauses{
          std::chrono::seconds(30), std::chrono::minutes(2), std::chrono::minutes(10)};
      EXPECT_GE(*row.next_at - began, pauses[static_cast<std::size_t>(attempt) - 1]);
    }
    wait_for_retry();
  }
  EXPECT_FALSE(deliver());
  auto owner = as(ann);
  const auto again = retry_delivery(owner, deliveries()[0].id);
  EXPECT_EQ(again->status, "pending");
  EXPECT_TRUE(deliver());
  EXPECT_EQ(deliveries()[0].status, "delivered");
  EXPECT_EQ(retry_delivery(owner, deliveries()[0].id).error().code, ErrorCode::kConflict);
  EXPECT_EQ(outgoing->posts.front().body, outgoing->posts.back().body) << "the same id each time";
}

TEST_F(Channels, AMailThatMayHaveArrivedIsNotSentTwiceByItself) {
  using Fate = ports::MailAnswer::Fate;
  add({.kind = ChannelKind::kEmail,
       .name = "mail",
       .address = "ops@example.com",
       .events = {TeamEvent::kMissed}});
  auto owner = as(ann);
  for (const auto& [fate, words] : {std::pair(Fate::kUnknown, "it may have arrived"),
                                    std::pair(Fate::kRefused, "550 no such user")}) {
    tell(TeamEvent::kMissed);
    outgoing->mail_answers.emplace_back(ports::MailAnswer{fate, "550 no such user"});
    EXPECT_TRUE(deliver());
    wait_for_retry();
    EXPECT_FALSE(deliver()) << words;
    const auto row = deliveries().back();
    EXPECT_EQ(row.status, "failed");
    EXPECT_THAT(row.result, HasSubstr(words));
    EXPECT_TRUE(retry_delivery(owner, row.id)) << "a person may";
    EXPECT_TRUE(deliver());
    EXPECT_EQ(deliveries().back().status, "delivered");
  }
}

TEST_F(Channels, OneThatDoesNotAnswerHoldsUpNoOther) {
  const auto silent = discord();
  add({.kind = ChannelKind::kEmail,
       .name = "mail",
       .address = "ops@example.com",
       .events = {TeamEvent::kMissed}});
  tell(TeamEvent::kMissed);
  tell(TeamEvent::kMissed);
  for (int i = 0; i < 3; ++i) {
    const auto due = db->one<std::string>(
        "select channel_name from deliveries where status = 'pending' and next_at <= ? order by "
        "next_at, id limit 1",
        store::database_now(*db).value());
    if (due && *due == "Ops") {
      outgoing->answers.emplace_back(fail(ErrorCode::kUnreachable, "it can't be reached"));
    }
    EXPECT_TRUE(deliver());
  }
  EXPECT_FALSE(deliver());
  EXPECT_THAT(outgoing->mails, SizeIs(2));
  EXPECT_THAT(outgoing->posts, SizeIs(1));
}

TEST_F(Channels, WhatWaitsForOneThatIsGoneFails) {
  const auto channel = discord();
  tell(TeamEvent::kMissed);
  auto owner = as(ann);
  EXPECT_TRUE(delete_channel(owner, channel.id));
  EXPECT_TRUE(deliver());
  EXPECT_EQ(deliveries()[0].status, "failed");
  EXPECT_EQ(deliveries()[0].result, "the channel is gone");
  EXPECT_THAT(outgoing->posts, IsEmpty());
}

}  // namespace
}  // namespace fettle::usecases
