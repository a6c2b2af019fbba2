#include "transport/ssh/known_hosts.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "transport/ssh/host_trust.hpp"

namespace fettle::transport {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kEd25519 =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDNsdyF8wJWcT+tYG5VhJMeq1D3cjRjRMsZ5E9IcQyu+";
constexpr const char* kOther =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGyJ9ScF0cYT4PXU0rGDyQxp1TqLKc7pTBl0bmPYYBJd";
/// Not a key, but of its form: long enough for what is looked at.
constexpr const char* kRsa = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7";

std::string key_of(std::string_view words) {
  return std::string(words.substr(words.find(' ') + 1));
}

std::vector<std::uint32_t> lines_for(const std::string& text, std::string_view name) {
  std::vector<std::uint32_t> lines;
  for (const auto& key : KnownHostsFile("file", text).find(name)) lines.push_back(key.line);
  return lines;
}

HostKeys host(const std::string& text, const HostNames& names) {
  const KnownHostsFile file("file", text);
  return {.names = names,
          .files = {"file"},
          .keys = file.find(names.name),
          .port_less = file.find(names.without_port),
          .problems = {}};
}

TEST(KnownHosts, NamesStandWithAndWithoutPortsInAnyCase) {
  const std::string text =
      fmt::format("a.test,[B.test]:2222 {0}\n[a.test]:2222 {0}\n10.0.0.1 {0}\n", kEd25519);
  EXPECT_THAT(lines_for(text, "a.test"), ElementsAre(1));
  EXPECT_THAT(lines_for(text, "[b.test]:2222"), ElementsAre(1));
  EXPECT_THAT(lines_for(text, "[a.test]:2222"), ElementsAre(2));
  EXPECT_THAT(lines_for(text, "b.test"), IsEmpty());
}

TEST(KnownHosts, PatternsAndNegationHold) {
  const std::string text =
      fmt::format("*.test,!db?.test {0}\n!* {0}\n[10.0.0.*]:* {0}\n", kEd25519);
  EXPECT_THAT(lines_for(text, "web.test"), ElementsAre(1));
  EXPECT_THAT(lines_for(text, "db1.test"), IsEmpty());
  EXPECT_THAT(lines_for(text, "[10.0.0.7]:2222"), ElementsAre(3));
}

// The salts and digests are OpenSSH's: ssh-keygen -H.
TEST(KnownHosts, HashedNamesAreFound) {
  const std::string text = fmt::format(
      "|1|7mVNN4J1GBMq1B0IcYUDrRNJiZ0=|gnJzETs8J8pZfGNtxqfRsaMLEqM= {0}\n"
      "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= {0}\n",
      kEd25519);
  // RFC 2104 over "192.168.1.61", from the manual page of sshd(8).
  EXPECT_THAT(lines_for(text, "192.168.1.61"), ElementsAre(2));
  EXPECT_THAT(lines_for(text, "192.168.1.62"), IsEmpty());
}

TEST(KnownHosts, TabsAndLinesThatEndInCrLfAreRead) {
  const std::string text =
      fmt::format("\xEF\xBB\xBF\ta.test\t {0}\tcomment\r\n\r\nb.test {1}\r\n", kEd25519, kRsa);
  EXPECT_THAT(lines_for(text, "a.test"), ElementsAre(1));
  const auto found = KnownHostsFile("file", text).find("b.test");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].key, key_of(kRsa));
}

TEST(KnownHosts, ALineThatCanNotBeReadSpoilsOnlyItself) {
  const std::string good = fmt::format("a.test {}\n", kEd25519);
  for (const std::string bad :
       {"a.test", "a.test ssh-ed25519", "a.test ssh-ed25519 !!!!",
        "a.test ssh-rsa AAAAC3NzaC1lZDI1", "@unknown a.test ssh-rsa AAAA", "@revoked",
        "a.test 1024 35 123456789", "|1|x|y ssh-rsa AA==", "|1| ssh-ed25519 AAAA", "# a.test",
        "a.test ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI=bad====", "\x01\xff\xfe"}) {
    EXPECT_THAT(lines_for(bad + "\n" + good, "a.test"), ElementsAre(2)) << bad;
    EXPECT_THAT(lines_for(good + bad, "a.test"), ElementsAre(1)) << bad;
  }
}

