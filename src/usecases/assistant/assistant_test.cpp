#include "usecases/assistant/assistant.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "assistant/proposal.hpp"
#include "base/json.hpp"
#include "base/json_pointer.hpp"
#include "usecases/assistant/assistant_turn.hpp"
#include "usecases/outgoing_test_support.hpp"
#include "usecases/people/people_test_support.hpp"
#include "usecases/secrets/change_master_key.hpp"
#include "usecases/secrets/secrets.hpp"

namespace fettle::usecases {
namespace {

using assistant::Speaker;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr auto kFlow = R"(---
subject: proof
risk_level: low
---

# Maintenance: proof

## Steps

### Step 1: look

```yaml
type: validate
checks: ["test -d ."]
```
)";

std::string proposing(std::string_view text) {
  return "Here:\n" + std::string(assistant::kProposalBegin) + "\n" + std::string(text) +
         std::string(assistant::kProposalEnd);
}

struct Chunk {
  std::string content;
};
BOOST_DESCRIBE_STRUCT(Chunk, (), (content))
struct Choice {
  Chunk delta;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (delta))
struct Streamed {
  std::vector<Choice> choices;
};
BOOST_DESCRIBE_STRUCT(Streamed, (), (choices))

/// As an endpoint streams it.
ports::HttpAnswer answer(const std::string& text) {
  return {.status = 200, .body = "data: " + to_json(Streamed{{{{text}}}}) + "\n\ndata: [DONE]\n\n"};
}

class AssistantTest : public People {
 protected:
  AssistantTest() { services.outgoing = outgoing; }

  Result<AssistantView> configure(std::string base_url = "https://models.example.com/v1",
                                  std::optional<std::string> key = "the key") {
    auto owner = as(ann);
    return put_assistant(
        owner, {.base_url = std::move(base_url), .model = "small", .key = std::move(key)}, {});
  }
  std::vector<std::pair<std::string, std::string>> ask(const std::string& question = "Improve it") {
    auto engineer = as(ben);
    auto turn = prepare_turn(
        engineer, {.markdown = kFlow, .messages = {{.role = Speaker::kUser, .content = question}}});
    EXPECT_TRUE(turn) << message_of(turn);
    std::vector<std::pair<std::string, std::string>> told;
    if (turn) {
      carry_out_turn(*std::move(turn),
                     {.tell = [&](std::string_view event, const std::string& json) {
                       told.emplace_back(event, json);
                     }});
    }
    return told;
  }

