#include "transport/receipts/become.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

using flow::BecomeMethod;
using testing::HasSubstr;

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
  Handshake with(BecomeMethod method) {
    return {heard_, {.become = true, .user = {}, .method = method}, kToken, "text", "secret"};
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
  EXPECT_EQ(why_no_shell(Identity{}, "This account is closed\n\n"),
            "no POSIX shell could be started there: This account is closed; where a start-up file "
            "such as ~/.bashrc starts another program, let it do so only on a terminal");
  EXPECT_THAT(why_no_shell(Identity{}, ""), HasSubstr("there: it said nothing;"));
  EXPECT_THAT(why_no_shell(Identity{.become = true}, "sudo: a password is required\n"),
              HasSubstr("as root: sudo: a password is required; install sudo there, give the "
                        "password with --ask-become-password or this account NOPASSWD"));
}

TEST_F(HandshakeTest, PasswordGoesToWhoAsksAndTheTextToTheShell) {
  EXPECT_EQ(sudo_.more_input(), "") << "nobody has asked yet";
  sudo_.err("fettle-");
  EXPECT_EQ(sudo_.more_input(), "");
  sudo_.err("0123");
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
  sudo_.err("fettle-0123");  // a command that shows it changes nothing any more
  EXPECT_EQ(sudo_.more_input(), std::nullopt);
  EXPECT_FALSE(sudo_.password_was_sent());
  EXPECT_EQ(heard_.output, "welcome\n");
}

TEST_F(HandshakeTest, SecondQuestionIsARefusal) {
  sudo_.err(kToken);
  EXPECT_EQ(sudo_.more_input(), "secret\n");
  EXPECT_FALSE(sudo_.cancelled());
  sudo_.err(std::string("Sorry, try again.\n") + kToken);
  EXPECT_TRUE(sudo_.cancelled());
  EXPECT_TRUE(sudo_.is_refused());
}

TEST_F(HandshakeTest, SuAsksWithAPromptOfItsOwn) {
  auto su = with(BecomeMethod::kSu);
  su.err("Password: ");
  EXPECT_EQ(su.more_input(), "secret\n");
}

TEST(AnnouncedShell, HoldsNoPasswordAndNoText) {
  EXPECT_EQ(announced_shell_command({.become = true, .user = "db"}, kToken),
            "exec sudo -S -H -p fettle-0123 -u db -- sh -c 'echo fettle-0123-ready; exec sh'");
}

}  // namespace
}  // namespace fettle::transport
