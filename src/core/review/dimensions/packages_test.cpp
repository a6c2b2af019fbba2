#include <gmock/gmock.h>

#include "core/review/dimensions_test_support.hpp"

namespace fettle::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr auto kPackages = flow::Dimension::kPackages;
using Kind = Change::Kind;

constexpr std::string_view kDebian =
    "|dpkg\tii \tlibc6:amd64\t2.36-9+deb12u9\n"
    "|dpkg\tii \topenssl\t3.0.15-1~deb12u1\n"
    "|dpkg\thi \tnginx\t1.22.1-9\n"
    "|dpkg\trc \ttelnet\t0.17+2.4-2";

TEST(Packages, OfDebianAreThoseInstalledNotThoseThatLeftTheirSettings) {
  EXPECT_THAT(read_section(kPackages, kDebian).facts,
              UnorderedElementsAre(Pair("libc6:amd64", ElementsAre("2.36-9+deb12u9")),
                                   Pair("nginx", ElementsAre("1.22.1-9")),
                                   Pair("openssl", ElementsAre("3.0.15-1~deb12u1"))));
}

TEST(Packages, OfAlpineEndInVersionAndRelease) {
  EXPECT_THAT(read_section(kPackages, "|musl-1.2.4-r2\n|py3-six-1.16.0-r6\n|WARNING: no").facts,
              UnorderedElementsAre(Pair("musl", ElementsAre("1.2.4-r2")),
                                   Pair("py3-six", ElementsAre("1.16.0-r6"))));
}

TEST(Packages, AnUpgradeAnInstallationAndARemoval) {
  EXPECT_THAT(changes_between(kPackages, kDebian,
                              "|dpkg\tii \tlibc6:amd64\t2.36-9+deb12u9\n"
                              "|dpkg\tii \topenssl\t3.0.16-1~deb12u1\n"
                              "|dpkg\tii \tcurl\t7.88.1-10"),
              UnorderedElementsAre(
                  Change{Kind::kChanged, "openssl", "3.0.15-1~deb12u1", "3.0.16-1~deb12u1", {}},
                  Change{Kind::kRemoved, "nginx", "1.22.1-9", {}, {}},
                  Change{Kind::kAdded, "curl", {}, "7.88.1-10", {}}));
}

TEST(Packages, AKernelBesideTheOldOneIsAddedNotChanged) {
  constexpr std::string_view kBefore = "|rpm\tkernel-core.x86_64\t5.14.0-427.13.1.el9_4";
  constexpr std::string_view kAfter =
      "|rpm\tkernel-core.x86_64\t5.14.0-503.11.1.el9_5\n"
      "|rpm\tkernel-core.x86_64\t5.14.0-427.13.1.el9_4\n"
      "|rpm\tgpg-pubkey.(none)\t8483c65d-5ccc5b19";
  EXPECT_THAT(changes_between(kPackages, kBefore, kAfter),
              UnorderedElementsAre(
                  Change{Kind::kAdded, "kernel-core.x86_64", {}, "5.14.0-503.11.1.el9_5", {}},
                  Change{Kind::kAdded, "gpg-pubkey.(none)", {}, "8483c65d-5ccc5b19", {}}));
}

TEST(Packages, ListsThatDifferInOrderOnlyAreEqual) {
  EXPECT_THAT(changes_between(kPackages, "|rpm\ta.noarch\t1\n|rpm\ta.noarch\t2",
                              "|rpm\ta.noarch\t2\n|rpm\ta.noarch\t1"),
              IsEmpty());
}

}  // namespace
}  // namespace fettle::review
