// What networks, servers and commands do to us over SSH, and that we tell the truth about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/transport_rig.hpp"
#include "tests/fleet/tcp_cutter.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::eventually;
using fleet_test::TcpCutter;
using fleet_test::TestFleet;
using flow::Access;
using flow::Ending;
using testing::HasSubstr;

class Ssh : public testing::Test {
 protected:
  ports::Order order(Access access, std::string script, std::string attempt = "attempt-1") {
    ports::Order order;
    order.id = "order-" + std::to_string(++orders_);
    order.session = "session";
    order.target = fleet.target(0);
    order.command = {.script = std::move(script), .access = access};
    order.deadline = system_now() + std::chrono::minutes(1);
    if (access == Access::kChange) order.attempt = std::move(attempt);
    return order;
  }
  ports::Order read(std::string script) { return order(Access::kRead, std::move(script)); }
  ports::Order change(std::string script) { return order(Access::kChange, std::move(script)); }
  ports::Order via(ports::Order order, const TcpCutter& cutter) {
    fleet.know(0, cutter.port());
    order.target.server.port = cutter.port();
    return order;
  }
  /// Shell text that goes on once `name` exists in the host's folder, and the way to let it.
  std::string wait_for(const std::string& name) {
    // A command that a test has left behind ends with the test's folder.
    return "while [ ! -e " + host.file(name) + " ] && [ -d " + host.file("") +
           " ]; do sleep 0.05; done\n";
  }
  void allow(const std::string& name) { fleet_test::write_file(fleet.host(0).file(name), ""); }
  bool runs(const std::string& pattern) {
    return fleet_test::run({"pgrep", "-f", pattern}).exit_status == 0;
  }

  TestFleet fleet{1};
  fleet_test::TestHost& host = fleet.host(0);

 private:
  int orders_ = 0;
};

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
  auto settings = fleet.settings();
  settings.authentication_timeout = std::chrono::milliseconds(1'200);
  Station station(settings);
  auto order = via(read("echo here"), cutter);
  order.command.timeout = std::chrono::seconds(1);
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] { return cutter.connections() == 2; }));
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

TEST_F(Ssh, OutputComesWhileTheCommandRuns) {
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const std::string name = access == Access::kRead ? "read" : "change";
    const auto heard = station.start(order(access, "echo one\n" + wait_for(name) + "echo two"));
    ASSERT_TRUE(station.run_until([&] { return heard->text == "one\n"; }));
    EXPECT_FALSE(heard->over());
    allow(name);
    EXPECT_TRUE(station.end_of(heard).succeeded());
    EXPECT_EQ(heard->text, "one\ntwo\n");
  }
}

TEST_F(Ssh, HundredMegabytesKeepTheirHeadAndTheirTail) {
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const auto heard =
        station.start(order(access, "echo first; head -c 100000000 /dev/zero; echo; echo last"));
    const auto result = station.end_of(heard);
    EXPECT_TRUE(result.succeeded()) << result.message;
    EXPECT_EQ(result.output_bytes, 100'000'012);
    EXPECT_EQ(heard->next, 100'000'012);
    EXPECT_EQ(heard->gaps, 1);
    EXPECT_EQ(heard->text.size(), 1U << 20);
    EXPECT_TRUE(heard->text.starts_with("first\n"));
    EXPECT_TRUE(heard->text.ends_with("\nlast\n"));
    EXPECT_EQ(result.tail.size(), 4096U);
  }
}

TEST_F(Ssh, BinaryOutputArrivesByteForByte) {
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const auto heard = station.start(order(access, R"(printf 'a\000b\377\r\n@@fettle 7\n')"));
    EXPECT_TRUE(station.end_of(heard).succeeded());
    EXPECT_EQ(heard->text, std::string("a\0b\377\r\n@@fettle 7\n", 17));
  }
}

TEST_F(Ssh, BothStreamsAreOne) {
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const auto heard = station.start(order(access, "echo one; echo two >&2; echo three"));
    EXPECT_TRUE(station.end_of(heard).succeeded());
    EXPECT_EQ(heard->text, "one\ntwo\nthree\n");
  }
}

