#include "api/event_hub.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "api/api_test_support.hpp"
#include "store/batch_store.hpp"
#include "usecases/announce.hpp"

namespace fettle::api {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// What its client reads next.
std::string sent(http::EventStream& stream) {
  std::string all;
  for (const auto& text : stream.take()) all += *text;
  return all;
}

class Events : public ::testing::Test {
 protected:
  std::shared_ptr<http::EventStream> stream(const std::string& query = {},
                                            const std::string& last = {}) {
    http::Headers headers;
    if (!last.empty()) headers.emplace_back("Last-Event-ID", last);
    const auto response = api_.call("GET", "/api/v1/events" + query, "", std::move(headers));
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.header("Content-Type"), "text/event-stream");
    return response.stream;
  }

  void announce(std::string_view topic, std::string_view subject = "1") {
    auto context = api_.context();
    EXPECT_TRUE(usecases::announce(context, topic, "updated", subject));
  }

  /// All that a stream is told in one round.
  std::string told(http::EventStream& stream) {
    EXPECT_TRUE(api_.events.tell(api_.database(), api_.now));
    return sent(stream);
  }

  void move_to(std::int64_t sequence) {
    EXPECT_TRUE(
        api_.database().run("update counters set value = ? where name = 'events'", sequence));
  }

  TestApi api_;
};

TEST_F(Events, BeginWithHello) {
  announce("trees");
  EXPECT_EQ(sent(*stream()),
            "event: hello\nid: 1\ndata: {\"build\":\"test\",\"server_time\":1800000000000,"
            "\"heartbeat_seconds\":15}\n\n");
}

TEST_F(Events, TellWhatIsNewInOneMessage) {
  const auto client = stream();
  client->take();
  announce("trees", "7");
  announce("servers", "8");
  EXPECT_EQ(told(*client),
            "event: changes\nid: 2\ndata: ["
            R"({"sequence":1,"number":0,"at":1800000000000,"topic":"trees","kind":"updated",)"
            R"("subject":"7","session_id":"","body":{}},)"
            R"({"sequence":2,"number":0,"at":1800000000000,"topic":"servers","kind":"updated",)"
            R"("subject":"8","session_id":"","body":{}}])"
            "\n\n");
  EXPECT_EQ(told(*client), "");
}

TEST_F(Events, AreOfTheOwnTeamAlone) {
  const auto ours = stream();
  ours->take();
  api_.sign_in_elsewhere();
  const auto theirs = stream();
  theirs->take();
  announce("trees", "theirs-1");
  EXPECT_EQ(told(*ours), "");
  EXPECT_THAT(sent(*theirs), HasSubstr("theirs-1"));
}

TEST_F(Events, GoOnWhereTheClientWas) {
  for (int i = 1; i <= 3; ++i) announce("trees", fmt::format("tree-{}", i));
  const auto client = stream("", "1");
  EXPECT_THAT(told(*client),
              AllOf(HasSubstr("hello\nid: 1\n"), Not(HasSubstr("resync")), Not(HasSubstr("tree-1")),
                    HasSubstr("tree-2"), HasSubstr("tree-3")));
  EXPECT_THAT(told(*stream("?last_event_id=2")), HasSubstr("tree-3"));
}

TEST_F(Events, AnUnknownPlaceIsToReadEverythingAnew) {
  announce("trees");
  for (const auto* last : {"2", "x", "-1", "-9223372036854775808", "99999999999999999999"}) {
    EXPECT_THAT(sent(*stream("", last)), HasSubstr("event: resync\nid: 1\n")) << last;
  }
}

TEST_F(Events, AGapThatIsTooLargeIsToReadEverythingAnew) {
  const auto client = stream();
  client->take();
  move_to(kFeedGapMax + 1);
  EXPECT_EQ(told(*client), "event: resync\nid: 10001\ndata: {}\n\n");
  EXPECT_EQ(told(*client), "");
}

TEST_F(Events, MoreThanAPageComesInSeveralMessages) {
  const auto client = stream();
  client->take();
  for (int i = 0; i < 1001; ++i) announce("trees");
  EXPECT_THAT(told(*client), HasSubstr("event: changes\nid: 1000\n"));
  EXPECT_THAT(told(*client), HasSubstr("event: changes\nid: 1001\n"));
}

TEST_F(Events, AreOfTheTopicsThatWereAskedFor) {
  const auto client = stream("?topics=servers,trees:7");
  client->take();
  announce("trees", "8");
  EXPECT_EQ(told(*client), "");
  announce("trees", "7");
  announce("servers", "1");
  EXPECT_THAT(told(*client), AllOf(HasSubstr("\"subject\":\"7\""), HasSubstr("servers")));
}

TEST_F(Events, WrongTopicsAreRefused) {
  for (const auto* topics : {",", "a,,b", ":7", "a:"}) {
    EXPECT_EQ(api_.call("GET", std::string("/api/v1/events?topics=") + topics).status, 400)
        << topics;
  }
}

TEST_F(Events, AStreamEndsSoThatItsClientIsAskedAgainWhoItIs) {
  const auto client = stream();
  api_.now = api_.now + kStreamLife;
  told(*client);
  EXPECT_TRUE(client->is_closed());
  EXPECT_EQ(api_.events.clients(), 0);
}

TEST_F(Events, OnePersonHasABoundedNumberOfStreams) {
  const auto first = stream();
  const auto second = stream();
  for (std::size_t i = 2; i < kStreamsOfUserMax; ++i) stream();
  EXPECT_FALSE(first->is_closed());
  stream();
  EXPECT_TRUE(first->is_closed());
  EXPECT_FALSE(second->is_closed());
}

