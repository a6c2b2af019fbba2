#include "transport/ssh/ssh_config.hpp"

#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

ConfigFiles files_of(std::string_view text, ConfigOrigin origin = ConfigOrigin::kUser) {
  return {std::make_shared<ConfigFile>(parse_config("config", text, origin))};
}

Result<SshConfig> try_look_up(std::string_view text, std::string host) {
  return look_up(files_of(text), {.host = std::move(host), .local_user = "me"});
}

SshConfig look_up_in(std::string_view text, std::string host) {
  return try_look_up(text, std::move(host)).value();
}

std::string refusal(std::string_view text, std::string host = "web1") {
  const auto config = try_look_up(text, std::move(host));
  return config ? "" : config.error().message;
}

TEST(SshConfig, FirstValueWins) {
  const auto config = look_up_in(
      "User early\n"
      "Host web*\n  User late\n  Port 2222\n  HostName %h.example.net\n"
      "Host *\n  Port 22\n  ProxyJump bastion\n",
      "web7");
  EXPECT_EQ(config.user, "early");
  EXPECT_EQ(config.port, 2222);
  EXPECT_EQ(config.host, "web7.example.net");
  EXPECT_EQ(config.proxy_jump, "bastion");
}

TEST(SshConfig, NegatedPatternTakesAHostOut) {
  const std::string text = "Host web* !web9\n  User deploy\n";
  EXPECT_EQ(look_up_in(text, "web1").user, "deploy");
  EXPECT_FALSE(look_up_in(text, "web9").user);
}

TEST(SshConfig, PatternsMindTheCaseOfTheTypedName) {
  EXPECT_FALSE(look_up_in("Host WEB1\nUser x\n", "web1").user);
  EXPECT_EQ(look_up_in("Match host WEB1\nUser x\n", "web1").user, "x");
}

TEST(SshConfig, IdentityFilesAddUpAndCountOnce) {
  const auto config = look_up_in("IdentityFile a\nHost *\nIdentityFile b\nIdentityFile a\n", "x");
  EXPECT_EQ(config.identity_files, (std::vector<std::string>{"a", "b"}));
}

TEST(SshConfig, MatchLooksAtHostNamesAndUsers) {
  EXPECT_EQ(look_up_in("HostName 10.0.0.7\nMatch host 10.0.0.*\nUser deploy\n", "db").user,
            "deploy");
  EXPECT_FALSE(look_up_in("HostName 10.0.0.7\nMatch originalhost 10.*\nUser x\n", "db").user);
  EXPECT_EQ(look_up_in("Match originalhost db,web user me\nUser x\n", "db").user, "x");
  EXPECT_EQ(look_up_in("User a\nMatch user a localuser me\nPort 7\n", "db").port, 7);
  EXPECT_FALSE(look_up_in("Match !localuser me\nPort 7\n", "db").port);
  EXPECT_FALSE(look_up_in("Match user root,!me\nPort 7\n", "db").port);
}

TEST(SshConfig, MatchFinalReadsAgainWithTheHostThatWasFound) {
  const auto config = look_up_in(
      "Match final host db.example.net\nPort 7\nMatch all\nUser first\n"
      "HostName db.example.net\nHost db.example.net\nPort 9\n",
      "db");
  EXPECT_EQ(config.port, 7);
  EXPECT_EQ(config.user, "first");
  EXPECT_EQ(look_up_in("HostName b\nHost b\nPort 9\nMatch final all\n", "a").port, 9);
}

TEST(SshConfig, MatchThatAsksAProgramIsUndecidedUnlessSomethingElseRulesItOut) {
  const auto asked =
      look_up_in("Match host web1 exec \"rm -rf /\"\nUser evil\nMatch all\nPort 7\n", "web1");
  EXPECT_FALSE(asked.user);
  EXPECT_EQ(asked.port, 7);
  EXPECT_EQ(asked.undecided, "Match exec (config:1)");
  EXPECT_EQ(look_up_in("Match exec true host other\nUser x\n", "web1").undecided, "");
  EXPECT_EQ(look_up_in("Match tagged x\nUser x\n", "web1").undecided, "Match tagged (config:1)");
}

TEST(SshConfig, KeywordsIgnoreCaseAndMayHaveAnEqualsSignAndQuotes) {
  const auto line = read_config_line("  IDENTITYFILE = \"a file\" # comment");
  EXPECT_EQ(line.keyword, "identityfile");
  EXPECT_EQ(line.arguments, std::vector<std::string>{"a file"});
  EXPECT_EQ(read_config_line("User=deploy").arguments, std::vector<std::string>{"deploy"});
  EXPECT_EQ(read_config_line("User==deploy").arguments, std::vector<std::string>{"=deploy"});
}

