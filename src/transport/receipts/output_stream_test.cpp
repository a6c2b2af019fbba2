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

TEST(Delivery, LargeOutputComesInPieces) {
  const auto pieces = std::make_shared<Pieces>();
  Delivery delivery(order_from(0), pieces);
  delivery.deliver(0, std::string(100'000, 'x'));
  EXPECT_EQ(pieces->text.size(), 100'000U);
  EXPECT_EQ(pieces->largest, 32U * 1024);
  EXPECT_EQ(delivery.tail().size(), 4096U);
}

TEST(Delivery, WhatIsKnownIsNotTold) {
  const auto pieces = std::make_shared<Pieces>();
  Delivery delivery(order_from(3), pieces);
  delivery.deliver(0, "abc");
  delivery.deliver(2, "cde");
  delivery.deliver(4, "ef");
  EXPECT_EQ(pieces->text, "def");
  EXPECT_EQ(delivery.next(), 6);
}

TEST(Delivery, ReadOutputOfOneMebibyteIsWhole) {
  const auto pieces = std::make_shared<Pieces>();
  Delivery delivery(order_from(0), pieces);
  for (int i = 0; i < 1024; ++i) delivery.append(std::string(1024, 'x'));
  delivery.finish();
  EXPECT_EQ(pieces->text.size(), 1U << 20);
  EXPECT_EQ(pieces->jumps, 0);
}

TEST(Delivery, ReadOutputBeyondOneMebibyteKeepsHeadAndTail) {
  const auto pieces = std::make_shared<Pieces>();
  Delivery delivery(order_from(0), pieces);
  delivery.append("first");
  for (int i = 0; i < 4096; ++i) delivery.append(std::string(1024, 'x'));
  delivery.append("last");
  delivery.finish();
  EXPECT_EQ(pieces->text.size(), 1U << 20);
  EXPECT_EQ(pieces->jumps, 1);
  EXPECT_EQ(pieces->next, delivery.appended());
  EXPECT_TRUE(pieces->text.starts_with("first"));
  EXPECT_TRUE(pieces->text.ends_with("last"));
}

}  // namespace
}  // namespace fettle::transport
