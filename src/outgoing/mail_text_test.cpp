#include "outgoing/mail_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace fettle::outgoing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MailText, HasHeadersAndTheTextAsBase64) {
  const ports::Mail mail{
      .id = "m1", .to = "ops@example.com", .subject = "ready", .text = "3 hosts"};
  EXPECT_EQ(mail_text(mail, "fettle@example.org", Instant{1'800'000'000'000}),
            "Date: Fri, 15 Jan 2027 08:00:00 +0000\r\n"
            "From: Fettle <fettle@example.org>\r\n"
            "To: <ops@example.com>\r\n"
            "Subject: =?UTF-8?B?cmVhZHk=?=\r\n"
            "Message-ID: <m1@example.org>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n"
            "\r\n"
            "MyBob3N0cw==\r\n");
}

TEST(MailText, KeepsCharactersWholeAndLinesShort) {
  std::string subject;
  for (int i = 0; i < 40; ++i) subject += "\u00e9";
  const ports::Mail mail{
      .id = "m1", .to = "a@b", .subject = "x" + subject, .text = std::string(500, 'y')};
  const auto text = mail_text(mail, "f@e", Instant{});
  // 41 bytes: an encoded word does not end within the 21st character.
  EXPECT_THAT(text, HasSubstr("Subject: =?UTF-8?B?eMOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nD"
                              "qcOpw6k=?=\r\n =?UTF-8?B?"));
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find("\r\n", begin);
    EXPECT_LE(end - begin, 98U);
    begin = end + 2;
  }
}

TEST(MailText, TakesNoHeaderFromASubject) {
  const ports::Mail mail{.id = "m", .to = "a@b", .subject = "x\r\nBcc: c@d", .text = ".\r\n"};
  EXPECT_THAT(mail_text(mail, "f@e", Instant{}), Not(HasSubstr("Bcc")));
}

}  // namespace
}  // namespace fettle::outgoing
