#include <gmock/gmock.h>

#include "core/review/dimensions_test_support.hpp"

namespace fettle::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kKernel = flow::Dimension::kKernel;
using Kind = Change::Kind;

TEST(Kernel, ReleasesCompareByNumberNotByLetter) {
  const auto section = read_section(kKernel, "|installed 6.1.0-10-amd64\n|installed 6.1.0-9-amd64");
  EXPECT_THAT(section.facts.at("installed"), ElementsAre("6.1.0-9-amd64", "6.1.0-10-amd64"));
}

TEST(Kernel, AnInstalledKernelThatDoesNotRunYetIsOneChange) {
  EXPECT_THAT(changes_between(kKernel, "|running 6.1.0-9-amd64\n|installed 6.1.0-9-amd64\n|boot a",
                              "|running 6.1.0-9-amd64\n|installed 6.1.0-9-amd64\n"
                              "|installed 6.1.0-10-amd64\n|boot a"),
              ElementsAre(Change{
                  Kind::kChanged, "newest installed", "6.1.0-9-amd64", "6.1.0-10-amd64", {}}));
}

TEST(Kernel, ARebootIsTold) {
  EXPECT_THAT(
      changes_between(kKernel, "|running 5.14.0-427\n|boot a", "|running 5.14.0-503\n|boot b"),
      ElementsAre(Change{Kind::kChanged, "running", "5.14.0-427", "5.14.0-503", {}},
                  Change{Kind::kRestarted, "the server", {}, {}, {}}));
}

TEST(Kernel, AContainerWithoutModulesHasARunningKernelAllTheSame) {
  EXPECT_THAT(changes_between(kKernel, "|running 6.1.0\n|boot a", "|running 6.1.0\n|boot a"),
              IsEmpty());
}

}  // namespace
}  // namespace fettle::review
