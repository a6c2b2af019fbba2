#include "api/http/event_stream.hpp"

#include <gmock/gmock.h>

namespace fettle::api::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pointee;
using ::testing::Pointer;

TEST(EventStream, SendsTheBytesThatOthersSendToo) {
  const auto text = std::make_shared<const std::string>("news");
  EventStream one;
  EventStream other;
  one.push(text);
  other.push(text);
  EXPECT_THAT(one.take(), ElementsAre(Pointer(text.get())));
  EXPECT_THAT(other.take(), ElementsAre(Pointer(text.get())));
}

TEST(EventStream, KnowsWhetherItsClientHasTakenEverything) {
  EventStream stream;
  EXPECT_FALSE(stream.has_waiting());
  stream.push("news");
  EXPECT_TRUE(stream.has_waiting());
  stream.take();
  EXPECT_FALSE(stream.has_waiting());
}

TEST(EventStream, WhatWasTakenLeavesRoom) {
  EventStream stream(10);
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(stream.push("0123456789"));
    stream.take();
  }
}

TEST(EventStream, GivesAllThatWasPushedAtOnce) {
  EventStream stream;
  int woken = 0;
  stream.listen([&] { ++woken; });
  EXPECT_TRUE(stream.push("a"));
  EXPECT_TRUE(stream.push("b"));
  EXPECT_EQ(woken, 2);
  EXPECT_THAT(stream.take(), ElementsAre(Pointee(std::string("a")), Pointee(std::string("b"))));
  EXPECT_THAT(stream.take(), IsEmpty());
}

TEST(EventStream, WhatWasPushedIsSentAfterTheClose) {
  EventStream stream;
  stream.push("last words");
  stream.close();
  EXPECT_FALSE(stream.push("more"));
  EXPECT_THAT(stream.take(), ElementsAre(Pointee(std::string("last words"))));
}

TEST(EventStream, AClientThatIsTooSlowIsDropped) {
  EventStream stream(10);
  EXPECT_TRUE(stream.push("0123456789"));
  EXPECT_FALSE(stream.push("x"));
  EXPECT_TRUE(stream.is_closed());
  EXPECT_THAT(stream.take(), IsEmpty());
}

}  // namespace
}  // namespace fettle::api::http
