#include "transport/receipts/terminal_stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

struct Heard : ExecListener {
  void out(std::string_view bytes) override { output += bytes; }
  void err(std::string_view bytes) override { errors += bytes; }
  bool cancelled() const override { return false; }
  std::string output;
  std::string errors;
};

constexpr std::string_view kAll =
    "hello@@7 not ours\n\n@@77 err words\nwor\r\nld@@77 err @@77 end 5\n@@@77 end 3\n@@7";

TEST(TerminalStream, LinesWithTheMarkAreTakenOutWhereverTheyStand) {
  Heard heard;
  TerminalStream stream("77");
  stream.feed(kAll, heard);
  EXPECT_EQ(heard.output, "hello@@7 not ours\n\nwor\r\nld@");
  EXPECT_EQ(heard.errors, "words\n@@77 end 5\n");
  EXPECT_EQ(stream.exit_status(), 3);
}

TEST(TerminalStream, PartsAreTheSameAsTheWhole) {
  for (std::size_t size = 1; size < 9; ++size) {
    Heard heard;
    TerminalStream stream("77");
    for (std::size_t at = 0; at < kAll.size(); at += size)
      stream.feed(kAll.substr(at, size), heard);
    EXPECT_EQ(heard.output, "hello@@7 not ours\n\nwor\r\nld@") << size;
    EXPECT_EQ(heard.errors, "words\n@@77 end 5\n") << size;
    EXPECT_EQ(stream.exit_status(), 3) << size;
  }
}

TEST(TerminalStream, LineWithoutEndIsNotKeptWhole) {
  Heard heard;
  TerminalStream stream("77");
  stream.feed("@@77 err ", heard);
  for (int i = 0; i < 100; ++i) stream.feed(std::string(10'000, 'x'), heard);
  stream.feed("\n", heard);
  EXPECT_LT(heard.errors.size(), 20'000U);
  EXPECT_EQ(heard.output, "");
}

TEST(TerminalShell, IsOneLineThatAnyLoginShellPassesOn) {
  EXPECT_THAT(terminal_shell("fettle-0123"), testing::Not(testing::ContainsRegex("[\n!']")));
}

}  // namespace
}  // namespace fettle::transport