TEST(KnownHosts, MarksAreRecognised) {
  const KnownHostsFile file("file", fmt::format("@revoked * {0}\n@cert-authority\t*.test {1}\n"
                                                "a.test {1}\n",
                                                kEd25519, kOther));
  const auto found = file.find("a.test");
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].mark, KeyMark::kRevoked);
  EXPECT_EQ(found[1].mark, KeyMark::kAuthority);
  EXPECT_EQ(found[2].mark, KeyMark::kNone);
  EXPECT_TRUE(found[0].is_pattern);
  EXPECT_FALSE(found[2].is_pattern);
}

TEST(HostTrust, AliasStandsForNameAndPort) {
  EXPECT_EQ(names_of("Web.test", 22, ""), (HostNames{.name = "web.test", .without_port = ""}));
  EXPECT_EQ(names_of("web.test", 2222, ""),
            (HostNames{.name = "[web.test]:2222", .without_port = "web.test"}));
  EXPECT_EQ(names_of("web.test", 2222, "Real"), (HostNames{.name = "real", .without_port = ""}));
}

TEST(HostTrust, AKeyIsKnownChangedOrUnknown) {
  const auto names = names_of("a.test", 22, "");
  const auto known = host(fmt::format("a.test {}\n", kEd25519), names);
  EXPECT_EQ(judge(known, key_of(kEd25519)), HostVerdict::kKnown);
  EXPECT_EQ(judge(known, key_of(kOther)), HostVerdict::kChanged);
  EXPECT_EQ(judge(host("", names), key_of(kOther)), HostVerdict::kUnknown);
}

TEST(HostTrust, ALineWithoutThePortVouchesButChangesNothing) {
  const auto names = names_of("a.test", 2222, "");
  const auto bare = host(fmt::format("a.test {}\n", kEd25519), names);
  EXPECT_EQ(judge(bare, key_of(kEd25519)), HostVerdict::kKnown);
  EXPECT_EQ(judge(bare, key_of(kOther)), HostVerdict::kUnknown);
  const auto both = host(fmt::format("a.test {}\n[a.test]:2222 {}\n", kEd25519, kOther), names);
  EXPECT_EQ(judge(both, key_of(kEd25519)), HostVerdict::kChanged);
}

TEST(HostTrust, ARevokedKeyIsRefusedAlsoWhereAnotherLineKnowsIt) {
  const auto names = names_of("a.test", 2222, "");
  for (const char* list : {"*", "[a.test]:*", "[a.test]:2222"}) {
    const auto revoked =
        host(fmt::format("[a.test]:2222 {0}\n@revoked {1} {0}\n", kEd25519, list), names);
    EXPECT_EQ(judge(revoked, key_of(kEd25519)), HostVerdict::kRevoked) << list;
  }
}

TEST(HostTrust, AsksForTheKindsOfKeyThatAreKnown) {
  const auto names = names_of("a.test", 22, "");
  EXPECT_THAT(host_key_algorithms(host(fmt::format("a.test {}\n", kRsa), names)),
              StartsWith("rsa-sha2-512,rsa-sha2-256,ssh-ed25519,"));
  EXPECT_THAT(host_key_algorithms(host("", names)), IsEmpty());
  EXPECT_THAT(host_key_algorithms(host(fmt::format("@revoked a.test {}\n", kRsa), names)),
              IsEmpty());
}

TEST(HostTrust, OnlyAnAuthorityCallsForTheHostsCertificate) {
  const auto names = names_of("a.test", 2222, "");
  EXPECT_TRUE(needs_host_certificate(host(fmt::format("@cert-authority * {}\n", kRsa), names)));
  EXPECT_TRUE(
      needs_host_certificate(host(fmt::format("@cert-authority a.test {}\n", kRsa), names)));
  EXPECT_FALSE(needs_host_certificate(
      host(fmt::format("@cert-authority * {}\na.test {}\n", kRsa, kEd25519), names)));
  EXPECT_FALSE(needs_host_certificate(host("", names)));
}

TEST(HostTrust, DevNullHoldsNoNewLine) {
  HostKeys keys;
  keys.files = {"/dev/null", "/home/me/.ssh/known_hosts"};
  EXPECT_EQ(file_to_add_to(keys), "/home/me/.ssh/known_hosts");
  keys.files = {"/dev/null"};
  EXPECT_EQ(file_to_add_to(keys), "");
}

}  // namespace
}  // namespace fettle::transport
