#include "transport/receipts/become.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "transport/receipts/challenge.hpp"

namespace fettle::transport {
namespace {

using flow::BecomeMethod;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kToken = "fettle-0123";

struct Heard : ExecListener {
  void out(std::string_view bytes) override { output += bytes; }
  void err(std::string_view bytes) override { errors += bytes; }
  bool cancelled() const override { return false; }
  std::string output;
  std::string errors;
};

class HandshakeTest : public testing::Test {
 protected:
  Handshake with(BecomeMethod method, Streams streams = Streams::kPipes) {
    return {heard_,
            method,
            {.announced = {.token = kToken, .streams = streams},
             .mark = "77",
             .text = "text",
             .password = "secret"}};
  }
  Heard heard_;
  Handshake sudo_ = with(BecomeMethod::kSudo);
};

TEST(Identity, StepGoesBeforeServerAndServerBeforeRootThroughSudo) {
  fleet::Server server{.name = "web1"};
  EXPECT_FALSE(identity_of(server, false, {.user = "postgres", .method = {}}).become);
  EXPECT_EQ(shell_command(identity_of(server, true, {})), "exec sudo -n -H -- sh");
  server.become_user = "app";
  server.become_method = "su";
  EXPECT_EQ(shell_command(identity_of(server, true, {})), "exec su -s /bin/sh app -c 'exec sh'");
  EXPECT_EQ(shell_command(identity_of(server, true, {.user = "db", .method = BecomeMethod::kDoas})),
            "exec doas -n -u db sh");
  EXPECT_EQ(identity_of(server, true, {.user = "root", .method = {}}).name(), "root");
}

TEST(Identity, NameThatIsNoneIsRefused) {
  for (const char* name : {"-s", "a b", "x;reboot", "$(id)", "a'b"})
    EXPECT_THAT(refusal(Identity{.become = true, .user = name}), HasSubstr("can't be the name"));
  EXPECT_EQ(refusal(Identity{.become = true, .user = "DOMAIN\\ops"}), "");
  EXPECT_EQ(refusal(Identity{}), "");
}

TEST(NoShell, SaysWhatTheTargetSaidAndTheWayOut) {
  EXPECT_EQ(
      why_no_shell(Identity{}, "This account is closed\n\n"),
      "no POSIX shell could be started there: This account is closed; the account's login "
      "shell must be one, and a start-up file such as ~/.bashrc may start another program only "
      "on a terminal");
  EXPECT_THAT(why_no_shell(Identity{}, Challenge(7).gate()),
              HasSubstr("there: another program reads in its place, and sends our text back;"));
  EXPECT_THAT(why_no_shell(Identity{}, ""), HasSubstr("there: it said nothing;"));
  EXPECT_THAT(why_no_shell(Identity{.become = true}, "sudo: a password is required\n"),
              HasSubstr("as root: sudo: a password is required; install sudo there, give the "
                        "password with --ask-become-password or this account NOPASSWD"));
}

TEST_F(HandshakeTest, PasswordGoesToWhoAsksAndTheTextToTheShell) {
  EXPECT_EQ(sudo_.more_input(), "") << "nobody has asked yet";
  sudo_.err("fettle-");
  EXPECT_EQ(sudo_.more_input(), "");
  sudo_.err("0123-password:");
  EXPECT_EQ(sudo_.more_input(), "secret\n");
  EXPECT_EQ(sudo_.more_input(), "");
  sudo_.out("fettle-0123-re");
  EXPECT_EQ(sudo_.more_input(), "");
  sudo_.out("ady\nhello");
  EXPECT_EQ(sudo_.more_input(), "text");
  EXPECT_EQ(sudo_.more_input(), std::nullopt);
  EXPECT_EQ(heard_.output, "hello");
}

TEST_F(HandshakeTest, NobodyGetsThePasswordWhereNobodyAsks) {
  sudo_.out("welcome\nfettle-0123-ready\n");
  EXPECT_EQ(sudo_.more_input(), "text");
  sudo_.err("fettle-0123-password:");  // a command that shows it changes nothing any more
  EXPECT_EQ(sudo_.more_input(), std::nullopt);
  EXPECT_FALSE(sudo_.password_was_sent());
  EXPECT_EQ(heard_.output, "welcome\n");
}

TEST_F(HandshakeTest, SecondQuestionIsARefusal) {
  sudo_.err("fettle-0123-password:");
  EXPECT_EQ(sudo_.more_input(), "secret\n");
  EXPECT_FALSE(sudo_.cancelled());
  sudo_.err("Sorry, try again.\nfettle-0123-password:");
  EXPECT_TRUE(sudo_.cancelled());
  EXPECT_TRUE(sudo_.is_refused());
}

TEST_F(HandshakeTest, TerminalAsksAfterOurWordAndAtTheEndOfWhatItSays) {
  auto doas = with(BecomeMethod::kDoas, Streams::kTerminal);
  doas.out("Your password: ");
  EXPECT_EQ(doas.more_input(), "") << "a start-up file says that";
  doas.out("expires.\nfettle-0123-asks\n");
  EXPECT_EQ(doas.more_input(), "");
  doas.out("\rdoas (me@host) pass");
  EXPECT_EQ(doas.more_input(), "");
  doas.out("word: ");
  EXPECT_EQ(doas.more_input(), "secret\n");
  doas.out("\nfettle-0123-ready\n");
  EXPECT_EQ(doas.more_input(), "4 77\ntext");
  EXPECT_EQ(doas.more_input(), "") << "a terminal has no end of input";
}

TEST_F(HandshakeTest, AnnouncementOnATerminalThatComesInPartsIsNoPrompt) {
  auto sudo = with(BecomeMethod::kSudo, Streams::kTerminal);
  for (const char* part : {"fettle-0123", "-asks\n", "fettle-0123", "-rea"}) {
    sudo.out(part);
    EXPECT_EQ(sudo.more_input(), "") << part;
  }
  sudo.out("dy\n");
  EXPECT_EQ(sudo.more_input(), "4 77\ntext");
  EXPECT_FALSE(sudo.password_was_sent());
}

TEST_F(HandshakeTest, TerminalThatIsClosedBeforeTheEndWasToldIsALostOne) {
  auto doas = with(BecomeMethod::kDoas, Streams::kTerminal);
  doas.out("fettle-0123-ready\nhello");
  const ExecEnd exited{.kind = ExecEnd::Kind::kExited, .exit_status = 0, .error = {}};
  EXPECT_EQ(doas.judge(exited).kind, ExecEnd::Kind::kLost);
  doas.out("@@77 end 3\n");
  EXPECT_EQ(doas.judge(exited).exit_status, 3);
}

TEST_F(HandshakeTest, WordsInPlaceOfAShellReachTheListenerWithoutOurs) {
  auto doas = with(BecomeMethod::kDoas, Streams::kTerminal);
  doas.out("fettle-0123-asks\ndoas: Operation not permitted\n");
  doas.judge({.kind = ExecEnd::Kind::kExited, .exit_status = 1, .error = {}});
  EXPECT_EQ(heard_.errors, "doas: Operation not permitted\n\n");
}

TEST(AnnouncedShell, HoldsNoPasswordAndNoText) {
  EXPECT_EQ(announced_shell_command({.become = true, .user = "db"}, {.token = kToken}),
            "exec sudo -S -p fettle-0123-password: -H -u db -- sh -c "
            "'echo fettle-0123-ready; exec sh'");
  EXPECT_THAT(announced_shell_command({.become = true, .method = BecomeMethod::kDoas},
                                      {.token = kToken, .streams = Streams::kTerminal}),
              StartsWith("stty raw -echo && echo fettle-0123-asks && exec doas sh -c "));
}

}  // namespace
}  // namespace fettle::transport
