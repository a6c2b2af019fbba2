#include "api/http/event_stream.hpp"

#include <utility>

namespace fettle::api::http {

bool EventStream::push(SharedText text) {
  std::function<void()> woken;
  {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return false;
    waiting_bytes_ += text->size();
    if (waiting_bytes_ > bytes_max_) {
      is_closed_ = true;
      waiting_.clear();
    } else {
      waiting_.push_back(std::move(text));
    }
    woken = woken_;
  }
  if (woken) woken();
  return !is_closed();
}

void EventStream::close() {
  std::function<void()> woken;
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    woken = woken_;
  }
  if (woken) woken();
}

bool EventStream::is_closed() const {
  const std::lock_guard lock(mutex_);
  return is_closed_;
}

bool EventStream::has_waiting() const {
  const std::lock_guard lock(mutex_);
  return !waiting_.empty();
}

std::vector<SharedText> EventStream::take() {
  const std::lock_guard lock(mutex_);
  waiting_bytes_ = 0;
  return std::exchange(waiting_, {});
}

void EventStream::listen(std::function<void()> woken) {
  const std::lock_guard lock(mutex_);
  woken_ = std::move(woken);
}

}  // namespace fettle::api::http
