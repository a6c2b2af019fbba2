#include "api/http/event_stream.hpp"

#include <utility>

namespace fettle::api::http {

bool EventStream::push(std::string_view text) {
  std::function<void()> woken;
  {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return false;
    if (waiting_.size() + text.size() > bytes_max_) {
      is_closed_ = true;
      waiting_.clear();
    } else {
      waiting_ += text;
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

std::string EventStream::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(waiting_, {});
}

void EventStream::listen(std::function<void()> woken) {
  const std::lock_guard lock(mutex_);
  woken_ = std::move(woken);
}

}  // namespace fettle::api::http
