#include "cli/view/summary.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using engine::BatchStatus;
using engine::FailureKind;
using engine::SessionStatus;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

RunSummary summary_of(BatchStatus status, std::vector<SessionSummary> sessions) {
  RunSummary summary{.batch = "0195", .name = "Monthly patches", .database = "fettle.db"};
  summary.sessions = std::move(sessions);
  auto& state = summary.state;
  state.status = status;
  state.total = static_cast<int>(summary.sessions.size());
  for (const auto& session : summary.sessions) {
    state.tally.completed += session.status == SessionStatus::kCompleted ? 1 : 0;
    state.tally.failed += session.status == SessionStatus::kFailed ? 1 : 0;
    state.tally.interrupted += session.status == SessionStatus::kInterrupted ? 1 : 0;
    state.tally.skipped += session.status == SessionStatus::kSkipped ? 1 : 0;
    state.waiting += session.status == SessionStatus::kPending ? 1 : 0;
  }
  return summary;
}

SessionSummary failed(std::string label, std::string reason, std::string last_lines = "") {
  return {.label = std::move(label),
          .status = SessionStatus::kFailed,
          .failure = FailureKind::kFailed,
          .reason = std::move(reason),
          .step = "Install",
          .last_lines = std::move(last_lines)};
}

SessionSummary completed(std::string label, std::string difference = "") {
  return {.label = std::move(label),
          .status = SessionStatus::kCompleted,
          .difference = std::move(difference)};
}

TEST(Summary, OfACompletedRunIsItsCountsAndWhatChanged) {
  const std::string difference = "packages: 1 changed\n  ~ openssl 3.0.15-1 -> 3.0.16-1\n";
  const auto summary = summary_of(
      BatchStatus::kCompleted,
      {completed("web01", difference), completed("web02"), completed("web03", difference)});
  EXPECT_EQ(render_summary(summary, Charset::kUtf8),
            "Monthly patches: 3/3 completed\n"
            "\n"
            "What changed:\n"
            "  2 targets: web01, web03\n"
            "    packages: 1 changed\n"
            "      ~ openssl 3.0.15-1 -> 3.0.16-1\n");
}

TEST(Summary, OfAHaltedRunSaysWhyAndWhatToDoNext) {
  auto summary = summary_of(BatchStatus::kHalted,
                            {completed("web01"),
                             failed("web02", "step 2: exit status 100", "Reading\nE: no space\n"),
                             {.label = "web03",
                              .status = SessionStatus::kSkipped,
                              .reason = "halted: web02: step 2: exit status 100"}});
  summary.state.skipped_by_halt = 1;
  summary.state.reason = "web02: step 2: exit status 100";
  summary.rollback = Rollback::kOffered;
  EXPECT_EQ(render_summary(summary, Charset::kUtf8),
            "Monthly patches: 1/3 completed, 1 failed, 1 skipped "
            "(halted)\n"
            "\n"
            "Failed (1):\n"
            "  web02: \"Install\": step 2: exit status 100\n"
            "    | Reading\n"
            "    | E: no space\n"
            "\n"
            "Skipped (1):\n"
            "  web03: halted: web02: step 2: exit status 100\n"
            "\n"
            "Next:\n"
            "  fettle resume 0195 --db fettle.db --retry\n"
            "      run failed and interrupted sessions again from their failed step\n"
            "  fettle resume 0195 --db fettle.db --rest\n"
            "      go on with the rest in spite of the failures\n"
            "  fettle resume 0195 --db fettle.db --rollback\n"
            "      run the rollback steps of failed sessions\n"
            "  fettle resume 0195 --db fettle.db --cancel\n"
            "      end it; nothing more is started\n");
}

TEST(Summary, InterruptedSessionsAreExplained) {
  const auto summary =
      summary_of(BatchStatus::kFailed, {{.label = "web01",
                                         .status = SessionStatus::kInterrupted,
                                         .failure = FailureKind::kInterrupted,
                                         .reason = "step 2: outcome unknown: no receipt",
                                         .step = "Install"}});
  EXPECT_EQ(render_summary(summary, Charset::kUtf8),
            "Monthly patches: 0/1 completed, 1 interrupted\n"
            "\n"
            "Interrupted (1):\n"
            "  web01: \"Install\": step 2: outcome unknown: no receipt\n"
            "  Whether the step ran to its end there is unknown; nothing is run again without your "
            "word.\n"
            "\n"
            "Next:\n"
            "  fettle resume 0195 --db fettle.db\n"
            "      ask the targets again what became of the interrupted steps\n"
            "  fettle resume 0195 --db fettle.db --retry\n"
            "      run failed and interrupted sessions again from their failed step\n");
}

