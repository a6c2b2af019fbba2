#include "cli/ssh_links.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace fettle::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using transport::SshProgram;

class SshLinks : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = std::filesystem::temp_directory_path() / "fettle-links-XXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    settings_.ssh_config_file = folder_ / "config";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Result<std::vector<SshLinkNote>> check(std::string_view config, SshProgram program) {
    std::ofstream(settings_.ssh_config_file) << config;
    settings_.ssh = program;
    std::vector<fleet::Target> targets;
    for (const char* name : {"web1", "db1"}) targets.push_back({name, {.name = name}});
    return check_ssh_links(targets, settings_);
  }

  std::filesystem::path folder_;
  transport::Settings settings_;
};

TEST_F(SshLinks, TellWhichTargetsTheSystemsSshReachesAndWhy) {
  const auto notes = check("Host db1\nProxyCommand nc %h %p\n", SshProgram::kAuto).value();
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].target, "db1");
  EXPECT_EQ(notes[0].reason, "ProxyCommand");
}

TEST_F(SshLinks, TellOfAKeyThatOnlyTheSystemsSshOpensWhereNoAgentMayHaveIt) {
  const std::string key = folder_ / "key";
  ASSERT_EQ(std::system(
                ("ssh-keygen -q -t ed25519 -N sesame -Z aes256-gcm@openssh.com -f " + key).c_str()),
            0);
  const std::string named = "Host db1\nIdentityFile " + key + "\n";
  const auto notes = check(named + "IdentityAgent none\n", SshProgram::kAuto).value();
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].target, "db1");
  EXPECT_EQ(notes[0].reason, "the key " + key);
  EXPECT_TRUE(check(named + "IdentityAgent /agent\n", SshProgram::kAuto)->empty());
}

TEST_F(SshLinks, RefuseBeforeTheStartWhatTheBuiltInClientWouldPassOver) {
  const auto refused = check("Host db1\nForwardAgent yes\n", SshProgram::kBuiltin);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message,
              AllOf(HasSubstr("1 of the targets"), HasSubstr("db1: ForwardAgent yes"),
                    HasSubstr("--ssh auto"), Not(HasSubstr("web1"))));
}

TEST_F(SshLinks, RefuseBeforeTheStartWhatOpenSshRefuses) {
  const auto refused = check("Host x\nPrt 22\n", SshProgram::kAuto);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("config:2: prt"), HasSubstr("web1")));
}

}  // namespace
}  // namespace fettle::cli
