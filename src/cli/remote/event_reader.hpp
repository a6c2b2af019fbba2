// Server-sent events out of the bytes of a stream, as the HTML standard (9.2.6) reads them.
// Bounded: of a message that never ends no more than 16 MiB are kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fettle::cli {

struct StreamMessage {
  std::string event;
  std::string id;
  std::string data;
};

class EventReader {
 public:
  void add(std::string_view bytes);
  /// The next whole message that has data.
  std::optional<StreamMessage> next();
  /// A new connection begins: what the last one left unfinished is nothing.
  void clear() { waiting_.clear(); }
  bool is_too_long() const;

 private:
  std::string waiting_;
};

}  // namespace fettle::cli
