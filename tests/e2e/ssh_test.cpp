// What networks and servers do to us over SSH, and that we tell the truth about it. What commands
// do is in ssh_command_test.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>

#include <functional>
#include <string>
#include <thread>

#include "tests/e2e/one_server.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::TcpCutter;
using fleet_test::TestFleet;
using flow::Ending;
using testing::HasSubstr;

class Ssh : public OneServer {};

TEST_F(Ssh, UnknownHostIsRefusedWithItsFingerprintAndTheWayOut) {
  fleet_test::write_file(fleet.known_hosts(), "");
  Station station(fleet.settings());
  const auto result = station.carry_out(read("true"));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("SHA256:"));
  EXPECT_THAT(result.message, HasSubstr("ssh-ed25519"));
  EXPECT_THAT(result.message, HasSubstr("ssh-keyscan -p " + std::to_string(host.port())));
}

TEST_F(Ssh, ChangedHostKeyIsRefusedWithAWarning) {
  TestFleet other(1);
  fleet_test::write_file(fleet.known_hosts(), "[127.0.0.1]:" + std::to_string(host.port()) + " " +
                                                  other.host(0).public_host_key() + "\n");
  Station station(fleet.settings());
  const auto result = station.carry_out(change(host.count_up()));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("has CHANGED"));
  EXPECT_EQ(host.count(), 0);
}

TEST_F(Ssh, KeyThatTheServerDoesNotKnowIsRefused) {
  TestFleet other(1);
  auto wrong = read("true");
  wrong.target.server.identity_file = other.user_key();
  Station station(fleet.settings());
  const auto result = station.carry_out(wrong);
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr(other.user_key()));
  EXPECT_THAT(result.message, HasSubstr("authorized_keys"));
}

/// Runs `body` where `name` is this machine, if we may mount over /etc/hosts.
bool where_this_machine_is_called(const std::string& name, const fleet_test::Sandbox& sandbox,
                                  const std::function<void()>& body) {
  bool is_called = false;
  // What a thread mounts in a name space of its own goes with it.
  std::thread([&] {
    const auto hosts = sandbox.file("hosts");
    fleet_test::write_file(hosts, "127.0.0.1 localhost " + name + "\n");
    is_called = unshare(CLONE_NEWNS) == 0 &&
                mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                mount(hosts.c_str(), "/etc/hosts", nullptr, MS_BIND, nullptr) == 0;
    if (is_called) body();
  }).join();
  return is_called;
}

// libssh takes no such name, which containers and many an inventory have.
TEST_F(Ssh, HostsWithAnUnderscoreInTheirNamesAreReached) {
  const auto reach = [&] {
    fleet_test::write_file(fleet.known_hosts(), "[web_1-]:" + std::to_string(host.port()) + " " +
                                                    host.public_host_key() + "\n");
    auto order = change(host.count_up());
    order.target.server.address = "web_1-";
    const auto result = Station(fleet.settings()).carry_out(order);
    EXPECT_TRUE(result.succeeded()) << result.message;
  };
  if (!where_this_machine_is_called("web_1-", fleet.sandbox(), reach))
    GTEST_SKIP() << "only root may mount over /etc/hosts";
  EXPECT_EQ(host.count(), 1);
}

TEST_F(Ssh, RefusedConnectionIsUnreachable) {
  host.stop();
  Station station(fleet.settings());
  const auto result = station.carry_out(change(host.count_up()));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("refused"));
}

TEST_F(Ssh, DroppedConnectsAreTriedAgain) {
  TcpCutter cutter(host.port());
  cutter.refuse();
  Station station(fleet.settings());
  const auto heard = station.start(via(read("echo here"), cutter));
  ASSERT_TRUE(station.run_until([&] { return cutter.connections() == 2; }));
  cutter.accept();
  EXPECT_TRUE(station.end_of(heard).succeeded());
}

TEST_F(Ssh, SilentServerIsGivenUp) {
  TcpCutter cutter(host.port());
  cutter.be_silent();
  auto settings = fleet.settings();
  settings.authentication_timeout = std::chrono::milliseconds(200);
  Station station(settings);
  const auto result = station.carry_out(via(read("true"), cutter));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("did not answer in time"));
}

TEST_F(Ssh, TimeForReachingTheTargetDoesNotCountAsTheCommands) {
  TcpCutter cutter(host.port());
  cutter.be_silent();
  Station station(fleet.settings());
  auto order = via(read("echo here"), cutter);
  order.command.timeout = std::chrono::seconds(1);
  const auto begun = std::chrono::steady_clock::now();
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] {
    return cutter.connections() == 1 &&
           std::chrono::steady_clock::now() - begun > order.command.timeout;
  }));
  cutter.resume();
  const auto result = station.end_of(heard);
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(Ssh, ReadCommandCutInTheMiddleIsUnreachable) {
  TcpCutter cutter(host.port());
  Station station(fleet.settings());
  const auto heard = station.start(via(read("echo up; sleep 30"), cutter));
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  cutter.cut();
  EXPECT_EQ(station.end_of(heard).ending, Ending::kUnreachable);
}

