// What the recipes do, on fake servers of both families: the calls they make, that a second run
// changes nothing, and that a tool's failure becomes theirs, in words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/catalogue/documents.hpp"
#include "tests/catalogue/sandbox.hpp"

namespace fettle::catalogue {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// What a package manager of either family is called, and how it says that it changes something.
struct Family {
  const char* name;
  const char* manager;
};
void PrintTo(const Family& family, std::ostream* out) { *out << family.name; }

class BothFamilies : public testing::TestWithParam<Family> {
 protected:
  /// Calls that install, upgrade or remove; looking and simulating aren't among them.
  std::vector<std::string> changes() const {
    std::vector<std::string> found;
    for (const std::string& call : sandbox.calls(GetParam().manager)) {
      const bool simulated = call.contains("--simulate");
      const bool changing = call.contains(" install") || call.contains(" upgrade");
      if (changing && !simulated) found.push_back(call);
    }
    return found;
  }

  Sandbox sandbox{GetParam().name};
};

INSTANTIATE_TEST_SUITE_P(Servers, BothFamilies,
                         testing::Values(Family{"debian", "apt-get"}, Family{"redhat", "dnf"}),
                         [](const auto& test) { return std::string(test.param.name); });

// --- apply-security-updates -------------------------------------------------------------------

TEST_P(BothFamilies, SecurityUpdatesAreInstalledAndOthersAreNot) {
  sandbox.have({.name = "openssl", .installed = "3.0.1", .available = "3.0.2", .security = true});
  sandbox.have({.name = "vim", .installed = "9.0", .available = "9.1"});
  const Ran ran = sandbox.run(recipe_script("apply-security-updates"));
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_EQ(sandbox.read("installed/openssl"), "3.0.2");
  EXPECT_EQ(sandbox.read("installed/vim"), "9.0");
}

TEST_P(BothFamilies, SecurityUpdatesChangeNothingTheSecondTime) {
  sandbox.have({.name = "openssl", .installed = "3.0.1", .available = "3.0.2", .security = true});
  sandbox.run(recipe_script("apply-security-updates"));
  sandbox.forget_calls();
  const Ran second = sandbox.run(recipe_script("apply-security-updates"));
  EXPECT_EQ(second.exit_status, 0);
  EXPECT_THAT(second.output, HasSubstr("No security updates were waiting."));
  EXPECT_THAT(changes(), IsEmpty());
}

TEST(ApplySecurityUpdates, AFailedRefreshOfTheListsIsNotTakenForNothingToDo) {
  const Sandbox sandbox("debian");
  sandbox.write("fail", " update");
  const Ran ran = sandbox.run(recipe_script("apply-security-updates"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, EndsWith("the package lists could not be fetched\n"));
}

TEST_P(BothFamilies, AFailedSecurityUpdateIsSaid) {
  sandbox.have({.name = "openssl", .installed = "3.0.1", .available = "3.0.2", .security = true});
  sandbox.write("fail", GetParam().manager == std::string("dnf") ? "upgrade" : "install openssl");
  const Ran ran = sandbox.run(recipe_script("apply-security-updates"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, EndsWith("could not install the updates\n"));
}

TEST(ApplySecurityUpdates, ARepositoryThatCannotBeReadIsAFailure) {
  const Sandbox sandbox("redhat");
  sandbox.write("fail", "check-update");
  const Ran ran = sandbox.run(recipe_script("apply-security-updates"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, EndsWith("dnf could not read its repositories\n"));
}

// --- install-package --------------------------------------------------------------------------

TEST_P(BothFamilies, APackageIsInstalledOnce) {
  sandbox.have({.name = "chrony", .installed = "", .available = "4.3"});
  const std::string script = recipe_script("install-package", {{"package_name", "chrony"}});
  const Ran first = sandbox.run(script);
  EXPECT_EQ(first.exit_status, 0) << first.output;
  EXPECT_EQ(sandbox.read("installed/chrony"), "4.3");

  sandbox.forget_calls();
  const Ran second = sandbox.run(script);
  EXPECT_EQ(second.output, "chrony was installed already.\n");
  EXPECT_THAT(sandbox.calls(GetParam().manager), IsEmpty());
}

TEST_P(BothFamilies, AnInstalledPackageStaysAtItsVersion) {
  sandbox.have({.name = "chrony", .installed = "4.2", .available = "4.3"});
  const Ran ran = sandbox.run(recipe_script("install-package", {{"package_name", "chrony"}}));
  EXPECT_EQ(ran.exit_status, 0);
  EXPECT_EQ(sandbox.read("installed/chrony"), "4.2");
}

TEST_P(BothFamilies, AnUnknownPackageIsAFailureThatNamesIt) {
  const Ran ran = sandbox.run(recipe_script("install-package", {{"package_name", "lib.x"}}));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("lib.x"));
  EXPECT_FALSE(sandbox.exists("installed/lib.x"));
}

TEST(InstallPackage, APatternNeverReachesApt) {
  const Sandbox sandbox("debian");
  sandbox.run(recipe_script("install-package", {{"package_name", "lib.x"}}));
  EXPECT_THAT(sandbox.calls("apt-get"), Not(Contains(HasSubstr("install"))));
}

TEST(InstallPackage, AServerOfNoKnownFamilyIsAFailure) {
  const Sandbox sandbox("");
  const Ran ran = sandbox.run(recipe_script("install-package", {{"package_name", "chrony"}}));
  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_EQ(ran.output, "install-package: found none of apt-get, dnf and yum\n");
}

// --- update-kernel ----------------------------------------------------------------------------

/// The package that follows a family's kernel.
std::string kernel_package(const Family& family) {
  return family.name == std::string("debian") ? "linux-image-amd64" : "kernel";
}

TEST_P(BothFamilies, ANewKernelIsInstalledOnce) {
  const std::string package = kernel_package(GetParam());
  sandbox.have({.name = package, .installed = "6.1.1", .available = "6.1.2"});
  const Ran first = sandbox.run(recipe_script("update-kernel"));
  EXPECT_EQ(first.exit_status, 0) << first.output;
  EXPECT_EQ(sandbox.read("installed/" + package), "6.1.2");

  sandbox.forget_calls();
  const Ran second = sandbox.run(recipe_script("update-kernel"));
  EXPECT_EQ(second.exit_status, 0);
  EXPECT_THAT(second.output, HasSubstr("The newest kernel was installed already."));
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_P(BothFamilies, AFullBootStopsTheKernelBeforeAnythingIsTouched) {
  sandbox.have({.name = kernel_package(GetParam()), .installed = "6.1.1", .available = "6.1.2"});
  sandbox.write("free_kb", "102400");
  const Ran ran = sandbox.run(recipe_script("update-kernel"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("/boot has 100 MB free and needs 150 MB"));
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_P(BothFamilies, AContainerHasNoKernelToUpdate) {
  sandbox.have({.name = "openssl", .installed = "3.0.1", .available = "3.0.2"});
  const Ran ran = sandbox.run(recipe_script("update-kernel"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("the kernel comes from outside"));
}

TEST(UpdateKernel, VersionedPackagesAreLeftToThePackageThatFollowsTheFlavour) {
  const Sandbox sandbox("debian");
  sandbox.have({.name = "linux-image-amd64", .installed = "6.1.1", .available = "6.1.2"});
  sandbox.have({.name = "linux-image-6.1.0-1-amd64", .installed = "6.1.1", .available = "6.1.2"});
  sandbox.run(recipe_script("update-kernel"));
  EXPECT_EQ(sandbox.read("installed/linux-image-6.1.0-1-amd64"), "6.1.1");
}

// --- clean-package-cache, vacuum-journal ------------------------------------------------------

TEST_P(BothFamilies, ThePackageCacheIsEmptied) {
  sandbox.write("cache/chrony_4.3.deb", "bytes");
  const Ran ran = sandbox.run(recipe_script("clean-package-cache"));
  EXPECT_EQ(ran.exit_status, 0);
  EXPECT_EQ(ran.output, "The package cache is empty.\n");
  EXPECT_FALSE(sandbox.exists("cache/chrony_4.3.deb"));
  EXPECT_EQ(sandbox.run(recipe_script("clean-package-cache")).exit_status, 0);
}

TEST_P(BothFamilies, ACacheThatCannotBeEmptiedIsAFailure) {
  sandbox.write("fail", "clean");
  const Ran ran = sandbox.run(recipe_script("clean-package-cache"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, EndsWith("could not empty its cache\n"));
}

TEST(VacuumJournal, OnlyArchivedFilesOlderThanAskedAreDeleted) {
  const Sandbox sandbox("debian");
  sandbox.write("journal/archived.old", "");
  sandbox.write("journal/current", "");
  const Ran ran = sandbox.run(recipe_script("vacuum-journal", {{"keep_days", "30"}}));
  EXPECT_EQ(ran.exit_status, 0);
  EXPECT_THAT(sandbox.calls("journalctl"), ElementsAre("journalctl --vacuum-time=30d"));
  EXPECT_TRUE(sandbox.exists("journal/current"));
  EXPECT_FALSE(sandbox.exists("journal/archived.old"));
}

TEST(VacuumJournal, AFailureIsSaid) {
  const Sandbox sandbox("redhat");
  sandbox.write("fail", "vacuum");
  const Ran ran = sandbox.run(recipe_script("vacuum-journal"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, EndsWith("journalctl could not delete old journal files\n"));
}

// --- renew-certificates -----------------------------------------------------------------------

class RenewCertificates : public testing::Test {
 protected:
  RenewCertificates() {
    sandbox.write("live/example.org/fullchain.pem", "as issued");
    script = recipe_script("renew-certificates",
                           {{"certificates_folder", sandbox.path("live").string()}});
  }
  Sandbox sandbox{"debian"};
  std::string script;
};

TEST_F(RenewCertificates, ANewCertificateIsReadByTheService) {
  sandbox.write("due", "");
  const Ran ran = sandbox.run(script);
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_EQ(sandbox.read("live/example.org/fullchain.pem"), "renewed\n");
  EXPECT_THAT(sandbox.calls("systemctl"), ElementsAre("systemctl reload nginx"));
}

TEST_F(RenewCertificates, ASecondRunReloadsNothing) {
  sandbox.write("due", "");
  sandbox.run(script);
  sandbox.forget_calls();
  const Ran second = sandbox.run(script);
  EXPECT_EQ(second.exit_status, 0);
  EXPECT_THAT(sandbox.calls("systemctl"), IsEmpty());
}

TEST_F(RenewCertificates, AReloadThatFailedIsMadeUpForByTheNextRun) {
  sandbox.write("due", "");
  sandbox.write("fail", "systemctl reload");
  const Ran first = sandbox.run(script);
  EXPECT_NE(first.exit_status, 0);
  EXPECT_THAT(first.output, HasSubstr("nginx could not be reloaded"));

  std::filesystem::remove(sandbox.path("fail"));
  sandbox.forget_calls();
  EXPECT_EQ(sandbox.run(script).exit_status, 0);
  EXPECT_THAT(sandbox.calls("systemctl"), ElementsAre("systemctl reload nginx"));
}

TEST_F(RenewCertificates, AFailureOfCertbotIsSaidAndReloadsNothing) {
  sandbox.write("fail", "certbot");
  const Ran ran = sandbox.run(script);
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("certbot could not renew"));
  EXPECT_THAT(sandbox.calls("systemctl"), IsEmpty());
}

// --- deploy-nginx-config ----------------------------------------------------------------------

class DeployNginxConfig : public testing::Test {
 protected:
  DeployNginxConfig() {
    sandbox.write("live.conf", "worker_processes 1;\n");
    sandbox.write("staged.conf", "worker_processes 4;\n");
    script =
        recipe_script("deploy-nginx-config", {{"staged_path", sandbox.path("staged.conf").string()},
                                              {"live_path", sandbox.path("live.conf").string()},
                                              {"backup_folder", sandbox.path("backup").string()}});
  }
  Sandbox sandbox{"debian"};
  std::string script;
};

TEST_F(DeployNginxConfig, TheStagedFileGoesLiveAndThePreviousOneIsKept) {
  const Ran ran = sandbox.run(script);
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_EQ(sandbox.read("live.conf"), "worker_processes 4;\n");
  EXPECT_EQ(sandbox.read("backup/live.conf.previous"), "worker_processes 1;\n");
  EXPECT_THAT(sandbox.calls("systemctl"), ElementsAre("systemctl reload nginx"));
}

TEST_F(DeployNginxConfig, ASecondRunKeepsThePreviousFileAndReloadsNothing) {
  sandbox.run(script);
  sandbox.forget_calls();
  const Ran second = sandbox.run(script);
  EXPECT_EQ(second.exit_status, 0);
  EXPECT_THAT(second.output, HasSubstr("was deployed already"));
  EXPECT_EQ(sandbox.read("backup/live.conf.previous"), "worker_processes 1;\n");
  EXPECT_THAT(sandbox.calls("systemctl"), IsEmpty());
}

TEST_F(DeployNginxConfig, AFileThatNginxRefusesNeverStaysLive) {
  sandbox.write("staged.conf", "broken;\n");
  const Ran ran = sandbox.run(script);
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("the previous configuration is back in place"));
  EXPECT_EQ(sandbox.read("live.conf"), "worker_processes 1;\n");
  EXPECT_THAT(sandbox.calls("systemctl"), IsEmpty());
}

TEST_F(DeployNginxConfig, AReloadThatFailsPutsThePreviousFileBack) {
  sandbox.write("fail", "reload");
  const Ran ran = sandbox.run(script);
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_EQ(sandbox.read("live.conf"), "worker_processes 1;\n");
}

TEST_F(DeployNginxConfig, AnInterruptedDeploymentIsFinishedByTheNextRun) {
  sandbox.write("live.conf", "worker_pro");  // half written
  sandbox.write("backup/live.conf.previous", "worker_processes 1;\n");
  sandbox.write("backup/live.conf.reload-owed", "");
  const Ran ran = sandbox.run(script);
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_EQ(sandbox.read("live.conf"), "worker_processes 4;\n");
  EXPECT_EQ(sandbox.read("backup/live.conf.previous"), "worker_processes 1;\n");
  EXPECT_THAT(sandbox.calls("systemctl"), ElementsAre("systemctl reload nginx"));
}

TEST_F(DeployNginxConfig, AMissingStagedFileIsAFailureThatNamesIt) {
  std::filesystem::remove(sandbox.path("staged.conf"));
  const Ran ran = sandbox.run(script);
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr(sandbox.path("staged.conf").string()));
}

// --- mysql-backup -----------------------------------------------------------------------------

class MysqlBackup : public testing::Test {
 protected:
  MysqlBackup() {
    script = recipe_script("mysql-backup", {{"backup_folder", sandbox.path("backup").string()}});
  }
  std::size_t files() const {
    using Files = std::filesystem::directory_iterator;
    return static_cast<std::size_t>(std::distance(Files(sandbox.path("backup")), Files()));
  }
  Sandbox sandbox{"debian"};
  std::string script;
};

TEST_F(MysqlBackup, ADumpIsMadeOnceAndUsedAgainWhileFresh) {
  const Ran first = sandbox.run(script);
  EXPECT_EQ(first.exit_status, 0) << first.output;
  const Ran second = sandbox.run(script);
  EXPECT_EQ(second.exit_status, 0);
  EXPECT_THAT(second.output, HasSubstr("is fresh enough"));
  EXPECT_EQ(files(), 1U);
  EXPECT_THAT(sandbox.calls("mysqldump"), SizeIs(1));
}

TEST_F(MysqlBackup, ADumpThatIsCutShortIsNotKept) {
  sandbox.write("cut_short", "");
  const Ran ran = sandbox.run(script);
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, EndsWith("the dump is not complete; nothing was kept\n"));
  EXPECT_EQ(files(), 0U);
}

TEST_F(MysqlBackup, AFolderWithoutRoomIsAFailureBeforeTheDump) {
  sandbox.write("free_kb", "4000");
  const Ran ran = sandbox.run(script);
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("make room first"));
  EXPECT_THAT(sandbox.calls("mysqldump"), IsEmpty());
}

// --- mysql-minor-upgrade ----------------------------------------------------------------------

class MysqlMinorUpgrade : public BothFamilies {
 protected:
  void offer(const std::string& version) const {
    sandbox.have({.name = "mysql-server", .installed = "8.0.35-1", .available = version});
    sandbox.write("running", "8.0.35-1");
    sandbox.write("active/mysqld", "");
  }
};

INSTANTIATE_TEST_SUITE_P(Servers, MysqlMinorUpgrade,
                         testing::Values(Family{"debian", "apt-get"}, Family{"redhat", "dnf"}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST_P(MysqlMinorUpgrade, TheNewReleaseRunsAfterwards) {
  offer("8.0.41-1");
  const Ran ran = sandbox.run(recipe_script("mysql-minor-upgrade"));
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_THAT(ran.output, EndsWith("mysqld went from 8.0.35-1 to 8.0.41-1.\n"));
}

TEST_P(MysqlMinorUpgrade, ASecondRunNeitherInstallsNorRestarts) {
  offer("8.0.41-1");
  sandbox.run(recipe_script("mysql-minor-upgrade"));
  sandbox.forget_calls();
  const Ran second = sandbox.run(recipe_script("mysql-minor-upgrade"));
  EXPECT_EQ(second.exit_status, 0) << second.output;
  EXPECT_THAT(second.output, HasSubstr("newest release of its series already"));
  EXPECT_THAT(changes(), IsEmpty());
  EXPECT_THAT(sandbox.calls("systemctl"), Not(Contains(HasSubstr("restart"))));
}

TEST_P(MysqlMinorUpgrade, AnotherSeriesIsRefusedAndNothingIsTouched) {
  offer("8.4.3-1");
  const Ran ran = sandbox.run(recipe_script("mysql-minor-upgrade"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("8.4.3-1, which is no minor release of 8.0.35-1"));
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_P(MysqlMinorUpgrade, ARestartThatAnInterruptedRunOwesIsMadeUpFor) {
  offer("8.0.41-1");
  sandbox.write("installed/mysql-server", "8.0.41-1");
  sandbox.write("replaced", "");
  const Ran ran = sandbox.run(recipe_script("mysql-minor-upgrade"));
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_EQ(sandbox.read("running"), "8.0.41-1");
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_P(MysqlMinorUpgrade, AServerThatDoesNotRunIsLeftAlone) {
  offer("8.0.41-1");
  std::filesystem::remove(sandbox.path("active/mysqld"));
  const Ran ran = sandbox.run(recipe_script("mysql-minor-upgrade"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("none of the services"));
  EXPECT_THAT(changes(), IsEmpty());
}

TEST(MysqlMinorUpgradeOnRedHat, AServiceThatDoesNotStartAgainIsAFailure) {
  const Sandbox sandbox("redhat");
  sandbox.have({.name = "mysql-server", .installed = "8.0.35-1", .available = "8.0.41-1"});
  sandbox.write("running", "8.0.35-1");
  sandbox.write("active/mysqld", "");
  sandbox.write("fail", "systemctl restart");
  const Ran ran = sandbox.run(recipe_script("mysql-minor-upgrade"));
  EXPECT_NE(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr("mysqld did not start again"));
}

}  // namespace
}  // namespace fettle::catalogue
