#include "transport/openssh/askpass_prompt.hpp"

#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

using Kind = AskpassPrompt::Kind;

TEST(AskpassPrompt, PassphraseIsThatOfTheFile) {
  const auto prompt = read_askpass_prompt("Enter passphrase for key '/home/me/it's': ", "");
  EXPECT_EQ(prompt.kind, Kind::kPassphrase);
  EXPECT_EQ(prompt.about, "/home/me/it's");
}

TEST(AskpassPrompt, PasswordIsThatOfTheAccount) {
  for (const char* text :
       {"ops@web1's password: ", "(ops@web1) Password: ", "(ops@web1) ops's LDAP password: "}) {
    const auto prompt = read_askpass_prompt(text, "");
    EXPECT_EQ(prompt.kind, Kind::kPassword) << text;
    EXPECT_EQ(prompt.about, "ops") << text;
    EXPECT_EQ(prompt.place, "ops@web1") << text;
  }
}

TEST(AskpassPrompt, ServerThatSpeaksAsSshDoesGetsNoPassphrase) {
  const auto prompt = read_askpass_prompt("(ops@web1) Enter passphrase for key '/k': ", "");
  EXPECT_EQ(prompt.kind, Kind::kOther);
}

TEST(AskpassPrompt, CodesAndPinsAreForAPerson) {
  EXPECT_EQ(read_askpass_prompt("(ops@web1) Verification code: ", "").kind, Kind::kOther);
  EXPECT_EQ(read_askpass_prompt("Enter PIN for 'token': ", "").kind, Kind::kOther);
  EXPECT_EQ(read_askpass_prompt("", "").kind, Kind::kOther);
}

TEST(AskpassPrompt, NothingIsEverConfirmed) {
  EXPECT_EQ(read_askpass_prompt("Allow shared connection to web1?", "confirm").kind,
            Kind::kConfirm);
  EXPECT_EQ(read_askpass_prompt("Are you sure you want to continue connecting "
                                "(yes/no/[fingerprint])? ",
                                "")
                .kind,
            Kind::kConfirm);
}

TEST(AskpassPrompt, PeopleSeeOneShortLineThatHidesNothing) {
  EXPECT_EQ(read_askpass_prompt("(a@b) Code:\x1b[2J\n ", "").text, "(a@b) Code:^[[2J^J");
  EXPECT_LE(read_askpass_prompt(std::string(100'000, 'x'), "").text.size(), 200U);
}

}  // namespace
}  // namespace fettle::transport
