#include "transport/ansible/inventory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

using testing::HasSubstr;
using testing::Not;

fleet::Server server() {
  fleet::Server made{.name = "db1", .address = "192.0.2.7", .port = 2222, .user = "ops"};
  made.transport = fleet::TransportKind::kAnsible;
  return made;
}

Result<std::vector<AnsibleRun::File>> files_of(const fleet::Server& server,
                                               const ports::ServerAccess& access = {},
                                               Identity become = {}) {
  const Settings settings;
  return ansible_inventory({.server = server,
                            .settings = settings,
                            .access = access,
                            .folder = "/tmp/f",
                            .host = "target",
                            .become = become});
}

std::string inventory_of(const fleet::Server& server, const ports::ServerAccess& access = {}) {
  const auto files = files_of(server, access);
  return files ? files->back().content : files.error().message;
}

TEST(AnsibleInventory, SaysWhereAndAsWhom) {
  auto one = server();
  one.proxy_jump = "jump.example";
  one.ssh_options = {"connecttimeout 5"};
  const auto text = inventory_of(one);
  EXPECT_THAT(text, HasSubstr(R"("ansible_host":{"__ansible_unsafe":"192.0.2.7"})"));
  EXPECT_THAT(text, HasSubstr(R"("ansible_port":2222)"));
  EXPECT_THAT(text, HasSubstr(R"("ansible_user":{"__ansible_unsafe":"ops"})"));
  EXPECT_THAT(text, HasSubstr("-o 'ProxyJump=jump.example' -o 'connecttimeout 5'"));
}

TEST(AnsibleInventory, KeepsTheVariablesOfTheServerButNeverTriesTwice) {
  auto one = server();
  one.variables = {{"ansible_connection", "winrm"},
                   {"ansible_winrm_transport", "ntlm"},
                   {"ansible_ssh_retries", "3"}};
  const auto text = inventory_of(one);
  EXPECT_THAT(text, HasSubstr(R"("ansible_connection":{"__ansible_unsafe":"winrm"})"));
  EXPECT_THAT(text, HasSubstr(R"("ansible_winrm_transport":{"__ansible_unsafe":"ntlm"})"));
  EXPECT_THAT(text, HasSubstr(R"("ansible_ssh_retries":0)"));
}

TEST(AnsibleInventory, GivesAKeyAndPinnedHostKeysAsFiles) {
  ports::ServerAccess access;
  access.key = {"k1", "PRIVATE"};
  access.host_keys = {"ssh-ed25519 AAAA"};
  const auto files = files_of(server(), access);
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 3U);
  EXPECT_EQ((*files)[0].content, "PRIVATE\n");
  EXPECT_EQ((*files)[1].content, "fettle-pinned ssh-ed25519 AAAA\n");
  EXPECT_THAT(files->back().content, Not(HasSubstr("PRIVATE")));
  EXPECT_THAT(files->back().content, HasSubstr("HostKeyAlias=fettle-pinned"));
}

TEST(AnsibleInventory, RefusesWhatAnsibleCantBeGiven) {
  ports::ServerAccess access;
  access.key = {"k1", "PRIVATE"};
  access.passphrase = {"p1", "words"};
  EXPECT_THAT(inventory_of(server(), access), HasSubstr("passphrase"));
  const auto doas =
      files_of(server(), {}, {.become = true, .user = "", .method = flow::BecomeMethod::kDoas});
  ASSERT_FALSE(doas);
  EXPECT_EQ(doas.error().code, ErrorCode::kRefused);
}

TEST(AnsibleInventory, KnowsWhichConnectionsHaveAPosixShell) {
  EXPECT_TRUE(has_posix_shell("ssh"));
  EXPECT_TRUE(has_posix_shell("ansible.builtin.local"));
  EXPECT_FALSE(has_posix_shell("winrm"));
  EXPECT_FALSE(has_posix_shell("paramiko")) << "it would leave the text on the disk";
  EXPECT_FALSE(has_posix_shell("ansible.netcommon.network_cli"));
}

}  // namespace
}  // namespace fettle::transport
