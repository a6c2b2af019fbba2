#include "cli/remote/service_api.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "cli/remote/command_outputs.hpp"
#include "cli/remote/event_follower.hpp"
#include "cli/remote/remote.hpp"
#include "usecases/batches/batch_commands.hpp"

namespace fettle::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Answers in order; remembers what it was asked.
class ScriptedClient : public ports::HttpClient {
 public:
  Result<ports::HttpReply> send(const ports::HttpRequest& request,
                                const ports::HttpEar& ear) override {
    asked.push_back(request);
    if (replies.empty()) return fail(ErrorCode::kUnreachable, "connection refused");
    auto reply = std::move(replies.front());
    replies.pop_front();
    if (reply && ear.body) {
      ear.body(reply->body);
      if (ear.goes_on) ear.goes_on();
    }
    return reply;
  }

  void answers(int status, std::string body) {
    replies.push_back(ports::HttpReply{status, {}, body});
  }
  void breaks() { replies.push_back(fail(ErrorCode::kUnreachable, "reset by peer")); }

  std::deque<Result<ports::HttpReply>> replies;
  std::vector<ports::HttpRequest> asked;
};

class Service : public testing::Test {
 protected:
  std::string header(std::size_t request, std::string_view name) const {
    for (const auto& [known, value] : client.asked.at(request).headers) {
      if (known == name) return value;
    }
    return {};
  }

  ScriptedClient client;
  std::vector<Milliseconds> pauses;
  ServiceApi api{{.access = {.url = "https://a.example", .token = "fettle_abc"},
                  .http = client,
                  .pause = [this](Milliseconds time) {
                    if (time.count() > 0) pauses.push_back(time);
                    return true;
                  }}};
};

TEST_F(Service, IsAskedWithTheTokenBelowItsPath) {
  client.answers(200, "{}");
  EXPECT_EQ(api.get("/batches" + query('?', "status", "a b&c")).value(), "{}");
  EXPECT_EQ(client.asked[0].url, "https://a.example/api/v1/batches?status=a%20b%26c");
  EXPECT_EQ(header(0, "Authorization"), "Bearer fettle_abc");
}

TEST_F(Service, ThatBreaksOffIsAskedAgainForWhatChangesNothing) {
  client.breaks();
  client.answers(503, "");
  client.answers(200, "fine");
  EXPECT_EQ(api.get("/batches").value(), "fine");
  EXPECT_EQ(pauses.size(), 2U);
}

TEST_F(Service, ThatBreaksOffIsToldAWordOnlyOnce) {
  client.breaks();
  client.answers(200, "{}");
  EXPECT_FALSE(api.send({.path = "/batches/b/pause"}));
  EXPECT_EQ(client.asked.size(), 1U);
}

TEST_F(Service, IsToldALaunchAgainUnderTheSameKey) {
  client.breaks();
  client.answers(201, "{}");
  EXPECT_TRUE(api.send({.path = "/sessions/batch", .body = "{}", .idempotency_key = "k1"}));
  EXPECT_EQ(header(0, "Idempotency-Key"), "k1");
  EXPECT_EQ(header(1, "Idempotency-Key"), "k1");
}

TEST_F(Service, WaitsAsLongAsItIsAskedTo) {
  client.replies.push_back(ports::HttpReply{429, {{"retry-after", "7"}}, ""});
  client.answers(200, "{}");
  EXPECT_TRUE(api.get("/batches"));
  EXPECT_THAT(pauses, ElementsAre(std::chrono::seconds(7)));
}

TEST_F(Service, ThatIsNotThereIsNamedWithTheWayOut) {
  const auto answer = api.get("/batches");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kUnreachable);
  EXPECT_THAT(answer.error().message, HasSubstr("https://a.example does not answer"));
}

TEST_F(Service, MayKnowFieldsThatThisProgramDoesNot) {
  client.answers(200, R"({"items":[],"later":1})");
  EXPECT_TRUE(api.read<usecases::Commands>("/batches/b/commands"));
  client.answers(200, R"({"items":[{"order":"o"}]})");
  const auto older = api.read<usecases::Commands>("/batches/b/commands");
  ASSERT_FALSE(older);
  EXPECT_THAT(older.error().message, HasSubstr("are both of one version?"));
}

