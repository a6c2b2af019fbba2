#include "cli/record/write_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// One target whose step failed with `message`, and one answer.
BatchRecord record_with(const std::string& message) {
  BatchRecord record{.id = "01932b0c-8c3e", .short_id = "01932b0c", .name = "Patch", .digest = "d"};
  record.created = {1'000'000};
  record.ended = Instant{1'003'000};
  record.state.status = engine::BatchStatus::kFailed;
  record.state.total = 1;
  record.state.tally.failed = 1;
  StepSeen step{.stage = "steps", .number = 1, .title = "Install", .status = "failed"};
  step.message = message;
  step.ended = Instant{1'002'000};
  SessionSeen session{.target = "web1", .status = engine::SessionStatus::kFailed};
  session.reason = message;
  session.steps = {step};
  session.difference = "packages: 1 changed\n";
  record.sessions = {session};
  record.answers = {{{1'001'000}, "web1", "step 1 \"Install\"", "approved by ann: " + message}};
  return record;
}

TEST(Record, AsTextTellsStepsAnswersAndChanges) {
  const auto text = record_text(record_with("no space"));
  EXPECT_THAT(text, AllOf(HasSubstr("failed (0/1 completed, 1 failed)"),
                          HasSubstr("step 1 \"Install\": failed in 16 min 42 s: no space"),
                          HasSubstr("      packages: 1 changed\n"),
                          HasSubstr("web1, step 1 \"Install\": approved by ann: no space")));
}

TEST(Record, AsHtmlHasNoMarkupOfATarget) {
  const auto html = record_html(record_with("<script>alert('x')</script>"));
  EXPECT_THAT(html,
              AllOf(HasSubstr("&lt;script&gt;alert(&#39;x&#39;)"), Not(HasSubstr("<script"))));
}

TEST(Record, AsMarkdownHasNoMarkupOfATarget) {
  const auto markdown = record_markdown(record_with("a | b [x](y) <b>"));
  EXPECT_THAT(markdown, AllOf(HasSubstr("a \\| b \\[x\\](y) \\<b\\>"), Not(HasSubstr("[x]("))));
}

TEST(Record, AsCsvIsNoFormulaAndKeepsItsCells) {
  EXPECT_THAT(record_csv(record_with("=1+1")), HasSubstr(",'=1+1\r\n"));
  EXPECT_THAT(record_csv(record_with("a,\"b\"")), HasSubstr(",\"a,\"\"b\"\"\"\r\n"));
}

TEST(Record, NoFormHoldsAControlCharacterOfATarget) {
  const auto record = record_with("red\x1b[31m\rhidden\x07\xC2\x9B");
  for (const auto& text : {record_text(record), record_json(record, 1), record_markdown(record),
                           record_html(record), record_csv(record), record_ticket(record)}) {
    EXPECT_THAT(text,
                AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x07")), Not(HasSubstr("\xC2\x9B"))));
  }
}

TEST(Record, ComesBackFromItsJsonAsItWas) {
  auto record = record_with("no space");
  record.sessions[0].id = "s1";
  record.sessions[0].people = {"Outcome: done"};
  record.sessions[0].steps[0].checks = {{"true", "holds"}};
  const auto json = record_json(record, exit_status(record));
  const auto read = read_record_json(json);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(record_json(*read, exit_status(*read)), json);
  EXPECT_EQ(record_text(*read), record_text(record));
  EXPECT_EQ(exit_status(*read), 1);
}

TEST(Record, OfALaterVersionIsReadWithoutWhatThisOneDoesNotKnow) {
  auto json = record_json(record_with("no space"), 1);
  json.insert(1, "\"later\":{\"a\":1},");
  EXPECT_TRUE(read_record_json(json));
  EXPECT_FALSE(read_record_json("{}"));
}

}  // namespace
}  // namespace fettle::cli
