#include "core/document/markdown.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace fettle::document {
namespace {

using testing::ElementsAre;

/// One line a block: `h2 3 Title` or `yaml 5-7`.
std::vector<std::string> outline(const std::string& text) {
  const SourceText source("test.md", text);
  std::vector<std::string> lines;
  for (const auto& block : read_outline(source, 0)) {
    if (const auto* heading = std::get_if<Heading>(&block)) {
      lines.push_back(
          fmt::format("h{} {} {}", heading->level, heading->span.begin.line, heading->text));
      continue;
    }
    const auto& fence = std::get<Fence>(block);
    const auto last = source.position(std::max<std::size_t>(fence.range.end, 1) - 1).line;
    lines.push_back(fence.top_level
                        ? fmt::format("{} {}-{}{}", language(fence), fence.span.begin.line, last,
                                      fence.closed ? "" : " open")
                        : fmt::format("{} {} nested", language(fence), fence.span.begin.line));
  }
  return lines;
}

TEST(Outline, ListsHeadingsAndFencedBlocksInOrder) {
  EXPECT_THAT(outline("# A\n\ntext\n\n## B ##\n```yaml\na: 1\n```\n### C\n"),
              ElementsAre("h1 1 A", "h2 5 B", "yaml 6-8", "h3 9 C"));
}

TEST(Outline, HeadingTextKeepsItsMarkup) {
  EXPECT_THAT(outline("## *A* `b` #1\n"), ElementsAre("h2 1 *A* `b` #1"));
}

TEST(Outline, SetextHeadingsCount) {
  EXPECT_THAT(outline("A\n===\n\nB\nC\n---\n```sh\n```\n"),
              ElementsAre("h1 1 A", "h2 4 B C", "sh 7-8"));
}

TEST(Outline, WhatStandsInABlockIsNoHeading) {
  EXPECT_THAT(outline("```\n# no\n```\n<!--\n# no\n-->\n# yes\n"), ElementsAre(" 1-3", "h1 7 yes"));
}

TEST(Outline, TildesAndLongerFencesCloseOnlyWithTheirLike) {
  EXPECT_THAT(outline("~~~yaml\n```\n~~~\n````yaml\n```\n````\n"),
              ElementsAre("yaml 1-3", "yaml 4-6"));
}

/// A tab is four columns, so that these marks are content: once the block ended there for us and
/// further on for the parser.
TEST(Outline, MarksBehindATabCloseNothing) {
  EXPECT_THAT(outline("```yaml\na: |\n\t```\n# b\n```\n# C\n"), ElementsAre("yaml 1-5", "h1 6 C"));
}

TEST(Outline, UnclosedBlockReachesTheEnd) {
  EXPECT_THAT(outline("```yaml\na: 1\n# b\n"), ElementsAre("yaml 1-3 open"));
}

TEST(Outline, BlocksInListsAndQuotesAreMarkedAsNested) {
  EXPECT_THAT(outline("- a\n\n  ```yaml\n  b: 1\n  ```\n\n> ```yaml\n> c: 1\n> ```\n"),
              ElementsAre("yaml 3 nested", "yaml 7 nested"));
}

TEST(Outline, WindowsLineBreaksAndAMissingLastOneAreFine) {
  EXPECT_THAT(outline("# A\r\n\r\n```yaml\r\na: 1\r\n```"), ElementsAre("h1 1 A", "yaml 3-5"));
}

TEST(Outline, InfoStringMayHoldMoreThanTheLanguage) {
  EXPECT_THAT(outline("``` YAML {x=1}\n```\n"), ElementsAre("yaml 1-2"));
}

TEST(Outline, IndentedBlockIsNoFence) {
  EXPECT_THAT(outline("    ```yaml\n    a\n"), ElementsAre());
}

TEST(Outline, StartsWhereItIsTold) {
  const std::string text = "---\na: 1\n---\n# A\n";
  const SourceText source("test.md", text);
  const auto blocks = read_outline(source, 13);
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(std::get<Heading>(blocks[0]).span.begin.line, 4);
}

TEST(FenceContent, LosesTheFencesIndentAndCarriageReturns) {
  const std::string text = "  ```sh\r\n  a\r\n    b\r\nc\r\n  ```\r\n";
  const SourceText source("test.md", text);
  const auto blocks = read_outline(source, 0);
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(content(source, std::get<Fence>(blocks[0])), "a\n  b\nc\n");
}

TEST(Outline, DeepNestingTakesNoTime) {
  EXPECT_THAT(outline(std::string(200'000, '>') + "\n# A\n"), ElementsAre("h1 2 A"));
}

}  // namespace
}  // namespace fettle::document
