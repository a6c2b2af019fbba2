// Commands as root through sudo, and a sudo that does not let us: it must be told what is to be
// done about it, and that nothing was started.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

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
using testing::Not;

constexpr Access kBoth[] = {Access::kRead, Access::kChange};

class Become : public testing::Test {
 protected:
  ports::Order order(Access access, std::string script) {
    ports::Order order;
    order.id = "order-" + std::to_string(++orders_);
    order.session = "session";
    order.target = fleet.target(0);
    order.become = true;
    order.command = {.script = std::move(script), .access = access};
    order.deadline = system_now() + std::chrono::minutes(1);
    if (access == Access::kChange) order.attempt = "attempt-" + std::to_string(orders_);
    return order;
  }
  /// From now on sudo says `words` and gives no shell.
  void refuse(const std::string& words) {
    fleet_test::write_program(host.file("bin/sudo"),
                              "#!/bin/sh\necho '" + words + "' >&2; exit 1\n");
  }
  bool runs(const std::string& pattern) {
    return fleet_test::run({"pgrep", "-f", pattern}).exit_status == 0;
  }

  TestFleet fleet{1, kOwnToolsFirst};
  fleet_test::TestHost& host = fleet.host(0);

 private:
  int orders_ = 0;
};

TEST_F(Become, BothKindsRunThroughSudoWithTheirSecrets) {
  install_sudo(host);
  for (const auto access : kBoth) {
    Station station(fleet.settings());
    auto asked = order(access, "echo \"${SUDO_USER:+sudo} $PASS_WORD\"; exit 3");
    asked.environment["PASS_WORD"] = "it's $(hunter2)";
    const auto heard = station.start(asked);
    EXPECT_EQ(station.end_of(heard).exit_status, 3);
    EXPECT_EQ(heard->text, "sudo it's $(hunter2)\n");
  }
}

TEST_F(Become, TimeoutEndsTheWholeProcessGroupOfAStubbornCommand) {
  install_sudo(host);
  for (const auto access : kBoth) {
    Station station(fleet.settings());
    const std::string name = host.file(access == Access::kRead ? "read" : "change");
    fleet_test::write_file(name, "trap '' TERM\nwhile :; do sleep 1; done\n");
    auto stubborn = order(access, "trap '' TERM\nsh " + name + " &\nsh " + name);
    stubborn.deadline = system_now() + std::chrono::seconds(1);
    const auto result = station.carry_out(stubborn);
    EXPECT_EQ(result.ending, Ending::kTimedOut) << result.message;
    EXPECT_TRUE(eventually([&] { return !runs("^sh " + name); }));
  }
}

TEST_F(Become, LinkCutInTheMiddleIsFollowedToTheEnd) {
  install_sudo(host);
  TcpCutter cutter(host.port());
  fleet.know(0, cutter.port());
  Station station(fleet.settings());
  const std::string go = host.file("go");
  auto cut = order(Access::kChange, host.count_up() + "echo up\nwhile [ ! -e " + go +
                                        " ]; do sleep 0.05; done; echo down; exit 4");
  cut.target.server.port = cutter.port();
  const auto heard = station.start(cut);
  ASSERT_TRUE(station.run_until([&] { return heard->text == "up\n"; }));
  cutter.cut();
  fleet_test::write_file(go, "");
  EXPECT_EQ(station.end_of(heard).exit_status, 4);
  EXPECT_EQ(heard->text, "up\ndown\n");
  EXPECT_EQ(host.count(), 1);
}

/// Whether the receipts of an order went as its session ended.
bool removes(Station& station, const ports::Order& done) {
  std::optional<bool> removed;
  station.transport().release(
      {.session = done.session, .target = done.target, .become = true, .attempts = {done.attempt}},
      [&](bool gone) { removed = gone; });
  return station.run_until([&] { return removed.has_value(); }) && *removed;
}

/// A sudo that asks as the real one does with -S, and takes one password.
void install_asking_sudo(const fleet_test::TestHost& host) {
  fleet_test::write_program(
      host.file("bin/sudo"),
      "#!/bin/sh\n[ \"$1 $2 $4\" = '-S -p -H' ] || { echo \"sudo: what is $*?\" >&2; exit 1; }\n"
      "echo asked >>" +
          host.file("asked") +
          "\n"
          "printf '%s' \"$3\" >&2\nread -r word\n"
          "[ \"$word\" = 'open $esame' ] || { printf 'Sorry, try again.\\n%s' \"$3\" >&2; cat; "
          "exit 1; "
          "}\n"
          "shift 4\n[ \"$1\" != -u ] || { echo \"$2\" >" +
          host.file("as") + "; shift 2; }\nshift\nexec \"$@\"\n");
}

