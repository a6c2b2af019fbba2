// The contract of ports/transport.hpp as tests that every implementation passes. An
// implementation brings a rig: its transport, one target, and scripts with known effects.
//
//   struct Rig {
//     ports::Transport& transport();
//     fleet::Target target();
//     Instant now();
//     bool run_until(std::function<bool()> condition);  // false when it never came to hold
//     std::string counting_script();    // counts one run, exits with 0
//     int count();
//     std::string printing_script(std::string text);
//     std::string exiting_script(int status);
//     std::string endless_script();     // says "up" and runs until it is ended
//     // Where the transport can't keep a promise: the test's name, and why. May be left out.
//     static std::map<std::string, std::string> exceptions();
//   };
//   INSTANTIATE_TYPED_TEST_SUITE_P(Ssh, TransportConformance, Rig);
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ports/transport.hpp"

namespace fettle::conformance {

/// Writes down what an order's listener hears, and whether the rules of hearing were kept.
struct Heard : ports::OrderListener {
  bool may_begin() const override {
    ++asked;
    return has_right;
  }
  void started(std::string_view) override { ++starts; }
  void output(std::string_view, std::int64_t offset, std::string_view bytes) override {
    EXPECT_FALSE(result) << "output after the end";
    EXPECT_GE(offset, next) << "output twice";
    EXPECT_LE(bytes.size(), 32U * 1024) << "a chunk is too large";
    gaps += offset > next ? 1 : 0;
    text += bytes;
    next = offset + std::ssize(bytes);
  }
  void ended(std::string_view, flow::CommandResult how) override {
    EXPECT_FALSE(result) << "ended twice";
    result = std::move(how);
  }
  bool over() const { return result.has_value(); }

  bool has_right = true;
  mutable int asked = 0;
  int starts = 0;
  int gaps = 0;
  std::int64_t next = 0;
  std::string text;
  std::optional<flow::CommandResult> result;
};

template <class Rig>
class TransportConformance : public testing::Test {
 protected:
  void SetUp() override {
    if constexpr (requires { Rig::exceptions(); }) {
      const auto all = Rig::exceptions();
      const auto found = all.find(testing::UnitTest::GetInstance()->current_test_info()->name());
      if (found != all.end()) GTEST_SKIP() << "not promised: " << found->second;
    }
  }
  ports::Order order(flow::Access access, std::string script) {
    ports::Order order;
    order.id = "order-" + std::to_string(++orders_);
    order.session = "session";
    order.target = rig.target();
    order.become = order.target.server.become;
    order.command = {.script = std::move(script), .access = access};
    order.deadline = rig.now() + std::chrono::minutes(1);
    if (access == flow::Access::kChange) order.attempt = "attempt-" + std::to_string(orders_);
    return order;
  }
  /// For script `place`, those after it following.
  ports::Order order_with_rest(const std::vector<std::string>& scripts, std::size_t place) {
    auto made = order(flow::Access::kRead, scripts[place]);
    for (auto i = place + 1; i < scripts.size(); ++i) made.command.following.push_back(scripts[i]);
    return made;
  }
  std::shared_ptr<Heard> start(const ports::Order& order) {
    auto heard = std::make_shared<Heard>();
    rig.transport().start(order, heard);
    EXPECT_FALSE(heard->over()) << "the listener heard within the call";
    return heard;
  }
  flow::CommandResult end_of(const std::shared_ptr<Heard>& heard) {
    EXPECT_TRUE(rig.run_until([&] { return heard->over(); })) << "the order never ended";
    return heard->result.value_or(flow::CommandResult{});
  }
  flow::CommandResult carry_out(const ports::Order& order) { return end_of(start(order)); }

  Rig rig;