TEST_F(Ssh, ChangingCommandCutInTheMiddleIsFollowedToItsEnd) {
  TcpCutter cutter(host.port());
  Station station(fleet.settings());
  const auto heard = station.start(
      via(change(host.count_up() + "echo up\n" + wait_for("go") + "echo down; exit 4"), cutter));
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  cutter.cut();
  allow("go");
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kExited) << result.message;
  EXPECT_EQ(result.exit_status, 4);
  EXPECT_EQ(heard->text, "up\ndown\n");
  EXPECT_EQ(heard->gaps, 0);
  EXPECT_EQ(host.count(), 1);
}

TEST_F(Ssh, LinkCutAtAnyByteOfTheBeginningStartsAChangeOnceOrNotAtAll) {
  Station warm(fleet.settings());
  for (std::int64_t bytes = 2000; bytes < 12000; bytes += 700) {
    TcpCutter cutter(host.port());
    Station station(fleet.settings());
    auto cut = via(change(host.count_up()), cutter);
    cut.attempt = "cut-after-" + std::to_string(bytes);
    const int before = host.count();
    cutter.cut_after(bytes);
    const auto result = station.carry_out(cut);
    EXPECT_TRUE(result.succeeded()) << bytes << " " << result.message;
    EXPECT_EQ(host.count(), before + 1) << bytes;
  }
}

TEST_F(Ssh, ServerRestartedWhileAChangingCommandRuns) {
  Station station(fleet.settings());
  const auto heard =
      station.start(change(host.count_up() + "echo up\n" + wait_for("go") + "echo down"));
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  host.restart();
  allow("go");
  EXPECT_TRUE(station.end_of(heard).succeeded());
  EXPECT_EQ(heard->text, "up\ndown\n");
  EXPECT_EQ(host.count(), 1);
}

TEST_F(Ssh, ServerRestartedBetweenTwoReadCommandsIsNotNoticed) {
  Station station(fleet.settings());
  EXPECT_TRUE(station.carry_out(read("true")).succeeded());
  host.restart();
  const auto result = station.carry_out(read("true"));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(Ssh, ProcessThatDiesFindsItsChangingCommandAgain) {
  auto order = change(host.count_up() + "echo up\n" + wait_for("go") + "echo down");
  {
    Station station(fleet.settings());
    const auto heard = station.start(order);
    ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
    station.die();
  }
  allow("go");
  Station station(fleet.settings());
  order.known_started = true;
  order.output_offset = 3;
  const auto heard = station.start(order);
  EXPECT_TRUE(station.end_of(heard).succeeded());
  EXPECT_EQ(heard->text, "down\n");
  EXPECT_EQ(host.count(), 1);
}

TEST_F(Ssh, HangingServerIsFoundOutWhileACommandRuns) {
  auto settings = fleet.settings();
  settings.keepalive_interval = std::chrono::milliseconds(100);
  settings.silence_max = std::chrono::milliseconds(1500);
  Station station(settings);
  const auto heard = station.start(read("echo up; sleep 30"));
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  host.pause();
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("has not answered"));
}

TEST_F(Ssh, SilentCommandOnALivingServerIsNotTakenForDead) {
  auto settings = fleet.settings();
  settings.keepalive_interval = std::chrono::milliseconds(100);
  // Shorter than the command's silence, longer than a server is kept waiting by a busy machine.
  settings.silence_max = std::chrono::milliseconds(1500);
  Station station(settings);
  const auto result = station.carry_out(read("sleep 2"));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(Ssh, LostLinkThatNeverComesBackMakesAChangeUnknown) {
  auto settings = fleet.settings();
  settings.follow_beyond_deadline = std::chrono::milliseconds(200);
  Station station(settings);
  auto order = change("echo $$ >" + host.file("pid") + "; echo up; while :; do sleep 0.1; done");
  order.deadline = system_now() + std::chrono::seconds(2);
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  host.stop();
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kUnknown);
  // The last look is refused, or cut off by the end of the patience.
  EXPECT_THAT(result.message, HasSubstr("could not be read: 127.0.0.1 port"));
  fleet_test::run({"sh", "-c", "kill -KILL -$(cat " + host.file("pid") + ")"});
}

TEST_F(Ssh, OrdersThatComeAtOnceShareOneConnection) {
  TcpCutter cutter(host.port());
  Station station(fleet.settings());
  std::vector<std::shared_ptr<Heard>> all;
  for (int i = 0; i < 30; ++i)
    all.push_back(station.start(via(read("sleep 0.1; echo " + std::to_string(i)), cutter)));
  for (int i = 0; i < 30; ++i) {
    EXPECT_TRUE(station.end_of(all[static_cast<std::size_t>(i)]).succeeded());
    EXPECT_EQ(all[static_cast<std::size_t>(i)]->text, std::to_string(i) + "\n");
  }
  EXPECT_EQ(cutter.connections(), 1);
}

}  // namespace
}  // namespace fettle::e2e
