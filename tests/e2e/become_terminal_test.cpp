// The real sudo, doas and su, which ask for a password on a terminal, with accounts and rules of
// the test's own: each runs in a mount namespace with a private /etc, as an account that is nobody.
// Needs root; skipped elsewhere.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/e2e/transport_rig.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::TestFleet;
using flow::Access;
using flow::BecomeMethod;
using flow::Ending;
using testing::HasSubstr;
using testing::Not;

constexpr Access kBoth[] = {Access::kRead, Access::kChange};
/// Of "open sesame".
constexpr const char* kHash =
    "$6$fettle$c.aBUNphTf.4MJjCyh.d0."
    "JE4H03KRNdicncWOaY9W72hAxgulmey4jilYwddFBfJWDdeAUk252IsL7EYPVCN/";

bool has_private_mounts() {
  return geteuid() == 0 && fleet_test::run({"unshare", "-m", "true"}).exit_status == 0;
}

class BecomeOnTerminal : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_private_mounts()) GTEST_SKIP() << "needs root and mount namespaces";
    fleet_test::must_run({"cp", "-a", "/etc", file("etc")});
    append("etc/passwd", "tester:x:4711:4711::/:/bin/sh\n");
    append("etc/group", "tester:x:4711:\n");
    write("etc/shadow",
          fmt::format("root:{0}:19000:0:99999:7:::\ntester:{0}:19000:0:99999:7:::\n", kHash));
    allow_sudo("");
    allow_doas("permit setenv { FETTLE_HOME FETTLE_BOOT_ID_FILE } tester");
    for (const char* program : {"sudo", "doas", "su"})
      fleet_test::write_program(
          file(std::string("bin/") + program),
          fmt::format(
              "#!/bin/sh\nexec unshare -m sh -c 'mount --bind {} /etc && exec setpriv "
              "--reuid=4711 --regid=4711 --clear-groups $(command -v {}) \"$@\"' - \"$@\"\n",
              file("etc"), "/usr/bin/" + std::string(program)));
  }
  void allow_sudo(const std::string& rules) {
    write("etc/sudoers",
          "Defaults env_keep += \"FETTLE_HOME FETTLE_BOOT_ID_FILE\"\n"
          "tester ALL=(ALL) ALL\n" +
              rules + "\n");
  }
  void allow_doas(const std::string& rules) { write("etc/doas.conf", rules + "\n"); }

  /// As who knows `password`, or none.
  Station& station(const std::string& password = {}) {
    auto settings = fleet_.settings();
    settings.ssh = program_;
    if (!password.empty())
      settings.become_prompt = [password](const transport::PasswordQuestion& question) {
        question.answer(password);
      };
    station_.emplace(settings);
    return *station_;
  }
  ports::Order order(BecomeMethod method, Access access, std::string script) {
    ports::Order order;
    order.id = fmt::format("order-{}", ++orders_);
    order.session = "session";
    order.target = fleet_.target(0);
    order.target.server.transport = transport_;
    order.become = true;
    order.as_whom.method = method;
    order.command = {.script = std::move(script), .access = access};
    order.deadline = system_now() + std::chrono::minutes(1);
    if (access == Access::kChange) order.attempt = fmt::format("attempt-{}", orders_);
    return order;
  }
  std::string file(const std::string& name) { return fleet_.host(0).file(name); }
  void write(const std::string& name, const std::string& text) {
    std::filesystem::remove(file(name));
    fleet_test::write_file(file(name), text);
    chmod(file(name).c_str(), 0400);
  }
  void append(const std::string& name, const std::string& text) {
    std::ofstream(file(name), std::ios::app) << text;
  }
  /// Both kinds of commands give their bytes and their exit status.
  void expect_works(Station& over, BecomeMethod method) {
    for (const auto access : kBoth) {
      const auto heard = over.start(
          order(method, access,
                "printf 'as %s\\r\\n\\001\\n\\n' \"$(id -u)\"; cat; echo oh >&2; exit 3"));
      const auto result = over.end_of(heard);
      EXPECT_EQ(result.exit_status, 3) << result.message;
      EXPECT_EQ(heard->text, "as 0\r\n\001\n\noh\n");
    }
  }

  TestFleet fleet_{1, kOwnToolsFirst};
  transport::SshProgram program_ = transport::SshProgram::kBuiltin;
  fleet::TransportKind transport_ = fleet::TransportKind::kSsh;

 private:
  std::optional<Station> station_;
  int orders_ = 0;
};

TEST_F(BecomeOnTerminal, SudoThatInsistsOnATerminalGetsOne) {
  allow_sudo("Defaults requiretty\ntester ALL=(ALL) NOPASSWD: ALL");
  expect_works(station(), BecomeMethod::kSudo);
}

TEST_F(BecomeOnTerminal, SudoThatInsistsOnATerminalIsGivenThePasswordThere) {
  for (const char* rules : {"Defaults requiretty", "Defaults requiretty, use_pty"}) {
    allow_sudo(rules);
    expect_works(station("open sesame"), BecomeMethod::kSudo);
  }
}

TEST_F(BecomeOnTerminal, DoasIsGivenThePasswordThatItAsksFor) {
  expect_works(station("open sesame"), BecomeMethod::kDoas);
}

TEST_F(BecomeOnTerminal, SuIsGivenThePasswordThatItAsksFor) {
  expect_works(station("open sesame"), BecomeMethod::kSu);
}

