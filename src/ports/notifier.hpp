// Where messages for people go: at least once each. A delivery that fails never fails a run.
#pragma once

#include <string>

namespace fettle::ports {

struct Message {
  std::string id;  ///< the same each time that it is sent: it may be sent again after a crash
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
