// What the system's own ssh brings: its configuration is honoured by itself, and what it says when
// it can't log in is what a person reads.
#include <fmt/format.h>

#include <filesystem>

#include "tests/e2e/one_server.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::must_run;
using fleet_test::read_file;
using fleet_test::write_file;

class Openssh : public testing::Test {
 protected:
  explicit Openssh(const std::string& server_config = {}) : fleet_(1, server_config) {}

  /// `config` holds for a server called web1, which has no other fields.
  flow::CommandResult run(const std::string& config, flow::Access access = flow::Access::kRead) {
    write_file(file("config"), fmt::format("Host web1\n HostName 127.0.0.1\n Port {}\n"
                                           " IdentityFile {}\n IdentitiesOnly yes\n{}",
                                           fleet_.host(0).port(), fleet_.user_key(), config));
    auto settings = fleet_.settings();
    settings.ssh = program_;
    settings.ssh_config_file = file("config");
    settings.known_hosts_file = known_hosts_;
    station_ = std::make_unique<Station>(settings);
    return station_->carry_out(order(access));
  }
  ports::Order order(flow::Access access) {
    ports::Order order;
    order.id = fmt::format("order-{}", ++orders_);
    order.session = "session";
    order.target = {.label = "web1", .server = {.name = "web1"}};
    order.command = {.script = fleet_.host(0).count_up(), .access = access};
    order.deadline = system_now() + std::chrono::minutes(1);
    order.attempt = fmt::format("attempt-{}", orders_);
    return order;
  }
  std::string file(const std::string& name) const { return fleet_.sandbox().file(name); }

  fleet_test::TestFleet fleet_;
  std::string known_hosts_ = fleet_.known_hosts();
  transport::SshProgram program_ = transport::SshProgram::kOpenssh;
  std::unique_ptr<Station> station_;
  int orders_ = 0;
};

TEST_F(Openssh, ProxyCommandIsHonoured) {
  const auto port = fleet_.host(0).port();
  fleet_test::write_program(
      file("proxy"), fmt::format("#!/bin/sh\necho used >>{0}.log\n"
                                 "exec ssh -F /dev/null -i {1} -o UserKnownHostsFile={2} -p {3} "
                                 "-W 127.0.0.1:{3} 127.0.0.1\n",
                                 file("proxy"), fleet_.user_key(), known_hosts_, port));
  const auto result = run(fmt::format(" ProxyCommand {}\n", file("proxy")));
  EXPECT_TRUE(result.succeeded()) << result.message;
  EXPECT_EQ(fleet_.host(0).count(), 1);
  EXPECT_EQ(read_file(file("proxy.log")), "used\n") << "one connection carries everything";
}

TEST_F(Openssh, ProgramOfMatchIsAskedAsSshDoes) {
  const auto result = run(" User nobody\nMatch originalhost web1 exec true\n");
  EXPECT_FALSE(result.succeeded());
  EXPECT_EQ(fleet_.host(0).count(), 0);
}

TEST_F(Openssh, UnknownHostKeyIsRefusedWhateverTheConfigurationSays) {
  known_hosts_ = file("empty");
  write_file(known_hosts_, "");
  const auto result = run(" StrictHostKeyChecking no\n");
  EXPECT_EQ(result.ending, flow::Ending::kUnreachable);
  EXPECT_THAT(result.message, testing::HasSubstr("Host key verification failed"));
  EXPECT_EQ(read_file(known_hosts_), "") << "nothing is learned by itself";
}

/// The server shows a certificate, and only its authority is known.
class OpensshAuthority : public Openssh {
 protected:
  OpensshAuthority() {
    must_run({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file("authority")});
    must_run({"ssh-keygen", "-q", "-s", file("authority"), "-I", "web1", "-h", "-n", "web1-real",
              fleet_.host(0).file("host_key.pub")});
    write_file(fleet_.host(0).file("sshd_config.rest"),
               read_file(fleet_.host(0).file("sshd_config.rest")) + "HostCertificate " +
                   fleet_.host(0).file("host_key-cert.pub") + "\n");
    fleet_.host(0).restart();
    known_hosts_ = file("authorities");
    write_file(known_hosts_, "@cert-authority web1-real " + read_file(file("authority.pub")));
  }
};

TEST_F(OpensshAuthority, IsTrustedToVouchForTheHost) {
  const auto result = run(" HostKeyAlias web1-real\n");
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(OpensshAuthority, MakesTheAutomaticChoice) {
  program_ = transport::SshProgram::kAuto;
  const auto result = run(" HostKeyAlias web1-real\n");
  EXPECT_TRUE(result.succeeded()) << result.message;
  program_ = transport::SshProgram::kBuiltin;
  EXPECT_THAT(run(" HostKeyAlias web1-real\n").message, testing::HasSubstr("not a known host"));
}

TEST_F(Openssh, ServersRefusalIsWhatAPersonReads) {
  write_file(file("authorized_keys"), "");
  const auto result = run("");
  EXPECT_EQ(result.ending, flow::Ending::kUnreachable);
  EXPECT_THAT(result.message, testing::HasSubstr("Permission denied"));
}

TEST_F(Openssh, MistakeInTheConfigurationIsToldWithItsPlace) {
  const auto result = run(" NoSuchKeyword yes\n");
  EXPECT_EQ(result.ending, flow::Ending::kUnreachable);
  EXPECT_THAT(result.message, testing::HasSubstr("line 6"));
}

TEST_F(Openssh, ExitStatus255IsTheCommandsOwn) {
  ASSERT_TRUE(run("").succeeded());
  auto exiting = order(flow::Access::kRead);
  exiting.command.script = "exit 255";
  const auto result = station_->carry_out(exiting);
  EXPECT_EQ(result.ending, flow::Ending::kExited) << result.message;
  EXPECT_EQ(result.exit_status, 255);
}

TEST_F(Openssh, MasterOfThePersonIsUsedAndLeftAlone) {
  const std::string socket = file("own");
  const std::string control = fmt::format(" ControlPath {}\n", socket);
  ASSERT_TRUE(run(control).succeeded()) << "none is up: one of our own";
  must_run({"ssh", "-F", file("config"), "-o", "UserKnownHostsFile=" + known_hosts_, "-M", "-f",
            "-N", "-o", "BatchMode=yes", "web1"});
  write_file(file("authorized_keys"), "");  // no other connection can be made from now on
  EXPECT_TRUE(run(control, flow::Access::kChange).succeeded());
  station_ = nullptr;
  EXPECT_TRUE(std::filesystem::exists(socket));
  must_run({"ssh", "-F", file("config"), "-O", "exit", "web1"});
}

class OpensshOneSession : public Openssh {
 protected:
  OpensshOneSession() : Openssh("Match all\nMaxSessions 0") {}
};

TEST_F(OpensshOneSession, RefusedSessionIsToldAsSuch) {
  const auto result = run("");
  EXPECT_EQ(result.ending, flow::Ending::kUnreachable);
  EXPECT_THAT(result.message, testing::HasSubstr("session request failed"));
}

}  // namespace
}  // namespace fettle::e2e