TEST_F(Events, NobodyHasNone) {
  api_.actor.reset();
  EXPECT_EQ(api_.call("GET", "/api/v1/events").status, 401);
}

// --- where sessions stand ---------------------------------------------------------------------

class Coalesced : public Events {
 protected:
  Coalesced() {
    store::NewBatch batch{.id = "b", .name = "plan"};
    batch.sessions = {"s1", "s2"};
    batch.waves = {0, 0};
    batch.frozen.targets = {{"web1", {.name = "web1"}}, {"web2", {.name = "web2"}}};
    batch.origin.team_id = api_.context().actor.team;
    EXPECT_TRUE(store::create_batch(api_.database(), batch));
  }

  void happens(std::string_view session, std::string_view kind, std::string_view status) {
    const auto sequence = api_.database().one<std::int64_t>(
        "update counters set value = value + 1 where name = 'events' returning value");
    ASSERT_TRUE(sequence);
    EXPECT_TRUE(api_.database().run(
        "insert into events (batch_id, number, session_id, at, kind, body, sequence) values ('b', "
        "?, ?, ?, ?, '{}', ?)",
        *sequence, session, *sequence * 10, kind, *sequence));
    EXPECT_TRUE(
        api_.database().run("update sessions set status = ? where id = ?", status, session));
  }
};

TEST_F(Coalesced, ComesOneChangeABatchWithTheNewestOfEachSession) {
  const auto client = stream("?topics=sessions:b&coalesce=true");
  client->take();
  happens("s2", "session_started", "running");
  happens("s1", "session_started", "running");
  happens("s1", "session_ended", "completed");
  EXPECT_EQ(told(*client),
            "event: changes\nid: 3\ndata: ["
            R"({"sequence":3,"number":0,"at":30,"topic":"batches","kind":"sessions_changed",)"
            R"("subject":"b","session_id":"","body":{"sessions":[)"
            R"({"session_id":"s1","status":"completed","stage":"steps","step":0,)"
            R"("started_at":null,"ended_at":null},)"
            R"({"session_id":"s2","status":"running","stage":"steps","step":0,)"
            R"("started_at":null,"ended_at":null}]}}])"
            "\n\n");
  EXPECT_EQ(told(*client), "");
}

TEST_F(Coalesced, WhatPeopleAreAskedIsToldAsItHappens) {
  const auto client = stream("?topics=prompts&coalesce=true");
  client->take();
  happens("s1", "gate_opened", "awaiting_approval");
  EXPECT_THAT(told(*client),
              AllOf(HasSubstr("\"kind\":\"gate_opened\""), Not(HasSubstr("sessions_changed"))));
}

TEST_F(Coalesced, AListHearsOfWhatItShows) {
  const auto client = stream("?topics=batches&coalesce=true");
  client->take();
  happens("s1", "step_ended", "running");
  EXPECT_EQ(told(*client), "");
  happens("s1", "session_ended", "completed");
  EXPECT_THAT(told(*client), HasSubstr("sessions_changed"));
}

TEST_F(Coalesced, OneWhoReadsSlowlyIsToldOfMoreAtOnce) {
  const auto client = stream("?coalesce=true");
  client->take();
  happens("s1", "session_started", "running");
  EXPECT_TRUE(api_.events.tell(api_.database(), api_.now));
  happens("s1", "session_ended", "completed");
  EXPECT_TRUE(api_.events.tell(api_.database(), api_.now));
  EXPECT_THAT(sent(*client), AllOf(HasSubstr("id: 1\n"), Not(HasSubstr("completed"))));
  EXPECT_THAT(told(*client), AllOf(HasSubstr("id: 2\n"), HasSubstr("completed")));
}

TEST_F(Coalesced, OthersHearEveryEvent) {
  const auto client = stream("?topics=sessions:b&coalesce=false");
  client->take();
  happens("s1", "session_started", "running");
  happens("s1", "session_ended", "completed");
  EXPECT_THAT(told(*client), AllOf(HasSubstr("session_started"), HasSubstr("session_ended")));
  EXPECT_EQ(api_.call("GET", "/api/v1/events?coalesce=yes").status, 400);
}

store::FeedEvent of_batch(std::string kind, std::string session) {
  return {.topic = "batches",
          .kind = std::move(kind),
          .subject = "b",
          .session_id = std::move(session)};
}

TEST(EventTopics, OfBatchesListsDetailsAndPromptsAreApart) {
  const auto list = EventTopics::parse("batches");
  const auto detail = EventTopics::parse("sessions:b");
  const auto prompts = EventTopics::parse("prompts");
  ASSERT_TRUE(list && detail && prompts);
  EXPECT_TRUE(list->want(of_batch("wave_started", "")));
  EXPECT_TRUE(list->want(of_batch("session_ended", "s")));
  EXPECT_FALSE(list->want(of_batch("step_ended", "s")));
  EXPECT_TRUE(detail->want(of_batch("step_ended", "s")));
  EXPECT_TRUE(detail->want(of_batch("gate_opened", "s")));
  EXPECT_TRUE(prompts->want(of_batch("gate_opened", "s")));
  EXPECT_FALSE(prompts->want(of_batch("step_ended", "s")));
  EXPECT_FALSE(EventTopics::parse("sessions:c")->want(of_batch("step_ended", "s")));
}

}  // namespace
}  // namespace fettle::api
