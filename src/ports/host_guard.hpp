// Keeps two sessions off one host where their batches are in different databases, which know
// nothing of each other. Within one database admission does it (store/admission.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fettle::ports {

class HostGuard {
 public:
  virtual ~HostGuard() = default;
  /// Empty once the host is this process's; else who has it, in words. Never blocks. What was
  /// entered twice is left twice.
  virtual std::optional<std::string> enter(std::string_view host) = 0;
  virtual void leave(std::string_view host) = 0;
};

}  // namespace fettle::ports
