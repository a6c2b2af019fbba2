// What commands write while they run, as a log for people or programs: people get whole lines, each
// below the heading of its command; programs every piece as it comes. Asks nobody for anything.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "cli/log_writer.hpp"
#include "cli/remote/command_outputs.hpp"

namespace fettle::cli {

class LiveLog {
 public:
  explicit LiveLog(LogWriter writer) : writer_(std::move(writer)) {}

  /// How the session and the step of a part are called.
  struct Source {
    std::string target;
    bool recheck = false;
    std::string title;
  };
  void take(const CommandPart& part, const Source& source);

  /// It writes no more: a line without an end is its last.
  void end(std::string_view session);
  void end_all();

 private:
  /// Of one command, what has not been written yet.
  struct Waiting {
    store::CommandRow command;
    Source source;
    std::string text;
  };
  void write(const Waiting& waiting, std::string_view text);
  void end(const Waiting& waiting);

  LogWriter writer_;
  std::map<std::string, Waiting, std::less<>> waiting_;  ///< by session, which has one at a time
};

}  // namespace fettle::cli
