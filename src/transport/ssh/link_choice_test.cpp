#include "transport/ssh/link_choice.hpp"

#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

std::string why(std::string_view text, ConfigOrigin origin = ConfigOrigin::kUser) {
  const ConfigFiles files{std::make_shared<ConfigFile>(parse_config("config", text, origin))};
  return choose_link(look_up(files, {.host = "web1", .local_user = "me"}).value()).reason;
}

TEST(LinkChoice, BuiltInWhereNothingAsksForMore) {
  EXPECT_EQ(why(""), "");
  EXPECT_EQ(why("User x\nProxyJump a\nHostKeyAlias b\nLogLevel DEBUG\nCompression yes\n"), "");
}

TEST(LinkChoice, KeywordsThatOnlyTheSystemsSshDoes) {
  for (const char* line :
       {"BindAddress 10.0.0.1", "CanonicalizeHostname yes", "CheckHostIP yes", "ControlPath ~/%C",
        "ForwardAgent yes", "GSSAPIAuthentication yes", "HostbasedAuthentication yes",
        "HostKeyAlgorithms +ssh-rsa", "KexAlgorithms +diffie-hellman-group1-sha1",
        "KnownHostsCommand /bin/x %H", "PKCS11Provider /lib/x.so",
        "PreferredAuthentications keyboard-interactive,password", "PubkeyAuthentication no",
        "RevokedHostKeys /etc/revoked", "SecurityKeyProvider /lib/sk.so", "VerifyHostKeyDNS yes"})
    EXPECT_EQ(why(line), std::string(line) + " (config:1)");
  EXPECT_EQ(why("Match exec true\nUser x\n"), "Match exec (config:1)");
  EXPECT_EQ(why("IdentityFile ~other/key\n"), "the path ~other/key");
}

TEST(LinkChoice, KeywordsSwitchedOffAskForNothing) {
  for (const char* line :
       {"CanonicalizeHostname no", "ControlPath none", "ForwardAgent no", "GSSAPIAuthentication no",
        "KnownHostsCommand none", "PKCS11Provider none", "ProxyCommand none",
        "PreferredAuthentications publickey,password", "PubkeyAuthentication yes",
        "SecurityKeyProvider internal"})
    EXPECT_EQ(why(line), "") << line;
}

TEST(LinkChoice, WhatADistributionSetsForEveryHostIsNotMeantForThisOne) {
  EXPECT_EQ(why("GSSAPIAuthentication yes\nCiphers aes256-ctr\n", ConfigOrigin::kSystem), "");
  EXPECT_NE(why("HostKeyAlgorithms +ssh-rsa\n", ConfigOrigin::kSystem), "");
}

}  // namespace
}  // namespace fettle::transport