TEST(SshConfig, QuotesAndBackslashesAreOpenSshs) {
  const auto words = [](std::string_view line) { return read_config_line(line).arguments; };
  using List = std::vector<std::string>;
  EXPECT_EQ(words("IdentityFile 'my keys/k'"), List{"my keys/k"});
  EXPECT_EQ(words("IdentityFile my\\ keys/k"), List{"my keys/k"});
  EXPECT_EQ(words("IdentityFile \"a\\\"b\"'c'd\\n"), List{"a\"bcd\\n"});
  EXPECT_EQ(words("Host a#b #c"), List{"a#b"});
  EXPECT_EQ(read_config_line("User 'x").problem, "has a quote that is never closed");
}

TEST(SshConfig, BlankLinesAndCommentsSayNothing) {
  EXPECT_EQ(read_config_line("").keyword, "");
  EXPECT_EQ(read_config_line("   # User x").keyword, "");
  EXPECT_EQ(read_config_line("\"unended").keyword, "unended");
}

TEST(SshConfig, WhatOpenSshRefusesIsRefusedWithItsPlace) {
  EXPECT_TRUE(refusal("Port 22\nPrt 22\n").starts_with("config:2: prt is no keyword"));
  EXPECT_EQ(refusal("Host other\nPort 0\n"),
            "config:2: port can't be `0`: it is a number from 1 to 65535");
  EXPECT_EQ(refusal("User\n"), "config:1: user has no argument");
  EXPECT_EQ(refusal("User a b\n"), "config:1: user has more than one argument");
  EXPECT_NE(refusal("ProxyJump a,,b\n"), "");
  EXPECT_NE(refusal("Match all host x\n"), "");
  EXPECT_NE(refusal("Match nothing x\n"), "");
  EXPECT_NE(refusal("UserKnownHostsFile a none\n"), "");
  EXPECT_NE(refusal("IdentitiesOnly maybe\n"), "");
  EXPECT_NE(refusal("ConnectTimeout -1\n"), "");
  EXPECT_NE(refusal("HostName %n\n"), "");
}

TEST(SshConfig, UnknownKeywordsMayBeNamedBeforehand) {
  EXPECT_EQ(refusal("IgnoreUnknown UseK*,other\nUseKeychain yes\n"), "");
  EXPECT_NE(refusal("UseKeychain yes\nIgnoreUnknown UseKeychain\n"), "");
  EXPECT_NE(refusal("Host b\nIgnoreUnknown UseKeychain\nUseKeychain yes\n"), "");
}

TEST(SshConfig, ProxyCommandAndProxyJumpTakeTheFirstOfBoth) {
  EXPECT_FALSE(look_up_in("ProxyJump a\nProxyCommand nc %h %p\n", "x").proxy_command);
  EXPECT_FALSE(look_up_in("ProxyCommand nc %h %p # all of it\nProxyJump a\n", "x").proxy_jump);
  EXPECT_EQ(look_up_in("ProxyCommand = nc %h  %p # x\n", "x").proxy_command, "nc %h  %p # x");
  EXPECT_EQ(look_up_in("ProxyJump a,u@b:22 # c\n", "x").proxy_jump, "a,u@b:22");
}

TEST(SshConfig, OwnOptionsGoFirst) {
  const auto config = look_up(files_of("User late\nMatch user early\nPort 7\n"),
                              {.host = "x", .local_user = "me", .options = {"User=early"}})
                          .value();
  EXPECT_EQ(config.user, "early");
  EXPECT_EQ(config.port, 7);
}

TEST(SshConfig, AddressesAreWrittenAsUsual) {
  EXPECT_EQ(look_up_in("HostName 127.1\n", "x").host, "127.0.0.1");
  EXPECT_EQ(look_up_in("", "0::0001").host, "::1");
  EXPECT_EQ(look_up_in("", "WEB.example").host, "web.example");
  EXPECT_EQ(look_up_in("HostName FE80::1%%lo\n", "x").host, "FE80::1%lo");
}

TEST(SshConfig, TimesAreThoseOfOpenSsh) {
  const auto config = look_up_in("ConnectTimeout none\nConnectTimeout 1m30\n", "x");
  EXPECT_EQ(config.connect_timeout, std::chrono::seconds(90));
}

TEST(SshConfig, ManyStarsStayCheap) {
  const std::string pattern(2000, '*');
  EXPECT_TRUE(matches({pattern}, std::string(2000, 'a')));
  EXPECT_FALSE(matches({pattern + "b"}, std::string(2000, 'a')));
}

}  // namespace
}  // namespace fettle::transport