 private:
  int orders_ = 0;
};

TYPED_TEST_SUITE_P(TransportConformance);

TYPED_TEST_P(TransportConformance, ReadCommandTellsItsOutputAndItsExitStatus) {
  const auto heard =
      this->start(this->order(flow::Access::kRead, this->rig.printing_script("hello")));
  const auto result = this->end_of(heard);
  EXPECT_EQ(result.ending, flow::Ending::kExited) << result.message;
  EXPECT_EQ(result.exit_status, 0);
  EXPECT_THAT(heard->text, testing::HasSubstr("hello"));
  EXPECT_EQ(result.output_bytes, std::ssize(heard->text));
  EXPECT_EQ(result.tail, heard->text);
}

TYPED_TEST_P(TransportConformance, ReadCommandRunsAgainWhenOrderedAgain) {
  const auto order = this->order(flow::Access::kRead, this->rig.counting_script());
  this->carry_out(order);
  this->carry_out(order);
  EXPECT_EQ(this->rig.count(), 2);
}

TYPED_TEST_P(TransportConformance, CommandsThatFollowAreEachToldByTheirOwnOrder) {
  auto& rig = this->rig;
  const std::vector<std::string> scripts{rig.printing_script("one"), rig.exiting_script(3),
                                         rig.counting_script(), rig.printing_script("last")};
  std::vector<flow::CommandResult> results;
  std::string text;
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    const auto heard = this->start(this->order_with_rest(scripts, i));
    results.push_back(this->end_of(heard));
    EXPECT_EQ(results[i].ending, flow::Ending::kExited) << results[i].message;
    EXPECT_EQ(results[i].output_bytes, std::ssize(heard->text));
    text += heard->text + "|";
  }
  EXPECT_THAT(text, testing::MatchesRegex("[^|]*one[^|]*\\|[^|]*\\|[^|]*\\|[^|]*last[^|]*\\|"));
  EXPECT_EQ(results[1].exit_status, 3);
  EXPECT_TRUE(results[2].succeeded() && results[3].succeeded());
  EXPECT_EQ(rig.count(), 1);
}

TYPED_TEST_P(TransportConformance, CommandThatExceedsItsTimeKeepsNoneThatFollows) {
  auto& rig = this->rig;
  const std::vector<std::string> scripts{rig.exiting_script(3), rig.endless_script(),
                                         rig.counting_script(), rig.exiting_script(4)};
  std::vector<flow::CommandResult> results;
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    auto order = this->order_with_rest(scripts, i);
    if (i == 1) order.deadline = rig.now() + std::chrono::milliseconds(800);
    results.push_back(this->carry_out(order));
  }
  EXPECT_EQ(results[0].exit_status, 3);
  EXPECT_EQ(results[1].ending, flow::Ending::kTimedOut) << results[1].message;
  EXPECT_TRUE(results[2].succeeded()) << results[2].message;
  EXPECT_EQ(results[3].exit_status, 4);
  EXPECT_EQ(rig.count(), 1);
}

TYPED_TEST_P(TransportConformance, StopOfACommandThatFollowsEndsIt) {
  const std::vector<std::string> scripts{this->rig.exiting_script(0), this->rig.endless_script(),
                                         this->rig.exiting_script(0)};
  this->carry_out(this->order_with_rest(scripts, 0));
  const auto order = this->order_with_rest(scripts, 1);
  const auto heard = this->start(order);
  ASSERT_TRUE(this->rig.run_until([&] { return !heard->text.empty(); }));
  this->rig.transport().stop(order.id);
  EXPECT_EQ(this->end_of(heard).ending, flow::Ending::kCancelled);
}

TYPED_TEST_P(TransportConformance, ExitStatusComesThroughOfBothKinds) {
  for (const auto access : {flow::Access::kRead, flow::Access::kChange}) {
    const auto result = this->carry_out(this->order(access, this->rig.exiting_script(3)));
    EXPECT_EQ(result.ending, flow::Ending::kExited) << result.message;
    EXPECT_EQ(result.exit_status, 3);
  }
}

TYPED_TEST_P(TransportConformance, ChangingCommandTellsThatItStartedOnce) {
  const auto heard =
      this->start(this->order(flow::Access::kChange, this->rig.printing_script("hello")));
  const auto result = this->end_of(heard);
  EXPECT_TRUE(result.succeeded()) << result.message;
  EXPECT_EQ(heard->starts, 1);
  EXPECT_THAT(heard->text, testing::HasSubstr("hello"));
}

TYPED_TEST_P(TransportConformance, ChangingCommandRunsOnceHoweverOftenItIsOrdered) {
  auto order = this->order(flow::Access::kChange, this->rig.counting_script());
  for (int i = 0; i < 3; ++i) {
    order.id += "-again";
    const auto result = this->carry_out(order);
    EXPECT_TRUE(result.succeeded()) << result.message;
  }
  EXPECT_EQ(this->rig.count(), 1);
}

TYPED_TEST_P(TransportConformance, ChangingCommandIsBegunOnlyWhileItsProcessMay) {
  const auto heard = std::make_shared<Heard>();
  heard->has_right = false;
  this->rig.transport().start(this->order(flow::Access::kChange, this->rig.counting_script()),
                              heard);
  ASSERT_TRUE(this->rig.run_until([&] { return heard->asked > 1; }));
  EXPECT_EQ(this->rig.count(), 0);
  EXPECT_FALSE(heard->over());
  heard->has_right = true;
  EXPECT_TRUE(this->end_of(heard).succeeded());
  EXPECT_EQ(this->rig.count(), 1);
}

