#include "core/engine/word.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::engine {
namespace {

const Attribution kAnn{.by = {PrincipalKind::kUser, "u1", "Ann"}, .comment = "fine"};

TEST(Word, ToABatchComesBackAsItWasSaid) {
  for (const BatchInput& said : std::initializer_list<BatchInput>{
           AnswerLaunch{true, kAnn}, AnswerBatchGate{false, kAnn}, PauseBatch{kAnn},
           UnpauseBatch{kAnn}, CancelBatch{"enough"}, ContinueBatch{kAnn}}) {
    const auto text = encode_word(said);
    const auto read = read_batch_word(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->index(), said.index()) << text;
    EXPECT_EQ(encode_word(*read), text);
  }
}

TEST(Word, ToASessionComesBackAsItWasSaid) {
  using Mark = flow::Answered::Mark;
  for (const SessionInput& said : std::initializer_list<SessionInput>{
           AnswerGate{true, kAnn}, AnswerPerson{{Mark::kDoneWithIssues, "slow"}, kAnn},
           PauseSession{}, UnpauseSession{}, CancelSession{"enough"}, ReopenSession{"again"},
           RollBackSession{"back"}, ResolveStep{ResolveStep::As::kDone, "by hand"},
           SkipSession{"not today"}}) {
    const auto text = encode_word(said);
    const auto read = read_session_word(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->index(), said.index()) << text;
    EXPECT_EQ(encode_word(*read), text);
  }
}

TEST(Word, OfAMachineIsNotSaid) {
  EXPECT_EQ(encode_word(BatchInput(BatchRestarted{})), "");
  EXPECT_EQ(encode_word(SessionInput(SessionTimerDue{})), "");
  EXPECT_FALSE(read_session_word(R"({"kind":"session_timer_due"})"));
  EXPECT_FALSE(read_batch_word("nonsense"));
}

}  // namespace
}  // namespace fettle::engine
