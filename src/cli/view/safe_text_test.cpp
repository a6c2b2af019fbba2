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

TEST(SafeLine, EscapeSequencesAreShown) {
  EXPECT_EQ(safe_line("\x1b[1;31mred\x1b[0m", Charset::kUtf8), "^[[1;31mred^[[0m");
  EXPECT_EQ(safe_line("\x1b]0;owned\x07title \x1bPq#0\x1b\\sixel", Charset::kUtf8),
            "^[]0;owned^Gtitle ^[Pq#0^[\\sixel");
  EXPECT_EQ(safe_line("end\x1b", Charset::kUtf8), "end^[");
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

TEST(SafeLine, OverridesOfDirectionAreShown) {
  EXPECT_EQ(safe_line("a\u202Eb\u2066c\u200Fd\u061Ce\u2028f", Charset::kUtf8),
            "a\\u{202e}b\\u{2066}c\\u{200f}d\\u{61c}e\\u{2028}f");
}

TEST(SafeLine, TabsReachTheNextStopAndBreaksAreBlanks) {
  EXPECT_EQ(safe_line("ab\tc\nd", Charset::kUtf8), "ab      c d");
}

TEST(SafeLine, AsciiReplacesEachOtherCodePoint) {
  EXPECT_EQ(safe_line("größe ✓\xff", Charset::kAscii), "gr??e ?\\xff");
}

TEST(SafeLines, ShowWhatAReturnWouldWriteOver) {
  EXPECT_THAT(safe_lines("10 %\r100 %\r\n\ntouch x #\recho hello\n\n", Charset::kUtf8),
              ElementsAre("10 %^M100 %", "", "touch x #^Mecho hello"));
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
