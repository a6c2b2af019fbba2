#include "transport/ssh/ssh_config.hpp"

#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

TEST(SshConfig, FirstValueWinsAndHostsSelect) {
  const auto config = look_up(
      "User early\n"
      "Host web*\n  Port 2222\n  User late\n  HostName %h.example.net\n"
      "Host *\n  Port 22\n  ProxyJump bastion\n",
      "web7");
  EXPECT_EQ(config.user, "early");
  EXPECT_EQ(config.port, "2222");
  EXPECT_EQ(config.host_name, "%h.example.net");
  EXPECT_EQ(config.proxy_jump, "bastion");
}

TEST(SshConfig, NegatedPatternTakesAHostOut) {
  const std::string text = "Host web* !web9\n  User deploy\n";
  EXPECT_EQ(look_up(text, "web1").user, "deploy");
  EXPECT_FALSE(look_up(text, "web9").user);
}

TEST(SshConfig, IdentityFilesAddUp) {
  const auto config = look_up("IdentityFile a\nHost *\nIdentityFile b\n", "x");
  EXPECT_EQ(config.identity_files, (std::vector<std::string>{"a", "b"}));
}

TEST(SshConfig, MatchBlocksAreLeftOutUnlessTheyMatchAll) {
  const auto config = look_up("Match exec \"rm -rf /\"\nUser evil\nMatch all\nPort 7\n", "x");
  EXPECT_FALSE(config.user);
  EXPECT_EQ(config.port, "7");
}

TEST(SshConfig, KeywordsIgnoreCaseAndMayHaveAnEqualsSignAndQuotes) {
  const auto line = read_config_line("  IDENTITYFILE = \"a file\" # comment");
  EXPECT_EQ(line.keyword, "identityfile");
  EXPECT_EQ(line.arguments, std::vector<std::string>{"a file"});
  EXPECT_EQ(read_config_line("User=deploy").arguments, std::vector<std::string>{"deploy"});
}

TEST(SshConfig, BlankLinesAndCommentsSayNothing) {
  EXPECT_EQ(read_config_line("").keyword, "");
  EXPECT_EQ(read_config_line("   # User x").keyword, "");
  EXPECT_EQ(read_config_line("\"unended").keyword, "unended");
}

TEST(SshConfig, ManyStarsStayCheap) {
  const std::string pattern(2000, '*');
  EXPECT_TRUE(matches({pattern}, std::string(2000, 'a')));
  EXPECT_FALSE(matches({pattern + "b"}, std::string(2000, 'a')));
}

}  // namespace
}  // namespace fettle::transport
