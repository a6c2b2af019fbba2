#include "transport/receipts/output_stream.hpp"

#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

struct Pieces : ports::OrderListener {
  void started(std::string_view) override {}
  void output(std::string_view, std::int64_t offset, std::string_view bytes) override {
    if (offset != next) ++jumps;
    largest = std::max(largest, bytes.size());
    next = offset + std::ssize(bytes);
    text += bytes;
  }
  void ended(std::string_view, flow::CommandResult) override {}
  std::int64_t next = 0;
  std::size_t largest = 0;
  int jumps = 0;
  std::string text;
};

ports::Order order_from(std::int64_t offset) {
  ports::Order order;
  order.id = "order";
  order.output_offset = offset;
  return order;
}

TEST(OutputStream, LargeOutputComesInPieces) {
  const auto pieces = std::make_shared<Pieces>();
  OutputStream output(order_from(0), pieces);
  output.deliver(0, std::string(100'000, 'x'));
  EXPECT_EQ(pieces->text.size(), 100'000U);
  EXPECT_EQ(pieces->largest, 32U * 1024);
  EXPECT_EQ(output.tail().size(), 4096U);
}

TEST(OutputStream, WhatIsKnownIsNotTold) {
  const auto pieces = std::make_shared<Pieces>();
  OutputStream output(order_from(3), pieces);
  output.deliver(0, "abc");
  output.deliver(2, "cde");
  output.deliver(4, "ef");
  EXPECT_EQ(pieces->text, "def");
  EXPECT_EQ(output.next(), 6);
}

TEST(OutputStream, WhatGoesBeyondTheCapIsLeftOut) {
  const auto pieces = std::make_shared<Pieces>();
  OutputStream output(order_from(0), pieces);
  for (std::int64_t i = 0; i < 300; ++i) output.deliver(i << 20U, std::string(1 << 20, 'x'));
  EXPECT_EQ(pieces->text.size(), 1U << 20);
}

TEST(OutputStream, ReadOutputOfOneMebibyteIsWhole) {
  const auto pieces = std::make_shared<Pieces>();
  OutputStream output(order_from(0), pieces);
  for (int i = 0; i < 1024; ++i) output.append(std::string(1024, 'x'));
  output.finish();
  EXPECT_EQ(pieces->text.size(), 1U << 20);
  EXPECT_EQ(pieces->jumps, 0);
}

TEST(OutputStream, ReadOutputBeyondOneMebibyteKeepsHeadAndTail) {
  const auto pieces = std::make_shared<Pieces>();
  OutputStream output(order_from(0), pieces);
  output.append("first");
  for (int i = 0; i < 4096; ++i) output.append(std::string(1024, 'x'));
  output.append("last");
  output.finish();
  EXPECT_EQ(pieces->text.size(), 1U << 20);
  EXPECT_EQ(pieces->jumps, 1);
  EXPECT_EQ(pieces->next, output.appended());
  EXPECT_TRUE(pieces->text.starts_with("first"));
  EXPECT_TRUE(pieces->text.ends_with("last"));
}

TEST(OutputStream, CommandThatRunsASecondTimeIsToldOnce) {
  const auto pieces = std::make_shared<Pieces>();
  OutputStream output(order_from(0), pieces);
  output.append("one\ntw");
  output.begin_again();
  output.append("one\ntwo\n");
  output.finish();
  EXPECT_EQ(pieces->text, "one\ntwo\n");
  EXPECT_EQ(pieces->jumps, 0);
  EXPECT_EQ(output.appended(), 8);
}

}  // namespace
}  // namespace fettle::transport