TEST_F(Service, TellsWhatCommandsWroteOnceAndWhole) {
  CommandOutputs outputs(api, "b");
  std::string text;
  const auto keep = [&](const CommandPart& part) { text += part.text; };
  const auto commands = [](int bytes) {
    return fmt::format(R"({{"items":[{{"order":"s1-1","session_id":"s1","stage":"steps","step":0,)"
                       R"("bytes":{},"left_out":0}}]}})",
                       bytes);
  };
  const auto part = [](std::string_view written, int from, int until, int total) {
    return fmt::format(R"({{"text":"{}","from":{},"until":{},"total":{},"left_out":0}})", written,
                       from, until, total);
  };
  client.answers(200, commands(3));
  client.answers(200, part("one", 0, 3, 3));
  ASSERT_TRUE(outputs.read({"s1"}, keep));
  client.answers(200, commands(3));
  ASSERT_TRUE(outputs.read({"s1"}, keep));
  client.answers(200, commands(6));
  client.breaks();
  client.answers(200, part("two", 3, 6, 6));
  ASSERT_TRUE(outputs.read({"s1"}, keep));
  EXPECT_EQ(text, "onetwo");
  EXPECT_THAT(client.asked.back().url, HasSubstr("from=3"));
}

TEST_F(Service, IsListenedToAgainFromTheLastEventAfterABreak) {
  const std::string first =
      "event: hello\nid: 41\ndata: {}\n\n"
      "event: changes\nid: 42\ndata: [{\"sequence\":42,\"number\":1,\"subject\":\"b\","
      "\"session_id\":\"\",\"body\":{\"body\":{\"kind\":\"batch_started\"},\"at\":5,\"stage\":\"\","
      "\"step\":-1,\"status\":\"running\"}},{\"sequence\":43,\"number\":2,\"subject\":\"b\","
      "\"session_id\":\"\",\"body\":{\"body\":{\"kind\":\"of_a_later_version\"}}}]\n\n";
  const std::string second =
      "event: changes\nid: 44\ndata: [{\"sequence\":44,\"number\":3,\"subject\":\"b\","
      "\"session_id\":\"\",\"body\":{\"body\":{\"kind\":\"batch_ended\",\"reason\":\"\"},\"at\":6,"
      "\"stage\":\"\",\"step\":-1,\"status\":\"completed\"}}]\n\n";
  client.answers(200, first);
  client.breaks();
  client.answers(200, second);
  std::vector<std::int64_t> numbers;
  int breaks = 0;
  const auto followed =
      follow_batch(api, "b", "41",
                   {.heard = [&](const BatchEvent& event) { numbers.push_back(event.number); },
                    .missed = [] { FAIL(); },
                    .goes_on = [&] { return numbers.empty() || numbers.back() != 3; },
                    .lost = [&](const Error& /*error*/) { ++breaks; }});
  EXPECT_TRUE(followed);
  EXPECT_THAT(numbers, ElementsAre(1, 3));
  EXPECT_EQ(breaks, 1);
  EXPECT_EQ(header(0, "Last-Event-ID"), "41");
  EXPECT_EQ(header(1, "Last-Event-ID"), "42");
  EXPECT_EQ(header(2, "Last-Event-ID"), "42");
}

TEST_F(Service, ThatNoLongerKnowsTheTokenEndsTheListening) {
  client.replies.push_back(ports::HttpReply{401, {}, ""});
  const auto followed = follow_batch(api, "b", "41",
                                     {.heard = [](const BatchEvent& /*event*/) {},
                                      .missed = [] {},
                                      .goes_on = [] { return true; },
                                      .lost = [](const Error& /*error*/) {}});
  ASSERT_FALSE(followed);
  EXPECT_EQ(followed.error().code, ErrorCode::kUnauthenticated);
}

}  // namespace
}  // namespace fettle::cli
