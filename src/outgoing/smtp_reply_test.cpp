#include "outgoing/smtp_reply.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

namespace fettle::outgoing {
namespace {

SmtpReply last_of(std::initializer_list<std::string> lines) {
  SmtpReply reply;
  for (const auto& line : lines) reply.add(line);
  return reply;
}

TEST(SmtpReply, IsTheLastOne) {
  const auto reply = last_of({"250 so be it\r\n", "550 5.1.1 no such user\r\n"});
  EXPECT_EQ(reply.code, 550);
  EXPECT_EQ(reply.words, "550 5.1.1 no such user");
}

TEST(SmtpReply, OfSeveralLinesIsOne) {
  const auto reply = last_of({"250 yes\r\n", "550-5.7.1 no\r\n", "550-\r\n", "550 for good\r\n"});
  EXPECT_EQ(reply.code, 550);
  EXPECT_EQ(reply.words, "550 5.7.1 no for good");
}

TEST(SmtpReply, IsNotTheFarewell) {
  EXPECT_EQ(last_of({"550 no such user\r\n", "221 bye\r\n"}).code, 550);
}

TEST(SmtpReply, WithoutWordsIsItsCode) {
  EXPECT_EQ(last_of({"421"}).words, "421");
  EXPECT_EQ(last_of({"421"}).code, 421);
}

TEST(SmtpReply, ShowsWhatWouldBeHiddenAndNotMoreThanAPersonReads) {
  EXPECT_EQ(last_of({"550 \x1b[2J\xff"}).words, R"(550 ^[[2J\xff)");
  SmtpReply endless;
  for (int i = 0; i < 1000; ++i) endless.add("550-" + std::string(500, 'x'));
  EXPECT_EQ(endless.words.size(), 301U);
}

TEST(SmtpReply, IsNothingWhereItIsNoReply) {
  EXPECT_EQ(last_of({""}).code, 0);
  EXPECT_EQ(last_of({"hello"}).code, 0);
}

}  // namespace
}  // namespace fettle::outgoing
