#include <gmock/gmock.h>

#include "core/review/dimensions_test_support.hpp"

namespace fettle::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr auto kDisk = flow::Dimension::kDisk;
using Kind = Change::Kind;

constexpr std::string_view kDebian =
    "|Filesystem     1024-blocks    Used Available Capacity Mounted on\n"
    "|udev               1002120       0   1002120       0% /dev\n"
    "|tmpfs               203240     520    202720       1% /run\n"
    "|/dev/vda1         20466256 5242880  14160644      28% /\n"
    "|/dev/loop3           65536   65536         0     100% /snap/core20/2434\n"
    "|rpool/data       104857600 1048576 103809024       1% /srv/my data\n"
    "|nas:/export      204800000 1024000 203776000       1% /mnt/nas";

TEST(Disk, KeepsDisksAndLeavesOutMemoryAndLoops) {
  EXPECT_THAT(read_section(kDisk, kDebian).facts,
              UnorderedElementsAre(Pair("/", ElementsAre("20466256", "5242880")),
                                   Pair("/srv/my data", ElementsAre("104857600", "1048576")),
                                   Pair("/mnt/nas", ElementsAre("204800000", "1024000"))));
}

TEST(Disk, TheRootOfAContainerIsKept) {
  EXPECT_EQ(read_section(kDisk, "|overlay 100 50 50 50% /\n|overlay 1 1 1 1% /x").facts.size(), 1U);
}

TEST(Disk, ChangesOfAMebibyteAndMoreAreTold) {
  EXPECT_THAT(changes_between(kDisk, "|/dev/vda1 20480000 5242880 1 1% /",
                              "|/dev/vda1 20480000 5243903 1 1% /"),
              IsEmpty());
  EXPECT_THAT(
      changes_between(kDisk, "|/dev/vda1 20971520 5242880 1 1% /\n|/dev/b 204800 1024 1 1% /b",
                      "|/dev/vda1 20971520 5767168 1 1% /\n|/dev/c 204800 1024 1 1% /c"),
      ElementsAre(
          Change{Kind::kChanged, "/", "5.00 of 20.00 GiB used", "5.50 of 20.00 GiB used", {}},
          Change{Kind::kRemoved, "/b", "1 of 200 MiB used", {}, {}},
          Change{Kind::kAdded, "/c", {}, "1 of 200 MiB used", {}}));
}

}  // namespace
}  // namespace fettle::review
