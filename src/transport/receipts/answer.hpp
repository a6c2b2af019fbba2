// What a target answers to the texts of script.hpp: a marker line, after which standard output is
// the command's own, and status lines on standard error. Only lines that bear the answer to their
// own request's challenge, in their order and whole, are believed. Pure; every length, number and
// rate is bounded here, whatever the target sends; whatever else a login shell or sudo prints is
// kept only as words for an error message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transport/receipts/challenge.hpp"

namespace fettle::transport {

/// More than this before the marker, or in status lines, is no answer: bytes.
inline constexpr std::int64_t kNoiseTotalMax = std::int64_t{4} << 20;
/// No output is said to be larger than this: bytes, a number that JSON holds exactly.
inline constexpr std::int64_t kOutputTotalMax = std::int64_t{1} << 53;

/// One status line: `@@fettle PROOF-2 ATTEMPT exited 3 BOOT BOOT .`
struct Status {
  enum class Kind {
    kStarted,     ///< the receipt exists; `boot` is its boot
    kEnding,      ///< its process group is being ended on our request
    kSurvivor,    ///< a process that descends from it lives on after that; `message` says who
    kExited,      ///< `exit_status`, of boot `boot`; the target is now in boot `now`
    kRunning,     ///< it runs on; asked for no longer than this
    kGone,        ///< it ran, does not any more, and left no exit status
    kNever,       ///< it never started, and nothing is under way that would start it
    kUnwritable,  ///< the receipt can't be written; nothing was started
    kUnsafe,      ///< the receipt's place can be changed by others; `message` says why
    kBeside,      ///< an earlier attempt lives yet, `message` says who; nothing was started
    kShellless,   ///< the shell that was asked for, `message`, isn't there; nothing was started
    kUnended,     ///< what it has started could not be ended, see kSurvivor
    kEnded,       ///< all that a read command has started is ended
  };
  Kind kind = Kind::kNever;
  int exit_status = 0;
  std::string boot;
  std::string now;
  bool output_lost = false;  ///< the target's disk was full while the command wrote
  std::string message;
};

/// True for a status after which nothing more is said.
bool is_final(Status::Kind kind);

/// What follows the attempt's name in a status line; empty for what no target says.
std::optional<Status> parse_status(std::string_view text);

/// Reads the status lines of one answer.
class StatusReader {
 public:
  StatusReader(const Challenge& challenge, std::string_view attempt);
  /// Empty for any other line: of another request or attempt, cut, out of order, after the last.
  std::optional<Status> read(std::string_view line);

 private:
  std::string proof_;
  std::string attempt_;
  int lines_ = 0;
  bool started_ = false;
  bool over_ = false;
};

/// Cuts standard error into lines; a line beyond 4 KiB is cut.
class LineReader {
 public:
  void feed(std::string_view bytes, const std::function<void(std::string_view line)>& each);
  /// What has come of a line without its end.
  std::string_view rest() const { return line_; }
  /// More has come than anybody who answers us would say.
  bool flooded() const { return total_ > kNoiseTotalMax; }

 private:
  std::string line_;
  std::int64_t total_ = 0;
};

/// Finds the marker `@@fettle PROOF PID` in standard output.
class MarkerReader {
 public:
  explicit MarkerReader(const Challenge& challenge);
  /// The bytes after the marker, once it was seen.
  std::string_view feed(std::string_view bytes);
  bool found() const { return pid_ != 0; }
  std::int64_t pid() const { return pid_; }
  /// What came before the marker, or instead of it: its first 4 KiB.
  std::string noise() const { return noise_ + line_; }
  bool flooded() const { return !found() && total_ > kNoiseTotalMax; }

 private:
  bool is_marker();

  std::string marker_;
  std::int64_t pid_ = 0;
  std::int64_t total_ = 0;
  std::string noise_;
  std::string line_;
};

/// Finds in the output of reading commands, which ran one after the other, where each has ended:
/// `@@fettle PROOF-1 ended 0 .`, the number that of the command.
class EndReader {
 public:
  /// After `ends` of them all that comes is output of the last command.
  EndReader(const Challenge& challenge, std::size_t ends);

  /// Tells output, and the exit status of each command that has ended, in their order.
  void feed(std::string_view bytes, const std::function<void(std::string_view)>& output,
            const std::function<void(int exit_status)>& end);
  /// A line came that is ours and not the next one, or is cut: nothing was believed from there on.
  bool is_over() const { return is_over_; }

 private:
  std::optional<int> read(std::string_view line) const;

  std::string mark_;
  std::size_t ends_;
  std::string held_;  ///< what may be the beginning of such a line
  std::size_t ended_ = 0;
  bool is_over_ = false;
};

/// Gives the bytes of a receipt's output their places: the head is as the command wrote it; what
/// follows the head is announced by a line `ALL FOLLOWING` (follow_text.cpp, f_send_tail). What
/// can't be, and what goes beyond what was announced, is left out.
class ReceiptOutput {
 public:
  using Deliver = std::function<void(std::int64_t offset, std::string_view bytes)>;

  /// The stream starts at byte `offset` of the output.
  explicit ReceiptOutput(std::int64_t offset);
  void feed(std::string_view bytes, const Deliver& deliver);
  /// Bytes that the command wrote, as far as it is known.
  std::int64_t total() const { return total_; }

 private:
  void announce();

  std::int64_t next_;
  std::int64_t end_;  ///< of the part that is being read
  std::int64_t total_;
  std::string announcement_;
  bool announced_ = false;
};

}  // namespace fettle::transport