TEST_F(Become, PasswordGoesToASudoThatAsks) {
  install_asking_sudo(host);
  for (const auto access : kBoth) {
    auto settings = fleet.settings();
    int asked = 0;
    settings.become_prompt = [&](const transport::PasswordQuestion& question) {
      ++asked;
      question.answer("open $esame");
    };
    Station station(settings);
    auto twice = order(access, "echo hello; cat");
    twice.as_whom.user = "postgres";
    EXPECT_EQ(station.carry_out(twice).tail, "hello\n") << "the password reached no command";
    twice.id += "-again";
    twice.attempt += "-again";
    EXPECT_TRUE(station.carry_out(twice).succeeded());
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(fleet_test::read_file(host.file("as")), "postgres\n");
  }
}

TEST_F(Become, WrongPasswordIsToldAndNothingIsStarted) {
  install_asking_sudo(host);
  for (const auto access : kBoth) {
    auto settings = fleet.settings();
    settings.become_prompt = [](const transport::PasswordQuestion& question) {
      question.answer("wrong");
    };
    Station station(settings);
    const auto made = order(access, host.count_up());
    const auto result = station.carry_out(made);
    EXPECT_EQ(result.ending, Ending::kUnreachable);
    EXPECT_NE(result.message.find("sudo did not take the password for root"), std::string::npos)
        << result.message;
    EXPECT_EQ(host.count(), 0);
    EXPECT_FALSE(removes(station, made));
    EXPECT_EQ(fleet_test::read_file(host.file("asked")), "asked\n") << "it may lock the account";
    std::filesystem::remove(host.file("asked"));
  }
}

TEST_F(Become, SudoThatRefusesIsUnreachableAndSaysTheWayOut) {
  for (const char* words : {"sudo: a password is required", "me is not in the sudoers file.",
                            "Sorry, user me is not allowed to execute sh as root on host0."}) {
    refuse(words);
    for (const auto access : kBoth) {
      Station station(fleet.settings());
      const auto result = station.carry_out(order(access, host.count_up()));
      EXPECT_EQ(result.ending, Ending::kUnreachable);
      EXPECT_THAT(result.message, HasSubstr(words));
      EXPECT_THAT(result.message, HasSubstr("NOPASSWD"));
      if (access == Access::kChange) EXPECT_THAT(result.message, HasSubstr("nothing was started"));
    }
  }
  EXPECT_EQ(host.count(), 0);
}

TEST_F(Become, RealSudoThatWantsAPasswordIsUnreachableAndSaysTheWayOut) {
  // Root is let in by every sudo: it asks as nobody, whom none lets in.
  const std::string as_nobody = geteuid() == 0 ? "setpriv --reuid=65534 --clear-groups " : "";
  fleet_test::write_program(host.file("bin/sudo"),
                            "#!/bin/sh\nexec " + as_nobody + "/usr/bin/sudo -k \"$@\"\n");
  Station station(fleet.settings());
  const auto result = station.carry_out(order(Access::kChange, host.count_up()));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("sudo: a password is required"));
  EXPECT_THAT(result.message, HasSubstr("NOPASSWD"));
  EXPECT_EQ(host.count(), 0);
}

TEST_F(Become, TargetWithoutSudoIsUnreachableAndSaysTheWayOut) {
  TestFleet bare(1, kOwnToolsOnlyAndNoProc);
  fleet_test::install_tool(bare.host(0).file("bin"), "sh", "sh");
  for (const auto access : kBoth) {
    Station station(bare.settings());
    auto asked = order(access, bare.host(0).count_up());
    asked.target = bare.target(0);
    const auto result = station.carry_out(asked);
    EXPECT_EQ(result.ending, Ending::kUnreachable);
    EXPECT_THAT(result.message, HasSubstr("sudo: not found"));
    EXPECT_THAT(result.message, HasSubstr("install sudo there"));
  }
  EXPECT_EQ(bare.host(0).count(), 0);
}

TEST_F(Become, SudoThatRefusesToFollowWhatItStartedLeavesTheOutcomeUnknown) {
  refuse("sudo: a password is required");
  Station station(fleet.settings());
  auto started = order(Access::kChange, host.count_up());
  started.known_started = true;
  const auto result = station.carry_out(started);
  EXPECT_EQ(result.ending, Ending::kUnknown);
  EXPECT_THAT(result.message, HasSubstr("NOPASSWD"));
  EXPECT_THAT(result.message, Not(HasSubstr("nothing was started")));
}

TEST_F(Become, ReceiptsThatSudoDoesNotLetUsRemoveAreNotToldAsRemoved) {
  install_sudo(host);
  Station station(fleet.settings());
  const auto done = order(Access::kChange, "true");
  EXPECT_TRUE(station.carry_out(done).succeeded());
  refuse("sudo: a password is required");
  EXPECT_FALSE(removes(station, done));
  EXPECT_TRUE(std::filesystem::exists(host.file("home/" + done.attempt)));
}

}  // namespace
}  // namespace fettle::e2e
