#include "cli/view/safe_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SafeLine, OrdinaryTextStaysAsItIs) {
  EXPECT_EQ(safe_line("Größe: 3 µs ✓", Charset::kUtf8), "Größe: 3 µs ✓");
}

TEST(SafeLine, EscapeSequencesAreLeftOut) {
  EXPECT_EQ(safe_line("\x1b[1;31mred\x1b[0m \x1b[2J\x1b(Bplain\x1b"
                      "7",
                      Charset::kUtf8),
            "red plain");
  EXPECT_EQ(safe_line("\x1b]0;owned\x07title \x1bPq#0\x1b\\sixel", Charset::kUtf8), "title sixel");
}

TEST(SafeLine, SequenceThatNeverEndsHidesNothing) {
  EXPECT_EQ(safe_line("\x1b]0;the rest", Charset::kUtf8), "0;the rest");
  EXPECT_EQ(safe_line("end\x1b", Charset::kUtf8), "end");
  EXPECT_EQ(safe_line("end\x1b[12;", Charset::kUtf8), "end");
}

TEST(SafeLine, NoControlCharacterIsLeftWhateverTheBytes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{'a', static_cast<char>(first), static_cast<char>(second), 'b'};
      const auto safe = safe_line(text, Charset::kUtf8);
      for (std::size_t i = 0; i < safe.size(); ++i) {
        const auto byte = static_cast<unsigned char>(safe[i]);
        ASSERT_GE(byte, 0x20) << first << ' ' << second;
        ASSERT_NE(byte, 0x7f) << first << ' ' << second;
        const bool is_c1 = byte == 0xC2 && static_cast<unsigned char>(safe[i + 1]) < 0xA0;
        ASSERT_FALSE(is_c1) << first << ' ' << second;
      }
    }
  }
}

TEST(SafeLine, OverridesOfDirectionAreReplaced) {
  EXPECT_EQ(safe_line("a\u202Eb\u2066c\u200Fd\u061Ce\u2028f", Charset::kUtf8),
            "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf");
}

TEST(SafeLine, TabsReachTheNextStopAndBreaksAreBlanks) {
  EXPECT_EQ(safe_line("ab\tc\nd", Charset::kUtf8), "ab      c d");
}

TEST(SafeLine, AsciiReplacesEachOtherCodePoint) {
  EXPECT_EQ(safe_line("größe ✓\xff", Charset::kAscii), "gr??e ??");
}

TEST(SafeLines, KeepWhatATerminalWouldShowAtLast) {
  EXPECT_THAT(safe_lines("10 %\r55 %\r100 %\r\n\ndone\n\n", Charset::kUtf8),
              ElementsAre("100 %", "", "done"));
  EXPECT_THAT(safe_lines("\n \n", Charset::kUtf8), IsEmpty());
}

TEST(Cut, CountsCodePointsAndShowsThatSomethingIsMissing) {
  EXPECT_EQ(cut("größe", 5, Charset::kUtf8), "größe");
  EXPECT_EQ(cut("größer", 5, Charset::kUtf8), "größ…");
  EXPECT_EQ(cut("web0123", 4, Charset::kAscii), "web~");
  EXPECT_EQ(cut("web", 0, Charset::kUtf8), "");
}

}  // namespace
}  // namespace fettle::cli
