#include "api/event_hub.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "api/api_test_support.hpp"
#include "usecases/announce.hpp"

namespace fettle::api {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

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
    return stream.take();
  }

  void move_to(std::int64_t sequence) {
    EXPECT_TRUE(
        api_.database().run("update counters set value = ? where name = 'events'", sequence));
  }

  TestApi api_;
};

TEST_F(Events, BeginWithHello) {
  announce("trees");
  EXPECT_EQ(stream()->take(),
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
  EXPECT_THAT(theirs->take(), HasSubstr("theirs-1"));
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
    EXPECT_THAT(stream("", last)->take(), HasSubstr("event: resync\nid: 1\n")) << last;
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
