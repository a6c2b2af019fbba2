// What a service writes about itself, one line an event, to standard error: `key=value` for people
// or JSON for programs. Values come from outside and can't break a line. From any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"

namespace fettle::app {

enum class LogFormat { kText, kJson };

class Log {
 public:
  using Fields = std::vector<std::pair<std::string_view, std::string>>;

  explicit Log(LogFormat format) : format_(format) {}

  /// `event` is a stable word: `listening`, `request`. A failure to write is nobody's to hear.
  void write(Instant at, std::string_view event, const Fields& fields) const;

 private:
  LogFormat format_;
};

/// The line as it is written, with its end.
std::string log_line(LogFormat format, Instant at, std::string_view event,
                     const Log::Fields& fields);

}  // namespace fettle::app