TEST_F(Ssh, CommandThatLeavesAProgramWithItsOutputHasEnded) {
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const auto heard = station.start(
        order(access, "echo up\nsleep 30 & echo $! >" + host.file("pid") + "; exit 5"));
    const auto result = station.end_of(heard);
    EXPECT_EQ(result.ending, Ending::kExited) << result.message;
    EXPECT_EQ(result.exit_status, 5);
    EXPECT_EQ(heard->text, "up\n");
    EXPECT_EQ(fleet_test::run({"sh", "-c", "kill $(cat " + host.file("pid") + ")"}).exit_status, 0)
        << "the program did not live on";
  }
}

TEST_F(Ssh, ScriptsOfAnyShapeTellTheTruth) {
  struct Row {
    std::string script;
    int exit_status;
    std::string output;
  };
  const Row rows[] = {
      {"echo a; exit 3; echo b", 3, "a\n"},
      {"echo a # the end", 0, "a\n"},
      {"cat <<X\nin the document\nX\n", 0, "in the document\n"},
      {"cat; echo done", 0, "done\n"},
      {"kill -TERM $$", 143, ""},
      {"(exit 7)", 7, ""},
      {"f() { echo \"$1\"; }; f 'it'\\''s {{.Names}}'", 0, "it's {{.Names}}\n"},
      {"", 0, ""},
      {"set -e; false; echo not here", 1, ""},
      {"no-such-program-here 2>/dev/null", 127, ""},
  };
  int number = 0;
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    for (const auto& row : rows) {
      const auto heard =
          station.start(order(access, row.script, "shape-" + std::to_string(++number)));
      const auto result = station.end_of(heard);
      EXPECT_EQ(result.ending, Ending::kExited) << row.script << result.message;
      EXPECT_EQ(result.exit_status, row.exit_status) << row.script;
      EXPECT_EQ(heard->text, row.output) << row.script;
    }
  }
}

TEST_F(Ssh, UnbalancedScriptsFailAsTheyWouldInAFile) {
  int number = 0;
  for (const auto access : {Access::kRead, Access::kChange})
    for (const std::string script : {"echo } {", "}", "if true", "echo 'a", "( echo a"}) {
      Station station(fleet.settings());
      const auto result =
          station.carry_out(order(access, script, "unbalanced-" + std::to_string(++number)));
      EXPECT_EQ(result.ending, Ending::kExited) << script << result.message;
      EXPECT_EQ(result.exit_status, script == "echo } {" ? 0 : 2) << script;
    }
}

TEST_F(Ssh, SecretsAreInTheEnvironmentAndNowhereOnTheTarget) {
  int number = 0;
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    auto secret = order(access, "echo \"$PASS_WORD\"; tr '\\0' ' ' </proc/$$/cmdline",
                        "secret-" + std::to_string(++number));
    secret.environment["PASS_WORD"] = "it's $(hunter2)";
    const auto heard = station.start(secret);
    EXPECT_TRUE(station.end_of(heard).succeeded());
    EXPECT_TRUE(heard->text.starts_with("it's $(hunter2)\n")) << heard->text;
    EXPECT_EQ(heard->text.find("hunter2", 18), std::string::npos) << heard->text;
  }
  EXPECT_NE(
      fleet_test::run({"grep", "-r", "--exclude=out", "hunter2", host.file("home")}).exit_status,
      0);
}

TEST_F(Ssh, SpeakingLoginShellDoesNotSpoilTheOutput) {
  fleet_test::write_file(host.file(".bashrc"), "echo Welcome to host0; echo hmm >&2\n");
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const auto heard = station.start(order(access, "echo hello"));
    EXPECT_TRUE(station.end_of(heard).succeeded());
    EXPECT_EQ(heard->text, "hello\n");
  }
}

TEST_F(Ssh, AccountWithoutAShellIsUnreachableAndSaysWhy) {
  TestFleet closed(1, "ForceCommand echo This account is closed; exit 1");
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(closed.settings());
    auto refused = order(access, closed.host(0).count_up());
    refused.target = closed.target(0);
    const auto result = station.carry_out(refused);
    EXPECT_EQ(result.ending, Ending::kUnreachable);
    EXPECT_THAT(result.message, HasSubstr("This account is closed"));
  }
}