TEST(Summary, ReasonsOfDifferentKindsStandApart) {
  auto unreachable = failed("web01", "step 1: connection refused");
  unreachable.failure = FailureKind::kUnreachable;
  auto timed_out = failed("web02", "step 2: after 60 s");
  timed_out.failure = FailureKind::kTimedOut;
  auto rejected = failed("web03", "rejected by alice");
  rejected.failure = FailureKind::kRejected;
  const auto text = render_summary(
      summary_of(BatchStatus::kFailed, {unreachable, timed_out, rejected}), Charset::kUtf8);
  EXPECT_THAT(
      text, AllOf(HasSubstr("\nUnreachable (1):\n  web01"), HasSubstr("\nTimed out (1):\n  web02"),
                  HasSubstr("\nRejected (1):\n  web03"), Not(HasSubstr("\nFailed ("))));
}

TEST(Summary, AlikeFailuresAreToldOnce) {
  std::vector<SessionSummary> sessions;
  for (int i = 1; i <= 12; ++i) {
    sessions.push_back(failed(fmt::format("web{:02}", i), "step 2: exit status 1", "E: held\n"));
  }
  EXPECT_THAT(render_summary(summary_of(BatchStatus::kFailed, sessions), Charset::kUtf8),
              HasSubstr("Failed (12):\n"
                        "  12 targets: web01, web02, web03, web04, web05, web06, web07, web08, "
                        "web09, web10 (+2): \"Install\": step 2: exit status 1\n"
                        "    | E: held\n"
                        "\nNext:"));
}

TEST(Summary, FailuresAndTheirOutputAreBounded) {
  std::vector<SessionSummary> sessions;
  for (int i = 1; i <= 51; ++i) {
    std::string output;
    for (int line = 1; line <= 11; ++line) output += fmt::format("{} line {}\n", i, line);
    sessions.push_back(failed(fmt::format("web{:02}", i), "step 2: exit status 1", output));
  }
  const auto text = render_summary(summary_of(BatchStatus::kFailed, sessions), Charset::kUtf8);
  EXPECT_THAT(text, AllOf(HasSubstr("  web20: "), Not(HasSubstr("  web21: ")),
                          HasSubstr("    | 20 line 2\n"), Not(HasSubstr("| 20 line 1\n")),
                          HasSubstr("  and 31 more\n")));
}

TEST(Summary, OfARunThatWasLeftSaysWhatGoesOn) {
  const auto summary =
      summary_of(BatchStatus::kRunning,
                 {{.label = "web01", .status = SessionStatus::kRunning, .step = "Install"},
                  {.label = "web02", .status = SessionStatus::kAwaitingApproval, .step = "Restart"},
                  {.label = "web03"}});
  EXPECT_EQ(render_summary(summary, Charset::kUtf8),
            "Monthly patches: 0/3 completed, 2 under way, 1 not started (running)\n"
            "\n"
            "Waiting for a person (1):\n"
            "  web02: \"Restart\": awaiting approval\n"
            "\n"
            "Under way (1):\n"
            "  web01: \"Install\": running\n"
            "  What was started there runs on by itself; fettle resume takes its result.\n"
            "\n"
            "Next:\n"
            "  fettle resume 0195 --db fettle.db\n"
            "      go on from where it stands\n"
            "  fettle resume 0195 --db fettle.db --cancel\n"
            "      end it; nothing more is started\n");
}

TEST(Summary, CommandsCanBePastedWhateverTheDatabaseIsCalled) {
  auto summary = summary_of(BatchStatus::kFailed, {failed("web01", "step 1: no")});
  summary.database = "my runs/$x.db";
  EXPECT_THAT(render_summary(summary, Charset::kUtf8), HasSubstr("--db 'my runs/$x.db' --retry"));
}

TEST(Summary, NothingInItCanDriveATerminal) {
  auto session = failed("web\x1b[2J", "step\r1\x07", "\x1b]0;x\x07out\n");
  session.difference = "\x1b[31mpackages\n";
  auto summary = summary_of(BatchStatus::kFailed, {session});
  summary.name = "\x1b[5m";
  summary.database = "a\x1b.db";
  for (const char byte : render_summary(summary, Charset::kUtf8)) {
    EXPECT_TRUE(byte == '\n' || static_cast<unsigned char>(byte) >= 0x20);
  }
}

}  // namespace
}  // namespace fettle::cli
