#include "cli/cron.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace fettle::cli {
namespace {

struct Outcome {
  int status;
  std::string out;
  std::string err;
};

Outcome run(const CronOptions& options) {
  std::ostringstream out;
  std::ostringstream err;
  const int status = run_cron(options, parse_rfc3339("2026-03-28T12:00:00Z").value(), out, err);
  return {status, out.str(), err.str()};
}

TEST(CronCommand, PrintsLocalTimesWithTheirOffset) {
  const auto outcome = run({.expression = "30 2 * * *", .zone = "Europe/Berlin", .count = 2});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "2026-03-29T03:00:00+02:00\n2026-03-30T02:30:00+02:00\n");
  EXPECT_EQ(outcome.err, "");
}

TEST(CronCommand, PrintsFiveFiringsInUtcUnlessTold) {
  EXPECT_EQ(run({.expression = "@daily"}).out,
            "2026-03-29T00:00:00+00:00\n2026-03-30T00:00:00+00:00\n2026-03-31T00:00:00+00:00\n"
            "2026-04-01T00:00:00+00:00\n2026-04-02T00:00:00+00:00\n");
}

TEST(CronCommand, StartsStrictlyAfterFrom) {
  EXPECT_EQ(run({.expression = "@daily", .from = "2030-01-01T01:00:00+01:00", .count = 1}).out,
            "2030-01-02T00:00:00+00:00\n");
}

TEST(CronCommand, DescribePrintsTheWordsAlone) {
  EXPECT_EQ(run({.expression = "30 2 * * TUE#2+3", .describe = true}).out,
            "at 02:30 on the second Tuesday of every month, three days later\n");
}

TEST(CronCommand, InvalidExpressionShowsEveryProblemWithACaret) {
  const auto outcome = run({.expression = "60 2 * * FOO"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err,
            "cron:1:1: error cron.bounds: minute 60 is out of bounds\n"
            "    1 | 60 2 * * FOO\n"
            "      | ^^\n"
            "      = hint: use 0 to 59\n"
            "cron:1:10: error cron.value: \"FOO\" is no day of week\n"
            "    1 | 60 2 * * FOO\n"
            "      |          ^^^\n"
            "      = hint: use 0 to 7, or SUN to SAT\n");
}

TEST(CronCommand, ExpressionThatNeverFiresIsRefused) {
  for (const bool describe : {false, true}) {
    const auto outcome = run({.expression = "0 0 30 2 *", .describe = describe});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.starts_with("cron:1:1: error cron.never: ")) << outcome.err;
  }
}

TEST(CronCommand, UnknownZoneIsAUsageErrorWithASuggestion) {
  const auto outcome = run({.expression = "@daily", .zone = "Europe/Berln"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err,
            "fettle cron: --tz \"Europe/Berln\" is no time zone: did you mean Europe/Berlin?\n");
}

TEST(CronCommand, UnreadableFromAndCountAreUsageErrors) {
  const auto outcome = run({.expression = "@daily", .from = "tomorrow"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err,
            "fettle cron: --from \"tomorrow\" is no RFC 3339 time: write it as "
            "2026-03-28T12:00:00.000Z\n");
  EXPECT_EQ(run({.expression = "@daily", .count = 0}).status, 2);
  EXPECT_EQ(run({.expression = "@daily", .count = 1001}).status, 2);
  EXPECT_EQ(run({.expression = "@daily", .count = 1000}).status, 0);
}

TEST(CronCommand, EndOfTimeIsSaid) {
  const auto outcome = run({.expression = "@yearly", .from = "9999-06-01T00:00:00Z"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.err, "fettle cron: it does not fire again before the year 10000\n");
}

}  // namespace
}  // namespace fettle::cli
