#include "usecases/servers/change_word.hpp"

#include <utility>

namespace fettle::usecases {

std::string_view word_of(review::Change::Kind kind) {
  using enum review::Change::Kind;
  switch (kind) {
    case kAdded:
      return "added";
    case kRemoved:
      return "removed";
    case kChanged:
      return "changed";
    case kFailed:
      return "failed";
    case kStarted:
      return "started";
    case kStopped:
      return "stopped";
    case kRestarted:
      return "restarted";
    case kEnabled:
      return "enabled";
    case kDisabled:
      return "disabled";
  }
  std::unreachable();
}

}  // namespace fettle::usecases
