#include "base/source_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace fettle {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Diagnostic problem(Position begin, Position end) {
  return {Severity::kError, "test.code", {begin, end}, "message", ""};
}

TEST(SourceTextLine, LeavesOutTheLineBreakOfEitherKind) {
  const SourceText source("a.md", "one\r\ntwo\nthree");
  EXPECT_EQ(source.line(1), "one");
  EXPECT_EQ(source.line(2), "two");
  EXPECT_EQ(source.line(3), "three");
}

TEST(SourceTextLine, IsEmptyWhereThereIsNone) {
  const SourceText source("a.md", "one\n");
  EXPECT_EQ(source.line_count(), 1);
  EXPECT_EQ(source.line(0), "");
  EXPECT_EQ(source.line(2), "");
  EXPECT_EQ(source.line(std::numeric_limits<int>::max()), "");
  EXPECT_EQ(source.line(std::numeric_limits<int>::min()), "");
}

TEST(SourceText, ThatIsEmptyHasOneEmptyLine) {
  const SourceText source("a.md", "");
  EXPECT_EQ(source.line_count(), 1);
  EXPECT_EQ(source.position(0), (Position{1, 1}));
}

TEST(SourceTextPosition, CountsCodePoints) {
  const SourceText source("a.md", "x\n\xC3\xA9\xC3\xA9!");
  EXPECT_EQ(source.position(6), (Position{2, 3}));
}

TEST(SourceTextPosition, PastTheEndIsTheEnd) {
  const SourceText source("a.md", "ab");
  EXPECT_EQ(source.position(99), (Position{1, 3}));
}

TEST(SourceTextOffset, IsTheInverseOfPosition) {
  const SourceText source("a.md", "x\n\xC3\xA9\xC3\xA9!\nlast");
  for (const std::size_t offset : {0U, 2U, 4U, 6U, 8U, 11U}) {
    EXPECT_EQ(source.offset(source.position(offset)), offset);
  }
}

TEST(SourceTextOffset, IsTheInverseOfPositionInALongLine) {
  std::string text = "x\n";
  for (int i = 0; i < 3000; ++i) text += i % 7 == 0 ? "\xC3\xA9" : "a";
  text += "\nshort";
  const SourceText source("a.md", text);
  std::size_t offset = 2;
  for (int column = 1; column <= 3000; ++column) {
    EXPECT_EQ(source.offset({2, column}), offset);
    EXPECT_EQ(source.position(offset), (Position{2, column}));
    offset += column % 7 == 1 ? 2 : 1;
  }
  EXPECT_EQ(source.offset({2, 4000}), offset);
  EXPECT_EQ(source.position(offset + 3), (Position{3, 3}));
}

TEST(SourceTextOffset, PastTheLineIsTheEndOfTheLine) {
  const SourceText source("a.md", "ab\ncd\n");
  EXPECT_EQ(source.offset({1, 50}), 2U);
  EXPECT_EQ(source.offset({9, 1}), 6U);
}

TEST(SourceTextShow, MarksTheSpanUnderItsLine) {
  const SourceText source("plan.md", "risk: extreme\n");
  EXPECT_EQ(source.show({Severity::kError, "flow.risk", {{1, 7}, {1, 14}}, "no such risk", "low"}),
            "plan.md:1:7: error flow.risk: no such risk\n"
            "    1 | risk: extreme\n"
            "      |       ^^^^^^^\n"
            "      = hint: low\n");
}

TEST(SourceTextShow, MarksOneCharacterOfASpanOverLines) {
  const SourceText source("a.md", "abc\ndef\n");
  EXPECT_THAT(source.show(problem({1, 2}, {2, 3})), HasSubstr("      |  ^\n"));
}

TEST(SourceTextShow, CutsALongLineAroundTheCaret) {
  const std::string line = std::string(500, 'a') + "X" + std::string(500, 'b');
  const SourceText source("a.md", line);
  const auto shown = source.show(problem({1, 501}, {1, 502}));
  EXPECT_THAT(shown, HasSubstr("| " + std::string(80, 'a') + "X" + std::string(19, 'b') + "\n"));
  EXPECT_THAT(shown, HasSubstr("| " + std::string(80, ' ') + "^\n"));
}

TEST(SourceTextShow, KeepsACaretPastTheLineAtTheEndOfTheLine) {
  const SourceText source("a.md", "abc");
  EXPECT_THAT(source.show(problem({1, 2'000'000'000}, {1, 2'000'000'001})),
              HasSubstr("      |    ^\n"));
}

TEST(SourceTextShow, ShowsNoLineWhereThereIsNone) {
  const SourceText source("a.md", "abc");
  EXPECT_EQ(source.show(problem({7, 1}, {7, 1})), "a.md:7:1: error test.code: message\n");
}

TEST(SourceTextShow, NeverPassesOnWhatDrivesATerminal) {
  const SourceText source("a.md",
                          "a\x1B[2Jb\xC2\x9B"
                          "c\x7F"
                          "d\x9B"
                          "e");
  EXPECT_THAT(source.show(problem({1, 1}, {1, 2})), HasSubstr("| a^[[2Jb\\u{9b}c^?d\\x9be\n"));
}

TEST(SourceTextShow, NeverPassesOnWhatDrivesATerminalInItsOwnWords) {
  const SourceText source("a.md", "abc");
  auto diagnostic = problem({1, 1}, {1, 2});
  diagnostic.message = "unknown key \"\x1B[2J\"";
  diagnostic.hint = "\x1B]0;title\x07";
  EXPECT_THAT(source.show(diagnostic), Not(HasSubstr("\x1B")));
}

TEST(SourceTextShow, CaretsStandUnderWhatTheyMarkWhateverIsShownBefore) {
  const SourceText source("a\nb.md", "\x1B\u202Eab\x1B!");
  EXPECT_EQ(source.show(problem({1, 3}, {1, 6})),
            "a^Jb.md:1:3: error test.code: message\n"
            "    1 | ^[\\u{202e}ab^[!\n"
            "      |           ^^^^\n");
}

TEST(SourceText, WhatOneProblemHidesIsShownByNone) {
  const SourceText source("hosts.ini", "web1 port=x pass=hünter2 y");
  std::vector<Diagnostic> problems{problem({1, 6}, {1, 12}), problem({1, 18}, {1, 25})};
  problems[1].hides = true;
  EXPECT_EQ(source.show(problems),
            "hosts.ini:1:6: error test.code: message\n"
            "    1 | web1 port=x pass=******* y\n"
            "      |      ^^^^^^\n"
            "hosts.ini:1:18: error test.code: message\n"
            "    1 | web1 port=x pass=******* y\n"
            "      |                  ^^^^^^^\n");
}

}  // namespace
}  // namespace fettle
