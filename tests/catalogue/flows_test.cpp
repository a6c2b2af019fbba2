// What the checks and commands written in the plans themselves do, on fake servers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "tests/catalogue/documents.hpp"
#include "tests/catalogue/sandbox.hpp"

namespace fettle::catalogue {
namespace {

/// The first script of the last step of a plan: its verdict.
std::string verdict(std::string_view plan, const flow::Values& values = {}) {
  return scripts({ready(read_flow(plan), values).steps.back()}).front();
}

class PostCheck : public testing::TestWithParam<const char*> {
 protected:
  Sandbox sandbox{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Servers, PostCheck, testing::Values("debian", "redhat"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(PostCheck, OfMonthlyPatchesFailsWhileASecurityUpdateWaits) {
  sandbox.have({.name = "openssl", .installed = "3.0.1", .available = "3.0.2", .security = true});
  EXPECT_NE(sandbox.run(verdict("monthly-security-patches")).exit_status, 0);
}

TEST_P(PostCheck, OfMonthlyPatchesPassesWhenOnlyOrdinaryUpdatesWait) {
  sandbox.have({.name = "vim", .installed = "9.0", .available = "9.1"});
  const Ran ran = sandbox.run(verdict("monthly-security-patches"));
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
}

TEST_P(PostCheck, OfMonthlyPatchesFailsWhenThePackageManagerDoes) {
  sandbox.write("fail", GetParam() == std::string("debian") ? "apt-get" : "check-update");
  EXPECT_NE(sandbox.run(verdict("monthly-security-patches")).exit_status, 0);
}

TEST_P(PostCheck, OfInstallSoftwareAsksThePackageManager) {
  const std::string check = verdict("install-software", {{"package_name", "chrony"}});
  EXPECT_NE(sandbox.run(check).exit_status, 0);
  sandbox.have({.name = "chrony", .installed = "4.3", .available = "4.3"});
  EXPECT_EQ(sandbox.run(check).exit_status, 0);
}

TEST(DiskCleanup, FailsOnlyWhenADiskStaysFullerThanAllowed) {
  const Sandbox sandbox("debian");  // its disk is half full
  EXPECT_EQ(sandbox.run(verdict("disk-cleanup-cycle", {{"max_used_percent", "50"}})).exit_status,
            0);
  const Ran full = sandbox.run(verdict("disk-cleanup-cycle", {{"max_used_percent", "49"}}));
  EXPECT_NE(full.exit_status, 0);
  EXPECT_THAT(full.output, testing::HasSubstr("/ is 50% full"));
}

}  // namespace
}  // namespace fettle::catalogue
