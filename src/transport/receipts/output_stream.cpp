#include "transport/receipts/output_stream.hpp"

#include <algorithm>

namespace fettle::transport {
namespace {

constexpr std::size_t kPieceMax = std::size_t{32} * 1024;
constexpr std::size_t kTailMax = 4096;

}  // namespace

void OutputStream::deliver(std::int64_t offset, std::string_view bytes) {
  const std::int64_t known = std::min(std::max<std::int64_t>(next_ - offset, 0), std::ssize(bytes));
  bytes.remove_prefix(static_cast<std::size_t>(known));
  offset += known;
  bytes = bytes.substr(0, static_cast<std::size_t>(room_));
  room_ -= std::ssize(bytes);
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, kPieceMax);
    if (offset > next_) tail_.clear();
    tail_ += piece;
    if (tail_.size() > kTailMax) tail_.erase(0, tail_.size() - kTailMax);
    listener_->output(order_, offset, piece);
    offset += std::ssize(piece);
    next_ = offset;
    bytes.remove_prefix(piece.size());
  }
}

void OutputStream::append(std::string_view bytes) {
  const std::int64_t offset = appended_;
  appended_ += std::ssize(bytes);
  const std::int64_t room = std::clamp<std::int64_t>(head_ - offset, 0, std::ssize(bytes));
  deliver(offset, bytes.substr(0, static_cast<std::size_t>(room)));
  held_ += bytes.substr(static_cast<std::size_t>(room));
  const auto tail = static_cast<std::size_t>(head_);
  if (held_.size() > 2 * tail) held_.erase(0, held_.size() - tail);
}

void OutputStream::begin_again() {
  appended_ = 0;
  held_.clear();
}

void OutputStream::finish() {
  const std::string_view held = held_;
  const std::size_t kept = std::min(held.size(), static_cast<std::size_t>(head_));
  deliver(appended_ - static_cast<std::int64_t>(kept), held.substr(held.size() - kept));
  held_ = {};
}

}  // namespace fettle::transport