TEST_F(BecomeOnTerminal, SystemsSshGivesOneToo) {
  program_ = transport::SshProgram::kOpenssh;
  expect_works(station("open sesame"), BecomeMethod::kDoas);
}

TEST_F(BecomeOnTerminal, ThisMachineGivesOneToo) {
  transport_ = fleet::TransportKind::kLocal;
  const std::string path = std::getenv("PATH");
  setenv("PATH", (file("bin") + ":" + path).c_str(), 1);
  setenv("FETTLE_HOME", file("home").c_str(), 1);
  expect_works(station("open sesame"), BecomeMethod::kDoas);
  setenv("PATH", path.c_str(), 1);
  unsetenv("FETTLE_HOME");
}

TEST_F(BecomeOnTerminal, MuchOutputComesWhole) {
  std::string all;
  for (int i = 1; i <= 60'000; ++i) all += fmt::format("{}\n", i);
  for (const auto access : kBoth) {
    Station& over = station("open sesame");
    const auto heard = over.start(order(BecomeMethod::kDoas, access, "seq 1 60000"));
    EXPECT_TRUE(over.end_of(heard).succeeded());
    EXPECT_TRUE(heard->text == all) << heard->text.size() << " bytes";
  }
}

TEST_F(BecomeOnTerminal, LongScriptArrivesWhole) {
  const std::string words(50'000, 'x');
  const auto result = station("open sesame")
                          .carry_out(order(BecomeMethod::kDoas, Access::kChange,
                                           fmt::format("w={}\necho ${{#w}}", words)));
  EXPECT_EQ(result.tail, "50000\n") << result.message;
}

TEST_F(BecomeOnTerminal, NoPasswordGoesToAShellThatNobodyAskedFor) {
  allow_doas("permit nopass setenv { FETTLE_HOME FETTLE_BOOT_ID_FILE } tester");
  for (const auto access : kBoth) {
    const auto result =
        station("open sesame").carry_out(order(BecomeMethod::kDoas, access, "echo in; cat"));
    EXPECT_EQ(result.tail, "in\n") << result.message;
  }
}

TEST_F(BecomeOnTerminal, NeitherPasswordNorScriptIsOnACommandLine) {
  const auto result =
      station("open sesame")
          .carry_out(order(BecomeMethod::kDoas, Access::kRead,
                           "w=hush-hush; cat /proc/[0-9]*/cmdline | tr '\\0' ' '; echo over"));
  EXPECT_THAT(result.tail, HasSubstr("over"));
  EXPECT_THAT(result.tail, Not(HasSubstr("hush-hush")));
  EXPECT_THAT(result.tail, Not(HasSubstr("open sesame")));
}

TEST_F(BecomeOnTerminal, WrongPasswordIsToldAndNothingIsStarted) {
  for (const auto method : {BecomeMethod::kDoas, BecomeMethod::kSu}) {
    const auto result =
        station("wrong").carry_out(order(method, Access::kChange, fleet_.host(0).count_up()));
    EXPECT_EQ(result.ending, Ending::kUnreachable);
    EXPECT_THAT(result.message, HasSubstr("did not take the password for root"));
  }
  EXPECT_EQ(fleet_.host(0).count(), 0);
}

TEST_F(BecomeOnTerminal, DoasThatRefusesIsToldInItsOwnWords) {
  allow_doas("deny tester");
  for (const auto access : kBoth) {
    const auto result =
        station("open sesame").carry_out(order(BecomeMethod::kDoas, access, "true"));
    EXPECT_EQ(result.ending, Ending::kUnreachable);
    EXPECT_THAT(result.message, HasSubstr("doas: Operation not permitted"));
  }
}

TEST_F(BecomeOnTerminal, ProgramLeftBehindIsNotWaitedFor) {
  auto leaving = order(BecomeMethod::kDoas, Access::kRead, "sleep 300 & echo left");
  leaving.deadline = system_now() + std::chrono::seconds(30);
  const auto result = station("open sesame").carry_out(leaving);
  EXPECT_TRUE(result.succeeded()) << result.message;
  EXPECT_EQ(result.tail, "left\n");
}

TEST_F(BecomeOnTerminal, TimeOutEndsWhatRuns) {
  for (const auto access : kBoth) {
    const std::string name = file(access == Access::kRead ? "read" : "change");
    fleet_test::write_file(name, "trap '' TERM HUP\nwhile :; do sleep 1; done\n");
    auto stubborn = order(BecomeMethod::kDoas, access, "sh " + name);
    stubborn.deadline = system_now() + std::chrono::seconds(2);
    const auto result = station("open sesame").carry_out(stubborn);
    EXPECT_EQ(result.ending, Ending::kTimedOut) << result.message;
    EXPECT_TRUE(fleet_test::eventually(
        [&] { return fleet_test::run({"pgrep", "-f", "^sh " + name}).exit_status != 0; }));
  }
}

TEST_F(BecomeOnTerminal, ServerThatGivesNoneIsToldAsSuch) {
  append("sshd_config.rest", "PermitTTY no\n");
  fleet_.host(0).restart();
  const auto result =
      station("open sesame")
          .carry_out(order(BecomeMethod::kDoas, Access::kChange, fleet_.host(0).count_up()));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("gives no terminal (PermitTTY), on which doas asks"));
  EXPECT_EQ(fleet_.host(0).count(), 0);
}

}  // namespace
}  // namespace fettle::e2e