TEST_F(Ssh, UnwritableReceiptFolderStartsNothing) {
  host.make_home_unwritable();
  Station station(fleet.settings());
  const auto result = station.carry_out(change(host.count_up()));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("receipt folder " + host.file("home")));
  EXPECT_THAT(result.message, HasSubstr("cannot be written"));
  EXPECT_EQ(host.count(), 0);
}

TEST_F(Ssh, RebootIsSeenByItsNewBootId) {
  Station station(fleet.settings());
  auto reboot = change(host.count_up() + "echo going down");
  reboot.command.expect_reboot = true;
  const auto heard = station.start(reboot);
  ASSERT_TRUE(station.run_until([&] { return heard->text == "going down\n"; }));
  host.stop();
  host.change_boot_id();
  host.start();
  EXPECT_EQ(station.end_of(heard).ending, Ending::kRebooted);
  EXPECT_EQ(host.count(), 1);
}

TEST_F(Ssh, RebootThatEndsTheCommandIsSeenAsWell) {
  Station station(fleet.settings());
  auto reboot = change("echo $$ >" + host.file("pid") + "; echo up; while :; do sleep 0.1; done");
  reboot.command.expect_reboot = true;
  const auto heard = station.start(reboot);
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  host.stop();
  host.change_boot_id();
  host.start();
  EXPECT_EQ(station.end_of(heard).ending, Ending::kRebooted);
  fleet_test::run({"sh", "-c", "kill -KILL -$(cat " + host.file("pid") + ")"});
}

TEST_F(Ssh, ExpectedRebootThatFailsTellsItsExitStatus) {
  Station station(fleet.settings());
  auto reboot = change("exit 9");
  reboot.command.expect_reboot = true;
  const auto result = station.carry_out(reboot);
  EXPECT_EQ(result.ending, Ending::kExited);
  EXPECT_EQ(result.exit_status, 9);
}

TEST_F(Ssh, ExpectedRebootThatDoesNotComeTimesOut) {
  Station station(fleet.settings());
  auto reboot = change("true");
  reboot.command.expect_reboot = true;
  reboot.deadline = system_now() + std::chrono::seconds(1);
  const auto result = station.carry_out(reboot);
  EXPECT_EQ(result.ending, Ending::kTimedOut);
  EXPECT_THAT(result.message, HasSubstr("not restarted"));
}

TEST_F(Ssh, UnexpectedRebootMakesTheOutcomeUnknown) {
  Station station(fleet.settings());
  const auto heard = station.start(
      change("echo $$ >" + host.file("pid") + "; echo up; while :; do sleep 0.1; done"));
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  host.stop();
  host.change_boot_id();
  host.start();
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kUnknown);
  EXPECT_THAT(result.message, HasSubstr("restarted while it ran"));
  fleet_test::run({"sh", "-c", "kill -KILL -$(cat " + host.file("pid") + ")"});
}

TEST_F(Ssh, TimeoutEndsTheWholeProcessGroupOfAStubbornCommand) {
  int number = 0;
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const std::string name = host.file("stubborn" + std::to_string(++number));
    fleet_test::write_file(name, "trap '' TERM\nwhile :; do sleep 1; done\n");
    auto stubborn = order(access, "trap '' TERM\nsh " + name + " &\nsh " + name);
    stubborn.command.timeout = std::chrono::seconds(1);
    const auto result = station.carry_out(stubborn);
    EXPECT_EQ(result.ending, Ending::kTimedOut) << result.message;
    EXPECT_TRUE(eventually([&] { return !runs("^sh " + name); }));
  }
}

TEST_F(Ssh, StopBeforeTheStartRunsNothing) {
  Station station(fleet.settings());
  const auto order = change(host.count_up());
  const auto heard = station.start(order);
  station.transport().stop(order.id);
  EXPECT_EQ(station.end_of(heard).ending, Ending::kCancelled);
  EXPECT_EQ(host.count(), 0);
}

TEST_F(Ssh, CommandThatCatchesTermMayEndByItself) {
  Station station(fleet.settings());
  const auto order =
      change("trap 'echo cleaned; exit 0' TERM\necho up; while :; do sleep 0.05; done");
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  station.transport().stop(order.id);
  EXPECT_EQ(station.end_of(heard).ending, Ending::kCancelled);
  EXPECT_THAT(heard->text, HasSubstr("cleaned\n"));
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
