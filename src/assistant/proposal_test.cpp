#include "assistant/proposal.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fettle::assistant {
namespace {

struct Read {
  std::string shown;
  std::optional<std::string> proposal;
};

/// In pieces of `size` bytes.
Read read(std::string_view answer, std::size_t size) {
  ProposalReader reader;
  Read result;
  for (; !answer.empty(); answer.remove_prefix(std::min(size, answer.size()))) {
    result.shown += reader.read(answer.substr(0, size));
  }
  result.shown += reader.finish();
  result.proposal = reader.proposal();
  return result;
}

std::string block(std::string_view text) {
  return std::string(kProposalBegin) + "\n" + std::string(text) + std::string(kProposalEnd);
}

TEST(Proposal, IsTakenOutOfTheAnswerHoweverItIsCut) {
  const auto answer = "Here === it is:\n" + block("# Plan\n") + "\nDone.";
  for (std::size_t size = 1; size < answer.size() + 1; ++size) {
    const auto got = read(answer, size);
    EXPECT_EQ(got.shown, "Here === it is:\n\nDone.") << size;
    EXPECT_EQ(got.proposal, "# Plan\n") << size;
  }
}

TEST(Proposal, IsNoneWhereTheBlockIsNotClosed) {
  const auto got = read("a" + std::string(kProposalBegin) + "\n# Plan\n===PROPOSED", 3);
  EXPECT_EQ(got.shown, "a");
  EXPECT_EQ(got.proposal, std::nullopt);
}

TEST(Proposal, IsTheFirstOfTwo) {
  const auto got = read("a" + block("one\n") + "b" + block("two\n") + "c", 5);
  EXPECT_EQ(got.shown, "abc");
  EXPECT_EQ(got.proposal, "one\n");
}

TEST(Proposal, ASecondThatIsNotClosedTakesNothingAway) {
  const auto got = read(block("one\n") + std::string(kProposalBegin) + "two", 4);
  EXPECT_EQ(got.proposal, "one\n");
}

TEST(Proposal, TextThatOnlyBeginsLikeAMarkIsShown) {
  EXPECT_EQ(read("===PROPOSED-MARK", 4).shown, "===PROPOSED-MARK");
  EXPECT_EQ(read("", 4).proposal, std::nullopt);
}

TEST(Proposal, MayStandOnTheLineOfItsMark) {
  EXPECT_EQ(read(std::string(kProposalBegin) + "# x" + std::string(kProposalEnd), 99).proposal,
            "# x");
}

}  // namespace
}  // namespace fettle::assistant
