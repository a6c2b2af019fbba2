// What commands do to us over SSH, how they are ended, and that we tell the truth about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/one_server.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::eventually;
using fleet_test::TestFleet;
using flow::Access;
using flow::Ending;
using testing::HasSubstr;

class SshCommand : public OneServer {};

TEST_F(SshCommand, OutputComesWhileTheCommandRuns) {
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

TEST_F(SshCommand, HundredMegabytesKeepTheirHeadAndTheirTail) {
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

TEST_F(SshCommand, BinaryOutputArrivesByteForByte) {
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const auto heard = station.start(order(access, R"(printf 'a\000b\377\r\n@@fettle 7\n')"));
    EXPECT_TRUE(station.end_of(heard).succeeded());
    EXPECT_EQ(heard->text, std::string("a\0b\377\r\n@@fettle 7\n", 17));
  }
}

TEST_F(SshCommand, BothStreamsAreOne) {
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const auto heard = station.start(order(access, "echo one; echo two >&2; echo three"));
    EXPECT_TRUE(station.end_of(heard).succeeded());
    EXPECT_EQ(heard->text, "one\ntwo\nthree\n");
  }
}

TEST_F(SshCommand, CommandThatLeavesAProgramWithItsOutputHasEnded) {
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

TEST_F(SshCommand, ScriptsOfAnyShapeTellTheTruth) {
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

TEST_F(SshCommand, CommandsThatFollowRunInOneShellAheadOfTheirOrders) {
  Station station(fleet.settings());
  auto first = read("echo $$");
  first.command.following = {"echo $$; exit 3", host.count_up() + "echo $$"};
  const auto heard = station.start(first);
  EXPECT_TRUE(station.end_of(heard).succeeded());
  ASSERT_TRUE(station.run_until([&] { return host.count() == 1; })) << "nothing ran ahead";
  std::string text = heard->text;
  for (const int status : {3, 0}) {
    auto next = read(first.command.following.front());
    next.command.following = {first.command.following.begin() + 1, first.command.following.end()};
    const auto later = station.start(next);
    EXPECT_EQ(station.end_of(later).exit_status, status);
    EXPECT_EQ(later->text, heard->text) << "another shell";
    first = next;
  }
  EXPECT_EQ(host.count(), 1);
}

TEST_F(SshCommand, AnotherOrderThanWhatWasToFollowRunsAfresh) {
  Station station(fleet.settings());
  auto first = read("echo one");
  first.command.following = {host.count_up(), "while :; do sleep 1; done"};
  station.carry_out(first);
  ASSERT_TRUE(station.run_until([&] { return host.count() == 1; }));
  EXPECT_TRUE(station.carry_out(read(host.count_up())).succeeded()) << "without what follows it";
  EXPECT_EQ(host.count(), 2);
}

TEST_F(SshCommand, CommandThatKillsTheShellOfAllIsToldAndTheRestRuns) {
  Station station(fleet.settings());
  const std::vector<std::string> scripts{"exit 3", "echo up; kill -TERM $$", host.count_up()};
  std::string told;
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    auto order = read(scripts[i]);
    order.command.following.assign(scripts.begin() + std::ptrdiff_t(i) + 1, scripts.end());
    const auto heard = station.start(order);
    told += std::to_string(station.end_of(heard).exit_status) + heard->text + " ";
  }
  EXPECT_EQ(told, "3 143up\n 0 ");
  EXPECT_EQ(host.count(), 1);
}

TEST_F(SshCommand, LinkThatBreaksAmongCommandsRunsOnlyThoseAgainThatHaveNoResult) {
  fleet_test::TcpCutter cutter(host.port());
  Station station(fleet.settings());
  const std::vector<std::string> scripts{host.count_up(), "echo up\n" + wait_for("go"),
                                         host.count_up()};
  const auto order_from = [&](std::size_t place) {
    auto made = via(read(scripts[place]), cutter);
    made.command.following.assign(scripts.begin() + std::ptrdiff_t(place) + 1, scripts.end());
    return made;
  };
  EXPECT_TRUE(station.carry_out(order_from(0)).succeeded());
  const auto cut = station.start(order_from(1));
  ASSERT_TRUE(station.run_until([&] { return !cut->text.empty(); }));
  cutter.cut();
  EXPECT_EQ(station.end_of(cut).ending, Ending::kUnreachable);
  allow("go");
  EXPECT_TRUE(station.carry_out(order_from(1)).succeeded());
  EXPECT_TRUE(station.carry_out(order_from(2)).succeeded());
}

// What runs ahead is held in memory: a target that sends without end must not fill it.
TEST_F(SshCommand, CommandThatSaysALotBeforeItsOrderIsRunForIt) {
  Station station(fleet.settings());
  auto first = read("exit 0");
  const std::string many = host.count_up() + "head -c 1000000 /dev/zero\n" + wait_for("go");
  first.command.following = {many};
  station.carry_out(first);
  ASSERT_TRUE(station.run_until([&] { return host.count() == 1; }));
  allow("go");
  const auto heard = station.start(read(many));
  EXPECT_TRUE(station.end_of(heard).succeeded());
  EXPECT_EQ(heard->text.size(), 1'000'000U);
}

TEST_F(SshCommand, UnbalancedScriptsFailAsTheyWouldInAFile) {
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

TEST_F(SshCommand, SecretsAreInTheEnvironmentAndNowhereOnTheTarget) {
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

TEST_F(SshCommand, SpeakingLoginShellDoesNotSpoilTheOutput) {
  fleet_test::write_file(host.file(".bashrc"), "echo Welcome to host0; echo hmm >&2\n");
  for (const auto access : {Access::kRead, Access::kChange}) {
    Station station(fleet.settings());
    const auto heard = station.start(order(access, "echo hello"));
    EXPECT_TRUE(station.end_of(heard).succeeded());
    EXPECT_EQ(heard->text, "hello\n");
  }
}

TEST_F(SshCommand, AccountWithoutAShellIsUnreachableAndSaysWhy) {
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

TEST_F(SshCommand, UnwritableReceiptFolderStartsNothing) {
  host.make_home_unwritable();
  Station station(fleet.settings());
  const auto result = station.carry_out(change(host.count_up()));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("receipt folder " + host.file("home")));
  EXPECT_THAT(result.message, HasSubstr("cannot be written"));
  EXPECT_EQ(host.count(), 0);
}

TEST_F(SshCommand, RebootIsSeenByItsNewBootId) {
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

TEST_F(SshCommand, RebootThatEndsTheCommandIsSeenAsWell) {
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

TEST_F(SshCommand, ExpectedRebootThatFailsTellsItsExitStatus) {
  Station station(fleet.settings());
  auto reboot = change("exit 9");
  reboot.command.expect_reboot = true;
  const auto result = station.carry_out(reboot);
  EXPECT_EQ(result.ending, Ending::kExited);
  EXPECT_EQ(result.exit_status, 9);
}

TEST_F(SshCommand, ExpectedRebootThatDoesNotComeTimesOut) {
  Station station(fleet.settings());
  auto reboot = change("true");
  reboot.command.expect_reboot = true;
  reboot.deadline = system_now() + std::chrono::seconds(1);
  const auto result = station.carry_out(reboot);
  EXPECT_EQ(result.ending, Ending::kTimedOut);
  EXPECT_THAT(result.message, HasSubstr("not restarted"));
}

TEST_F(SshCommand, UnexpectedRebootMakesTheOutcomeUnknown) {
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

TEST_F(SshCommand, TimeoutEndsTheWholeProcessGroupOfAStubbornCommand) {
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

TEST_F(SshCommand, StopBeforeTheStartRunsNothing) {
  Station station(fleet.settings());
  const auto order = change(host.count_up());
  const auto heard = station.start(order);
  station.transport().stop(order.id);
  EXPECT_EQ(station.end_of(heard).ending, Ending::kCancelled);
  EXPECT_EQ(host.count(), 0);
}

TEST_F(SshCommand, CommandThatCatchesTermMayEndByItself) {
  Station station(fleet.settings());
  const auto order =
      change("trap 'echo cleaned; exit 0' TERM\necho up; while :; do sleep 0.05; done");
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  station.transport().stop(order.id);
  EXPECT_EQ(station.end_of(heard).ending, Ending::kCancelled);
  EXPECT_THAT(heard->text, HasSubstr("cleaned\n"));
}

}  // namespace
}  // namespace fettle::e2e
