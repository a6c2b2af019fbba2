// Where messages for people go. A delivery that fails never fails a run.
#pragma once

#include <string>

namespace fettle::ports {

struct Message {
  std::string text;
  std::string channel;   ///< empty: every channel
  std::string severity;  ///< "info", "warning" or "error"
};

class Notifier {
 public:
  virtual ~Notifier() = default;
  virtual void send(const Message& message) = 0;
};

}  // namespace fettle::ports
