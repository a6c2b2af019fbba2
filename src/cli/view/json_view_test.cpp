#include "cli/view/json_view.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/enum_name.hpp"
#include "cli/view/view_test_support.hpp"

namespace fettle::cli {
namespace {

using enum engine::EventKind;
using ::testing::HasSubstr;

/// A view whose first line is out of the way.
struct Stream {
  Stream() : view(outline_of(2), out), tell(view, outline_of(2)) { out.str(""); }
  std::ostringstream out;
  JsonView view;
  Teller tell;
};

TEST(JsonView, BeginsWithTheOutlineOfTheRun) {
  auto outline = outline_of(2);
  outline.waves[0].soak = std::chrono::minutes(5);
  outline.statuses = {engine::SessionStatus::kCompleted};
  std::ostringstream out;
  const JsonView view(outline, out);
  EXPECT_EQ(out.str(),
            R"({"event":"run","version":1,"batch":"0195","name":"Monthly patches",)"
            R"("status":"pending","targets":["web001","web002"],)"
            R"("statuses":["completed","pending"],)"
            R"("waves":[{"name":"all","first":0,"count":2,"parallelism":2,"soak_seconds":300,)"
            R"("recheck":false,"approval_after":false}],)"
            R"("steps":["Check","Install","Restart"],"rollback_steps":["Restore"]})"
            "\n");
}

TEST(JsonView, WritesAnEventOfAStep) {
  Stream stream;
  stream.tell.session(2, {1, 0, true}, kStepEnded, "failed", "exit status 1");
  EXPECT_EQ(stream.out.str(),
            R"({"event":"step_ended","number":1,"at":"2026-03-28T12:00:02.000Z","batch":"0195",)"
            R"("session":"recheck2","target":"web002","recheck":true,"stage":"steps","step":0,)"
            R"("status":"failed","message":"exit status 1"})"
            "\n");
}

TEST(JsonView, WhatSpeaksOfTheBatchNamesNoSession) {
  Stream stream;
  stream.tell.batch(0, kBatchStarted, "running");
  EXPECT_EQ(stream.out.str(),
            R"({"event":"batch_started","number":1,"at":"2026-03-28T12:00:00.000Z",)"
            R"("batch":"0195","session":null,"target":null,"recheck":false,"stage":null,)"
            R"("step":null,"status":"running","message":""})"
            "\n");
}

TEST(JsonView, WritesOutputWithTheStageThatItsSessionIsIn) {
  Stream stream;
  stream.tell.session(0, {0, 0, false, "rollback"}, kStepStarted, "running");
  stream.out.str("");
  stream.tell.output({0, 0, false, "rollback"}, "a \"b\"\n\xff", 4096);
  EXPECT_EQ(stream.out.str(),
            R"({"event":"output","session":"session1","target":"web001","recheck":false,)"
            R"("stage":"rollback","step":0,"offset":4096,"text":"a \"b\"\n)"
            "\xEF\xBF\xBD\"}\n");
}

TEST(JsonView, OutputIsAlwaysOneLineThatCannotDriveATerminal) {
  Stream stream;
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  all += "\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0";
  stream.tell.output({0, 0}, all);
  const auto line = stream.out.str();
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_THAT(line, HasSubstr("\\u007f"));
  EXPECT_THAT(line, HasSubstr("\\u0080\\u009b\\u009f\xc2\xa0"));
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
}

TEST(JsonView, SaysThatItStopped) {
  Stream stream;
  stream.view.stopped("0195", {.code = ErrorCode::kIo, .message = "f.db: disk full"});
  EXPECT_EQ(
      stream.out.str(),
      fmt::format("{{\"event\":\"stopped\",\"code\":\"{}\",\"message\":\"f.db: disk full\"}}\n",
                  row(ErrorCode::kIo).name));
}

TEST(JsonView, EndsWithTheSummary) {
  Stream stream;
  RunSummary summary{.batch = "0195", .name = "Monthly patches", .database = "f.db"};
  summary.state.status = engine::BatchStatus::kFailed;
  summary.state.reason = "web002: step 2: exit status 1";
  summary.state.total = 2;
  summary.state.tally = {.completed = 1, .failed = 1};
  summary.sessions = {{.label = "web001",
                       .status = engine::SessionStatus::kCompleted,
                       .difference = "kernel: 1 changed\n"},
                      {.label = "web002",
                       .status = engine::SessionStatus::kFailed,
                       .failure = engine::FailureKind::kFailed,
                       .reason = "step 2: exit status 1",
                       .step = "Install",
                       .last_lines = "E: held\n"}};
  stream.view.finish(summary);
  EXPECT_EQ(
      stream.out.str(),
      R"({"event":"summary","batch":"0195","name":"Monthly patches","status":"failed",)"
      R"("reason":"web002: step 2: exit status 1","exit_status":1,"total":2,"waiting":0,)"
      R"("counts":{"completed":1,"failed":1,"interrupted":0,"cancelled":0,"skipped":0},)"
      R"("sessions":[{"target":"web001","status":"completed","failure":"none","step":"",)"
      R"("reason":"","last_lines":"","issues":[]},)"
      R"({"target":"web002","status":"failed","failure":"failed",)"
      R"("step":"Install","reason":"step 2: exit status 1","last_lines":"E: held\n","issues":[]}],)"
      R"("differences":[{"targets":["web001"],"text":"kernel: 1 changed\n"}],)"
      R"("next":[{"command":"fettle resume 0195 --db f.db --retry",)"
      R"("effect":"run failed and interrupted sessions again from their failed step"}]})"
      "\n");
}

std::string reference() {
  std::ifstream file(FETTLE_SOURCE_DIR "/docs/reference/events.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(EventsReference, HasARowForEveryKindOfEvent) {
  const auto text = reference();
  for (const auto& [kind, name] : kNamedValues<engine::EventKind>) {
    EXPECT_THAT(text, HasSubstr(fmt::format("\n| `{}` |", name.view())));
  }
}

TEST(EventsReference, NamesEveryFieldThatIsWritten) {
  const auto text = reference();
  auto outline = outline_of(1);
  std::ostringstream out;
  JsonView view(outline, out);
  Teller tell(view, outline);
  tell.batch(0, kBatchStarted, "running");
  tell.output({0, 0}, "x");
  view.stopped("0195", {.code = ErrorCode::kIo, .message = "full"});
  RunSummary summary{.batch = "0195"};
  summary.state.status = engine::BatchStatus::kFailed;
  summary.sessions = {{.label = "web001", .difference = "kernel"}};
  view.finish(summary);
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) {
    const auto json = boost::json::parse(line);
    const auto event = json.at("event").as_string();
    EXPECT_THAT(text, HasSubstr(fmt::format("`{}`", std::string_view(event))));
    for (const auto& field : json.as_object()) {
      EXPECT_THAT(text, HasSubstr(fmt::format("\n| `{}` |", std::string_view(field.key()))));
    }
  }
}

}  // namespace
}  // namespace fettle::cli
