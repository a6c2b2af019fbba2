#include "api/http/event_stream.hpp"

#include <gmock/gmock.h>

namespace fettle::api::http {
namespace {

TEST(EventStream, GivesAllThatWasPushedAtOnce) {
  EventStream stream;
  int woken = 0;
  stream.listen([&] { ++woken; });
  EXPECT_TRUE(stream.push("a"));
  EXPECT_TRUE(stream.push("b"));
  EXPECT_EQ(woken, 2);
  EXPECT_EQ(stream.take(), "ab");
  EXPECT_EQ(stream.take(), "");
}

TEST(EventStream, WhatWasPushedIsSentAfterTheClose) {
  EventStream stream;
  stream.push("last words");
  stream.close();
  EXPECT_FALSE(stream.push("more"));
  EXPECT_EQ(stream.take(), "last words");
}

TEST(EventStream, AClientThatIsTooSlowIsDropped) {
  EventStream stream(10);
  EXPECT_TRUE(stream.push("0123456789"));
  EXPECT_FALSE(stream.push("x"));
  EXPECT_TRUE(stream.is_closed());
  EXPECT_EQ(stream.take(), "");
}

}  // namespace
}  // namespace fettle::api::http