TYPED_TEST_P(TransportConformance, TwoOrdersForOneAttemptAtOnceRunItOnce) {
  auto first = this->order(flow::Access::kChange, this->rig.counting_script());
  auto second = first;
  second.id = "second";
  second.session = "another session";
  const auto heard_first = this->start(first);
  const auto heard_second = this->start(second);
  EXPECT_TRUE(this->end_of(heard_first).succeeded());
  EXPECT_TRUE(this->end_of(heard_second).succeeded());
  EXPECT_EQ(this->rig.count(), 1);
}

TYPED_TEST_P(TransportConformance, FollowingGoesOnFromTheOutputThatIsStored) {
  auto order = this->order(flow::Access::kChange, this->rig.printing_script("hello"));
  this->carry_out(order);
  order.id = "later";
  order.known_started = true;
  order.output_offset = 2;
  auto heard = std::make_shared<Heard>();
  heard->next = 2;
  this->rig.transport().start(order, heard);
  EXPECT_TRUE(this->end_of(heard).succeeded());
  EXPECT_THAT(heard->text, testing::StartsWith("llo"));
}

TYPED_TEST_P(TransportConformance, ReceiptThatIsGoneMakesTheOutcomeUnknown) {
  auto order = this->order(flow::Access::kChange, this->rig.counting_script());
  order.known_started = true;
  EXPECT_EQ(this->carry_out(order).ending, flow::Ending::kUnknown);
  EXPECT_EQ(this->rig.count(), 0);
}

TYPED_TEST_P(TransportConformance, StopEndsTheCommandOfBothKinds) {
  for (const auto access : {flow::Access::kRead, flow::Access::kChange}) {
    const auto order = this->order(access, this->rig.endless_script());
    const auto heard = this->start(order);
    ASSERT_TRUE(this->rig.run_until([&] { return !heard->text.empty(); }));
    this->rig.transport().stop(order.id);
    const auto result = this->end_of(heard);
    EXPECT_EQ(result.ending, flow::Ending::kCancelled) << result.message;
  }
}

TYPED_TEST_P(TransportConformance, DeadlineEndsTheCommandOfBothKinds) {
  // Connects, so that the time below is the command's alone.
  this->carry_out(this->order(flow::Access::kRead, this->rig.exiting_script(0)));
  for (const auto access : {flow::Access::kRead, flow::Access::kChange}) {
    auto order = this->order(access, this->rig.endless_script());
    order.deadline = this->rig.now() + std::chrono::milliseconds(800);
    const auto result = this->carry_out(order);
    EXPECT_EQ(result.ending, flow::Ending::kTimedOut) << result.message;
  }
}

TYPED_TEST_P(TransportConformance, StopOfAnUnknownOrderIsIgnored) {
  this->rig.transport().stop("nothing of the kind");
  EXPECT_TRUE(
      this->carry_out(this->order(flow::Access::kRead, this->rig.exiting_script(0))).succeeded());
}

TYPED_TEST_P(TransportConformance, ReleaseRemovesReceipts) {
  auto order = this->order(flow::Access::kChange, this->rig.counting_script());
  this->carry_out(order);
  std::optional<bool> removed;
  this->rig.transport().release({.session = order.session,
                                 .target = order.target,
                                 .become = order.become,
                                 .attempts = {order.attempt}},
                                [&](bool gone) { removed = gone; });
  ASSERT_TRUE(this->rig.run_until([&] { return removed.has_value(); }));
  EXPECT_TRUE(*removed);
  order.id = "afterwards";
  order.known_started = true;
  EXPECT_EQ(this->carry_out(order).ending, flow::Ending::kUnknown);
}

REGISTER_TYPED_TEST_SUITE_P(
    TransportConformance, ReadCommandTellsItsOutputAndItsExitStatus,
    ReadCommandRunsAgainWhenOrderedAgain, CommandsThatFollowAreEachToldByTheirOwnOrder,
    CommandThatExceedsItsTimeKeepsNoneThatFollows, StopOfACommandThatFollowsEndsIt,
    ExitStatusComesThroughOfBothKinds, ChangingCommandTellsThatItStartedOnce,
    ChangingCommandRunsOnceHoweverOftenItIsOrdered, ChangingCommandIsBegunOnlyWhileItsProcessMay,
    TwoOrdersForOneAttemptAtOnceRunItOnce, FollowingGoesOnFromTheOutputThatIsStored,
    ReceiptThatIsGoneMakesTheOutcomeUnknown, StopEndsTheCommandOfBothKinds,
    DeadlineEndsTheCommandOfBothKinds, StopOfAnUnknownOrderIsIgnored, ReleaseRemovesReceipts);

}  // namespace fettle::conformance
