#include <gmock/gmock.h>

#include "core/review/dimensions_test_support.hpp"

namespace fettle::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr auto kSystemd = flow::Dimension::kSystemd;
using Kind = Change::Kind;

std::string unit(const std::string& id, const std::string& active, const std::string& run) {
  return "|Id=" + id + "\n|ActiveState=" + active + "\n|InvocationID=" + run +
         "\n|ActiveEnterTimestampMonotonic=17\n|\n";
}

TEST(Systemd, UnitsThatFailRestartStartAndStop) {
  const auto before = "|boot 1\n" + unit("a.service", "active", "1") +
                      unit("b.service", "active", "2") + unit("c.service", "inactive", "") +
                      unit("d.service", "active", "4") + unit("e.service", "failed", "5") +
                      unit("f.service", "active", "6");
  const auto after = "|boot 1\n" + unit("a.service", "failed", "9") +
                     unit("b.service", "active", "22") + unit("c.service", "active", "3") +
                     unit("d.service", "inactive", "") + unit("e.service", "failed", "5") +
                     unit("f.service", "active", "6");
  EXPECT_THAT(changes_between(kSystemd, before, after),
              ElementsAre(Change{Kind::kFailed, "a.service", "active", "failed", {}},
                          Change{Kind::kRestarted, "b.service", "active", "active", {}},
                          Change{Kind::kStarted, "c.service", "inactive", "active", {}},
                          Change{Kind::kStopped, "d.service", "active", "inactive", {}}));
}

TEST(Systemd, AfterARebootUnitsHaveNotEachBeenRestarted) {
  EXPECT_THAT(changes_between(kSystemd, "|boot 1\n" + unit("a.service", "active", "1"),
                              "|boot 2\n" + unit("a.service", "active", "2")),
              IsEmpty());
}

TEST(Systemd, BeforeInvocationIdsTheStartTimeTellsARestart) {
  const auto started = [](const std::string& at) {
    return "|boot 1\n|ActiveEnterTimestampMonotonic=" + at + "\n|Id=a.service\n|ActiveState=active";
  };
  EXPECT_THAT(changes_between(kSystemd, started("17"), started("99")),
              ElementsAre(Change{Kind::kRestarted, "a.service", "active", "active", {}}));
}

TEST(Systemd, UnitsThatWereEnabledOrDisabled) {
  EXPECT_THAT(
      changes_between(kSystemd,
                      "|file nginx.service disabled enabled\n|file cups.service   enabled enabled\n"
                      "|file gone.service enabled\n|file x.service static -",
                      "|file nginx.service enabled enabled\n|file cups.service masked enabled\n"
                      "|file new.timer enabled-runtime\n|file x.service indirect -"),
      UnorderedElementsAre(Change{Kind::kEnabled, "nginx.service", "disabled", "enabled", {}},
                           Change{Kind::kDisabled, "cups.service", "enabled", "masked", {}},
                           Change{Kind::kDisabled, "gone.service", "enabled", {}, {}},
                           Change{Kind::kEnabled, "new.timer", {}, "enabled-runtime", {}}));
}

TEST(Systemd, WhatComesWithALoginIsNoChange) {
  EXPECT_THAT(changes_between(kSystemd, "|boot 1",
                              "|boot 1\n" + unit("user@0.service", "active", "1") +
                                  unit("run-user-0.mount", "active", "2")),
              IsEmpty());
}

}  // namespace
}  // namespace fettle::review