  std::shared_ptr<ScriptedOutgoing> outgoing = std::make_shared<ScriptedOutgoing>();
};

TEST_F(AssistantTest, KeepsItsKeyToItself) {
  auto owner = as(ann);
  EXPECT_FALSE(show_assistant(owner)->is_configured);
  const auto view = configure();
  ASSERT_TRUE(view) << message_of(view);
  EXPECT_TRUE(view->has_key);
  EXPECT_THAT(to_json(*show_assistant(owner)), Not(HasSubstr("the key")));
  EXPECT_THAT(db->one<std::string>("select sealed_key from assistants").value(),
              Not(HasSubstr("the key")));
  EXPECT_THAT(db->one<std::string>("select difference from audit_log where action = "
                                   "'assistant.configured'")
                  .value(),
              Not(HasSubstr("the key")));
}

TEST_F(AssistantTest, IsNotMadeToShowItsKeyToAnotherAddress) {
  ASSERT_TRUE(configure());
  EXPECT_TRUE(configure("https://models.example.com/v1", {})->has_key);
  EXPECT_EQ(configure("https://evil.example.com/v1", {}).error().code, ErrorCode::kInvalid);
  EXPECT_FALSE(configure("http://127.0.0.1:11434/v1", "")->has_key);
}

TEST_F(AssistantTest, RefusesSettingsThatAreNone) {
  EXPECT_EQ(configure("not a url").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(configure("https://a/v1", "two\r\nlines").error().code, ErrorCode::kInvalid);
  auto owner = as(ann);
  EXPECT_EQ(delete_assistant(owner).error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(configure());
  EXPECT_EQ(put_assistant(owner, {.base_url = "https://a/v1", .model = "m"}, 7).error().code,
            ErrorCode::kStale);
  EXPECT_TRUE(delete_assistant(owner));
  EXPECT_FALSE(show_assistant(owner)->is_configured);
}

TEST_F(AssistantTest, OfAnotherTeamIsNotThisOnes) {
  ASSERT_TRUE(configure());
  auto elsewhere = as(ann);
  elsewhere.actor.team = add_bare_team("South");
  EXPECT_FALSE(show_assistant(elsewhere)->is_configured);
  EXPECT_EQ(open_assistant(elsewhere).error().code, ErrorCode::kConflict);
}

TEST_F(AssistantTest, OpensUnderANewMasterKey) {
  ASSERT_TRUE(configure());
  const std::string new_key(32, 'n');
  services.secret_box = security::SecretBox({new_key, std::string(32, 'k')});
  auto context = nobody();
  EXPECT_EQ(change_master_key(context).value(), 1);
  services.secret_box = security::SecretBox({new_key});
  EXPECT_EQ(open_assistant(context).error().code, ErrorCode::kConflict) << "nobody's team";
  auto owner = as(ann);
  EXPECT_EQ(open_assistant(owner)->key, "the key");
}

TEST_F(AssistantTest, SaysWhetherTheModelAnswers) {
  ASSERT_TRUE(configure());
  auto owner = as(ann);
  outgoing->answers.emplace_back(answer("ok"));
  EXPECT_TRUE(test_assistant(owner)->works);
  outgoing->answers.emplace_back(ports::HttpAnswer{.status = 401});
  const auto refused = test_assistant(owner);
  EXPECT_FALSE(refused->works);
  EXPECT_THAT(refused->message, HasSubstr("refuses the key"));
}

// --- turns ------------------------------------------------------------------------------------

TEST_F(AssistantTest, IsToldTheTextAndTheQuestionAndNothingElse) {
  ASSERT_TRUE(configure());
  outgoing->answers.emplace_back(answer("Fine as it is."));
  EXPECT_THAT(ask(),
              ElementsAre(Pair("delta", R"({"text":"Fine as it is."})"), Pair("done", "{}")));
  ASSERT_THAT(outgoing->posts, SizeIs(1));
  EXPECT_EQ(outgoing->posts[0].url, "https://models.example.com/v1/chat/completions");
  EXPECT_EQ(json_text_at(outgoing->posts[0].body, "/messages/1/content"),
            "The document as it is now:\n<document>\n" + std::string(kFlow) +
                "\n</document>\n\nImprove it");
  EXPECT_EQ(json_text_at(outgoing->posts[0].body, "/messages/2/content"), std::nullopt);
}

TEST_F(AssistantTest, ProposesADocumentWithItsDifference) {
  ASSERT_TRUE(configure());
  std::string changed = kFlow;
  changed.replace(changed.find("test -d ."), 9, "test -d /");
  outgoing->answers.emplace_back(answer(proposing(changed) + "\nDone."));
  const auto told = ask();
  ASSERT_THAT(told, SizeIs(3));
  EXPECT_EQ(json_text_at(told[0].second, "/text"), "Here:\n\nDone.");
  EXPECT_EQ(told[1].first, "proposal");
  EXPECT_EQ(json_text_at(told[1].second, "/markdown"), changed);
  EXPECT_THAT(json_text_at(told[1].second, "/difference").value_or(""),
              HasSubstr("-checks: [\"test -d .\"]\n+checks: [\"test -d /\"]\n"));
  EXPECT_EQ(told[2].first, "done");
  EXPECT_EQ(db->one<std::int64_t>("select count(*) from trees").value(), 0) << "nothing is saved";
}

TEST_F(AssistantTest, ADocumentWithErrorsGoesBackOnce) {
  ASSERT_TRUE(configure());
  outgoing->answers.emplace_back(answer(proposing("# no front matter\n")));
  outgoing->answers.emplace_back(answer(proposing(kFlow)));
  const auto told = ask();
  std::vector<std::string> events;
  for (const auto& [event, json] : told) events.push_back(event);
  EXPECT_THAT(events, ElementsAre("delta", "retry", "delta", "proposal", "done"));
  ASSERT_THAT(outgoing->posts, SizeIs(2));
  EXPECT_THAT(json_text_at(outgoing->posts[1].body, "/messages/3/content").value_or(""),
              HasSubstr("line 1: error "));
}

TEST_F(AssistantTest, ADocumentThatStaysWrongIsRefused) {
  ASSERT_TRUE(configure());
  for (int i = 0; i < 2; ++i) outgoing->answers.emplace_back(answer(proposing("# no\n")));
  const auto told = ask();
  EXPECT_EQ(told[told.size() - 2].first, "refused");
  EXPECT_THAT(told[told.size() - 2].second, HasSubstr("\"severity\":\"error\""));
  EXPECT_EQ(told.back().first, "done");
  EXPECT_THAT(outgoing->posts, SizeIs(2)) << "once back, not for ever";
}

TEST_F(AssistantTest, WhatGoesWrongIsTheLastEvent) {
  ASSERT_TRUE(configure());
  outgoing->answers.emplace_back(ports::HttpAnswer{.status = 429});
  EXPECT_THAT(ask(), ElementsAre(Pair("error", HasSubstr(R"("code":"too-many")"))));
  auto broken = answer("Half");
  broken.body.resize(broken.body.find("data: [DONE]"));
  outgoing->answers.emplace_back(broken);
  EXPECT_THAT(ask(), ElementsAre(Pair("delta", R"({"text":"Half"})"),
                                 Pair("error", HasSubstr("broke off"))));
  outgoing->answers.emplace_back(fail(ErrorCode::kForbidden, "not public"));
  EXPECT_THAT(ask(), ElementsAre(Pair("error", HasSubstr("not public"))));
}

TEST_F(AssistantTest, QuestionsAreBounded) {
  ASSERT_TRUE(configure());
  auto engineer = as(ben);
  const auto refusal = [&](AssistantQuestion question) {
    return prepare_turn(engineer, question).error().code;
  };
  EXPECT_EQ(refusal({.messages = {}}), ErrorCode::kInvalid);
  EXPECT_EQ(refusal({.messages = {{Speaker::kAssistant, "hi"}}}), ErrorCode::kInvalid);
  EXPECT_EQ(refusal({.messages = {{Speaker::kUser, std::string(100'001, 'x')}}}),
            ErrorCode::kInvalid);
  EXPECT_EQ(refusal({.markdown = std::string((1U << 20U) + 1, 'x'),
                     .messages = {{Speaker::kUser, "hi"}}}),
            ErrorCode::kInvalid);
  EXPECT_EQ(refusal({.messages = std::vector<assistant::ChatMessage>(41)}), ErrorCode::kInvalid);
}

TEST_F(AssistantTest, WithoutAModelTheWayOutIsNamed) {
  auto engineer = as(ben);
  const auto none = prepare_turn(engineer, {.messages = {{Speaker::kUser, "hi"}}});
  EXPECT_EQ(none.error().code, ErrorCode::kConflict);
  EXPECT_THAT(none.error().message, HasSubstr("an owner of the team names a provider"));
}

TEST_F(AssistantTest, IsAskedWithoutTheSecretsThatAQuestionHolds) {
  ASSERT_TRUE(configure());
  auto owner = as(ann);
  ASSERT_TRUE(put_secret(owner, {.name = "LOGIN"}, {.value = "hunter2-hunter2"}));
  outgoing->answers.emplace_back(answer("Use `secrets`."));
  ask("Why is hunter2-hunter2 refused?");
  ASSERT_THAT(outgoing->posts, SizeIs(1));
  EXPECT_THAT(outgoing->posts[0].body, HasSubstr("Why is *** refused?"));
}

}  // namespace
}  // namespace fettle::usecases
