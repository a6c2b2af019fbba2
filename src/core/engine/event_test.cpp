#include "core/engine/event.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/enum_name.hpp"

namespace fettle::engine {
namespace {

Event answered() {
  return {.body = GateAnswered{true, {.by = command_line("ann"), .comment = "looks fine"}},
          .at = {1'774'699'200'000},
          .stage = "steps",
          .step = 1,
          .status = "awaiting_approval"};
}

TEST(Event, ComesBackAsItWasStored) {
  const auto text = encode(answered());
  const auto event = read_event(text);
  ASSERT_TRUE(event) << text;
  EXPECT_EQ(encode(*event), text);
  EXPECT_EQ(kind(*event), EventKind::kGateAnswered);
  EXPECT_EQ(std::get<GateAnswered>(event->body).by.by.name, "ann");
}

TEST(Event, SaysWhoAnsweredAndWhatTheySaid) {
  EXPECT_EQ(message(answered()), "approved by ann: looks fine");
}

TEST(Event, OfTheFirstFormatKeepsItsWordsAndGetsItsFields) {
  const auto event =
      read_event(R"({"kind":"gate_answered","at":1774699200000,"stage":"steps","step":1,)"
                 R"("status":"awaiting_approval","message":"rejected by ann: not today: really"})");
  ASSERT_TRUE(event);
  const auto& body = std::get<GateAnswered>(event->body);
  EXPECT_FALSE(body.approved);
  EXPECT_EQ(body.by.by, command_line("ann"));
  EXPECT_EQ(body.by.comment, "not today: really");
  EXPECT_EQ(message(*event), "rejected by ann: not today: really");
  EXPECT_EQ(event->step, 1);
}

TEST(Event, OfTheFirstFormatIsToldInTheSameWords) {
  for (const auto& [kind, name] : kNamedValues<EventKind>) {
    const bool has_no_words = kind == EventKind::kBatchStarted || kind == EventKind::kBatchPaused ||
                              kind == EventKind::kSessionStarted ||
                              kind == EventKind::kSessionResumed ||
                              kind == EventKind::kSessionPaused ||
                              kind == EventKind::kSessionWaiting || kind == EventKind::kStepStarted;
    const bool is_answer = kind == EventKind::kGateAnswered ||
                           kind == EventKind::kBatchGateAnswered ||
                           kind == EventKind::kLaunchAnswered;
    const auto* words =
        is_answer                          ? "approved by ann"
        : kind == EventKind::kBatchResumed ? "with the rest, by ann"
        : kind == EventKind::kBatchGateOpened || kind == EventKind::kBatchGateReminder
            ? "ring \"canary\" is done"
        : kind == EventKind::kRecheckStarted ? "ring \"canary\""
                                             : "because";
    EXPECT_EQ(message(earlier_event(kind, words)), has_no_words ? "" : words) << name.view();
  }
}

TEST(Event, ThatIsNoneIsRefused) {
  EXPECT_FALSE(
      read_event(R"({"body":{"kind":"made_up"},"at":1,"stage":"","step":-1,"status":""})"));
  EXPECT_FALSE(read_event("[]"));
}

}  // namespace
}  // namespace fettle::engine
