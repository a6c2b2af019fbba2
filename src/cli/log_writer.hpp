// What commands wrote, for people or programs: `fettle logs` from the database or a service, whole
// or as it comes. Knows where the last piece came from, so that the next needs no heading of its
// own.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "cli/view/view.hpp"

namespace fettle::cli {

/// A piece of what one command wrote.
struct LogPiece {
  std::string_view target;
  std::string_view session;
  bool recheck = false;
  std::string_view stage;
  int step = 0;
  std::string_view title;
  std::string_view order;     ///< the command
  std::int64_t left_out = 0;  ///< bytes of the command that nobody kept
  std::string_view text;
};

class LogWriter {
 public:
  LogWriter(OutputFormat format, std::ostream& out) : format_(format), out_(out) {}

  OutputFormat format() const { return format_; }
  /// For people whole lines are best: what has no end yet stands on a line of its own.
  void write(const LogPiece& piece);
  /// `... 12 bytes were not kept ...`, below what the command wrote; programs know it already.
  void end(std::int64_t left_out);

 private:
  using StepKey = std::tuple<std::string, std::string, int>;
  int try_of(const LogPiece& piece);

  OutputFormat format_;
  std::ostream& out_;
  std::map<StepKey, std::map<std::string, int, std::less<>>> tries_;  ///< of orders, by step
  std::string last_order_;
};

}  // namespace fettle::cli
