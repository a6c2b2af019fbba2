#include "cli/remote/record_summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

StepSeen step(int number, std::string title, std::string status, std::string message = "") {
  StepSeen seen{
      .stage = "steps", .number = number, .title = std::move(title), .status = std::move(status)};
  seen.message = std::move(message);
  return seen;
}

BatchRecord record_of(SessionSeen session) {
  BatchRecord record{.id = "b1", .short_id = "b1", .name = "Patch"};
  record.state.total = 1;
  record.sessions = {std::move(session)};
  return record;
}

TEST(RecordSummary, NamesTheStepThatASessionCameTo) {
  SessionSeen session{.target = "web1", .status = engine::SessionStatus::kFailed};
  session.steps = {step(1, "Look", "completed"), step(2, "Install", "failed", "no space")};
  session.steps.push_back({.stage = "rollback", .number = 1, .title = "Restore"});
  const auto summary = summary_of(record_of(session));
  ASSERT_EQ(summary.sessions.size(), 1U);
  EXPECT_EQ(summary.sessions[0].step, "Install");
  EXPECT_THAT(summary.sessions[0].issues, IsEmpty()) << "a failure is told as that";
}

TEST(RecordSummary, TellsTheIssuesOfWhatCompleted) {
  SessionSeen session{.target = "web1", .status = engine::SessionStatus::kCompleted};
  session.steps = {step(1, "Look", "failed", "odd"),
                   step(2, "Plug in", "completed", "done with issues: an old cable")};
  EXPECT_THAT(
      summary_of(record_of(session)).sessions[0].issues,
      ElementsAre("step 1 \"Look\": odd", "step 2 \"Plug in\": done with issues: an old cable"));
}

TEST(RecordSummary, LeavesRechecksOut) {
  SessionSeen recheck{.target = "web1", .recheck = true};
  EXPECT_THAT(summary_of(record_of(recheck)).sessions, IsEmpty());
}

TEST(RecordSummary, OfAServiceAdvisesWhatCanBeSaidToIt) {
  SessionSeen session{.target = "web1", .status = engine::SessionStatus::kAwaitingApproval};
  auto summary = summary_of(record_of(session));
  summary.state.status = engine::BatchStatus::kRunning;
  summary.server = "https://fettle.example.com";
  summary.flags = " --server https://fettle.example.com";
  const auto text = render_summary(summary, Charset::kUtf8);
  EXPECT_THAT(text, HasSubstr("fettle approve b1 --server https://fettle.example.com\n"));
  EXPECT_THAT(text, HasSubstr("fettle logs -f b1 --server"));
  EXPECT_THAT(text, testing::Not(HasSubstr("fettle resume")));
}

}  // namespace
}  // namespace fettle::cli
