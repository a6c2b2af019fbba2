#include "core/review/compare.hpp"

#include <gmock/gmock.h>

#include "core/review/describe.hpp"
#include "core/review/probe.hpp"

namespace fettle::review {
namespace {

using flow::Dimension;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kBefore =
    "Linux web1 6.1.0-25-amd64\n"
    "@section packages\n|dpkg\tii \topenssl\t3.0.15-1~deb12u1\n|dpkg\tii \ttelnet\t0.17\n"
    "@end packages\n"
    "@section kernel\n|running 6.1.0-25-amd64\n|boot 1\n@end kernel\n"
    "@section systemd\n|boot 1\n|Id=nginx.service\n|ActiveState=active\n|InvocationID=1\n"
    "@end systemd\n"
    "@section disk\n|/dev/vda1 20971520 5242880 1 1% /\n@end disk\n";

constexpr std::string_view kAfter =
    "@section packages\n|dpkg\tii \topenssl\t3.0.16-1~deb12u1\n|dpkg\tii \tcurl\t7.88.1-10\n"
    "@end packages\n"
    "@section kernel\n|running 6.1.0-25-amd64\n|boot 1\n@end kernel\n"
    "@section systemd\n|boot 1\n|Id=nginx.service\n|ActiveState=active\n|InvocationID=2\n"
    "@end systemd\n"
    "@section disk\n|/dev/vda1 20971520 5767168 1 1% /\n@end disk\n";

TEST(Describe, GroupsTheChangesByDimension) {
  EXPECT_EQ(describe(compare(parse_snapshot(kBefore), parse_snapshot(kAfter))),
            "packages: 1 added, 1 removed, 1 changed\n"
            "  ~ openssl 3.0.15-1~deb12u1 -> 3.0.16-1~deb12u1\n"
            "  - telnet 0.17\n"
            "  + curl 7.88.1-10\n"
            "units: 1 restarted\n"
            "  ~ nginx.service restarted\n"
            "disk: 1 changed\n"
            "  ~ / 5.00 of 20.00 GiB used -> 5.50 of 20.00 GiB used\n");
}

TEST(Describe, SaysNothingWhenNothingChanged) {
  EXPECT_EQ(describe(compare(parse_snapshot(kBefore), parse_snapshot(kBefore))), "");
}

TEST(Describe, ShowsATextDifferenceIndentedAndCut) {
  std::string diff = "@@ -1,1 +1,30 @@\n";
  for (int i = 0; i < 30; ++i) diff += "+x\n";
  const SnapshotDifference difference{
      .changes = {
          {Dimension::kConfigs, {{Change::Kind::kChanged, "/etc/motd", "aa", "bb", diff}}}}};
  const auto text = describe(difference);
  EXPECT_TRUE(text.starts_with(
      "files in /etc: 1 changed\n  ~ /etc/motd\n      @@ -1,1 +1,30 @@\n      +x\n"))
      << text;
  EXPECT_TRUE(text.ends_with("      ... 11 more lines\n")) << text;
}

TEST(Describe, NeverDrivesTheTerminal) {
  const SnapshotDifference difference{
      .changes = {{Dimension::kConfigs,
                   {{Change::Kind::kChanged, "/etc/\x1b[2J", "", "", "+\x1b]0;x\x07\n"}}}}};
  EXPECT_EQ(describe(difference), "files in /etc: 1 changed\n  ~ /etc/ [2J\n      + ]0;x \n");
}

TEST(Describe, CutsALongGroup) {
  std::vector<Change> changes(100, {Change::Kind::kAdded, "p", "", "1", ""});
  EXPECT_THAT(describe({.changes = {{Dimension::kPackages, changes}}}), HasSubstr("... 70 more\n"));
}

TEST(Compare, NeverTakesAnAnswerThatWasCutForRemovals) {
  const auto whole = "@section packages\n|dpkg\tii \ta\t1\n|dpkg\tii \tb\t1\n@end packages\n";
  const auto cut = "@section packages\n|dpkg\tii \ta\t1\n|dp";
  const auto difference = compare(parse_snapshot(whole), parse_snapshot(cut));
  EXPECT_THAT(difference.changes, IsEmpty());
  EXPECT_THAT(difference.notes.at(Dimension::kPackages),
              ElementsAre("the answer was cut short",
                          "not compared: one of the two snapshots is not complete"));
}

TEST(Compare, NeverTakesAToolThatFailedForRemovals) {
  const auto whole = "@section packages\n|rpm\ta.noarch\t1\n@end packages\n";
  const auto failed = "@section packages\n?rpm failed or took too long\n@end packages\n";
  EXPECT_THAT(compare(parse_snapshot(whole), parse_snapshot(failed)).changes, IsEmpty());
}

TEST(Compare, ADimensionThatOnlyOneSnapshotHasIsNoted) {
  const auto difference = compare(parse_snapshot(kBefore), {});
  EXPECT_THAT(difference.changes, IsEmpty());
  EXPECT_EQ(difference.notes.size(), 4U);
}

}  // namespace
}  // namespace fettle::review
