// Output on its way to an order's listener: in pieces of at most 32 KiB, nothing twice, and for
// read commands the house's cap: the head as it comes, of what is beyond only the tail, at the
// end. Keeps the last lines for the result.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ports/transport.hpp"

namespace fettle::transport {

class OutputStream {
 public:
  /// Bytes before the order's `output_offset` are known to the listener already.
  OutputStream(const ports::Order& order, std::shared_ptr<ports::OrderListener> listener)
      : order_(order.id),
        listener_(std::move(listener)),
        next_(order.output_offset),
        head_(order.output_max / 2),
        room_(order.output_max) {}

  /// Bytes of the command's output from `offset` on; beyond the order's cap they are left out.
  void deliver(std::int64_t offset, std::string_view bytes);
  /// Bytes of a read command, which follow one another.
  void append(std::string_view bytes);
  /// The command runs a second time; what it said the first time is not delivered twice.
  void begin_again();
  /// Delivers the tail of what append() has held back.
  void finish();

  std::int64_t next() const { return next_; }
  std::int64_t appended() const { return appended_; }
  const std::string& tail() const { return tail_; }

 private:
  std::string order_;
  std::shared_ptr<ports::OrderListener> listener_;
  std::int64_t next_;
  std::int64_t head_;
  std::int64_t room_;  ///< for bytes to deliver yet
  std::int64_t appended_ = 0;
  std::string held_;
  std::string tail_;
};

}  // namespace fettle::transport
