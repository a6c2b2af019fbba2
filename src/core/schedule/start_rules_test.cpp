#include "core/schedule/start_rules.hpp"

#include <gtest/gtest.h>

namespace fettle::schedule {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;

Instant at(std::string_view text) { return parse_rfc3339(text).value(); }

WindowRule rule(Scope scope, std::string_view cron, std::chrono::minutes length,
                std::string name = "nights") {
  Diagnostics diagnostics;
  return {std::move(name), std::move(scope), {parse_cron(cron, diagnostics).value(), {}, length}};
}

const Start kStart{.subject = {.schedule = "s1",
                               .server = "v1",
                               .server_name = "web1",
                               .site = "Oslo",
                               .role = "web"},
                   .needs = 0min};

std::vector<std::string> texts(const StartRules& rules, const Start& start, std::string_view now) {
  std::vector<std::string> found;
  for (auto& one : obstacles(rules, start, at(now))) found.push_back(std::move(one.text));
  return found;
}

TEST(StartRules, WithoutAnyEverythingMayStart) {
  EXPECT_TRUE(obstacles({}, kStart, at("2026-12-01T12:00:00Z")).empty());
}

TEST(StartRules, OutsideOfItsWindowItWaitsForTheNext) {
  const StartRules rules{{rule({ScopeKind::kSite, "oslo"}, "0 22 * * *", 6h)}, {}};
  const auto found = obstacles(rules, kStart, at("2026-12-01T12:00:00Z"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Obstacle::Kind::kWindow);
  EXPECT_EQ(found[0].text, "window \"nights\" of site oslo opens at 2026-12-01T22:00:00+00:00");
  EXPECT_EQ(found[0].until, at("2026-12-01T22:00:00Z"));
  EXPECT_TRUE(obstacles(rules, kStart, at("2026-12-01T22:00:00Z")).empty());
}

TEST(StartRules, AWindowOfOthersIsNoMatter) {
  const StartRules rules{{rule({ScopeKind::kSite, "Bergen"}, "0 22 * * *", 6h),
                          rule({ScopeKind::kRole, "db"}, "0 22 * * *", 6h),
                          rule({ScopeKind::kSchedule, "s2"}, "0 22 * * *", 6h),
                          rule({ScopeKind::kServer, "v2"}, "0 22 * * *", 6h)},
                         {}};
  EXPECT_TRUE(obstacles(rules, kStart, at("2026-12-01T12:00:00Z")).empty());
}

TEST(StartRules, AnyWindowOfAScopeWillDo) {
  const StartRules rules{{rule({ScopeKind::kSite, "Oslo"}, "0 22 * * *", 6h),
                          rule({ScopeKind::kSite, "OSLO"}, "0 12 * * *", 1h)},
                         {}};
  EXPECT_TRUE(obstacles(rules, kStart, at("2026-12-01T12:30:00Z")).empty());
}

TEST(StartRules, EveryScopeHasToHaveOneOpen) {
  const StartRules rules{{rule({ScopeKind::kTeam, {}}, "0 12 * * *", 2h, "noon"),
                          rule({ScopeKind::kRole, "web"}, "0 22 * * *", 6h),
                          rule({ScopeKind::kServer, "v1"}, "0 23 * * *", 6h)},
                         {}};
  EXPECT_EQ(texts(rules, kStart, "2026-12-01T13:00:00Z"),
            (std::vector<std::string>{
                "window \"nights\" of role web opens at 2026-12-01T22:00:00+00:00",
                "window \"nights\" of server web1 opens at 2026-12-01T23:00:00+00:00"}));
}

TEST(StartRules, WhatDoesNotFitAnyMoreWaitsForTheNextWindow) {
  const StartRules rules{{rule({ScopeKind::kTeam, {}}, "0 22 * * *", 6h)}, {}};
  auto start = kStart;
  start.needs = 2h;
  EXPECT_TRUE(obstacles(rules, start, at("2026-12-02T02:00:00Z")).empty());
  const auto found = obstacles(rules, start, at("2026-12-02T02:00:01Z"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text,
            "window \"nights\" of the team has room for 2 h from 2026-12-02T22:00:00+00:00 on");
  EXPECT_EQ(found[0].until, at("2026-12-02T22:00:00Z"));
}

TEST(StartRules, WhatFitsNoWindowSaysSo) {
  const StartRules rules{{rule({ScopeKind::kTeam, {}}, "0 22 * * *", 1h)}, {}};
  auto start = kStart;
  start.needs = 2h;
  const auto found = obstacles(rules, start, at("2026-12-01T22:00:00Z"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text,
            "what is left of the plan takes 2 h, and no window of the team is open that long; "
            "lengthen the window, or override it");
  EXPECT_EQ(found[0].until, std::nullopt);
}

TEST(StartRules, NothingStartsInAFreeze) {
  const StartRules rules{{},
                         {{"year end",
                           "books are closed",
                           {ScopeKind::kTeam, {}},
                           {at("2026-12-20T00:00:00Z"), at("2027-01-03T00:00:00Z")}}}};
  EXPECT_TRUE(obstacles(rules, kStart, at("2026-12-19T23:59:59Z")).empty());
  const auto found = obstacles(rules, kStart, at("2026-12-20T00:00:00Z"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Obstacle::Kind::kFreeze);
  EXPECT_EQ(found[0].text,
            "freeze \"year end\" of the team lasts until 2027-01-03T00:00:00Z: books are closed");
  EXPECT_TRUE(obstacles(rules, kStart, at("2027-01-03T00:00:00Z")).empty());
}

}  // namespace
}  // namespace fettle::schedule
