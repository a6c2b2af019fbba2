// What a target answers to the texts of script.hpp: a marker line, after which standard
// output is the command's own, and status lines on standard error. Pure; bounded memory; whatever
// else a login shell or sudo prints is kept only as words for an error message.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace fettle::transport {

/// One status line: `@@fettle ATTEMPT exited 3 BOOT BOOT`.
struct Status {
  enum class Kind {
    kStarted,     ///< the receipt exists; `boot` is its boot
    kEnding,      ///< its process group is being ended on our request
    kExited,      ///< `exit_status`, of boot `boot`; the target is now in boot `now`
    kGone,        ///< it ran, does not any more, and left no exit status
    kNever,       ///< it never started, and nothing is under way that would start it
    kUnwritable,  ///< the receipt can't be written; nothing was started
  };
  Kind kind = Kind::kNever;
  int exit_status = 0;
  std::string boot;
  std::string now;
  bool output_lost = false;  ///< the target's disk was full while the command wrote
  std::string message;
};

/// Reads a status line of `attempt`; empty for any other line.
std::optional<Status> parse_status(std::string_view attempt, std::string_view line);

/// Why `shell` did not start, from what came instead of the marker; and the way out of sudo's "no".
std::string why_no_shell(std::string_view shell, std::string_view noise);

/// Cuts standard error into lines; a line beyond 4 KiB is cut.
class LineReader {
 public:
  void feed(std::string_view bytes, const std::function<void(std::string_view line)>& each);
  /// What has come of a line without its end.
  std::string_view rest() const { return line_; }

 private:
  std::string line_;
};

/// Finds the marker `@@fettle PID` in standard output.
class MarkerReader {
 public:
  /// The bytes after the marker, once it was seen.
  std::string_view feed(std::string_view bytes);
  bool found() const { return pid_ != 0; }
  std::int64_t pid() const { return pid_; }
  /// What came before the marker, or instead of it; at most 4 KiB.
  std::string_view noise() const { return noise_; }

 private:
  std::int64_t pid_ = 0;
  std::string noise_;
};

/// Gives the bytes of a receipt's output their places: the head is as the command wrote it; what
/// follows the head is announced by a line `ALL FOLLOWING` (script.cpp, f_send_tail).
class ReceiptOutput {
 public:
  using Deliver = std::function<void(std::int64_t offset, std::string_view bytes)>;

  /// The stream starts at byte `offset` of the output.
  explicit ReceiptOutput(std::int64_t offset);
  void feed(std::string_view bytes, const Deliver& deliver);
  /// Bytes that the command wrote, as far as it is known.
  std::int64_t total() const { return total_; }

 private:
  std::int64_t next_;
  std::int64_t total_;
  std::string announcement_;
  bool in_tail_ = false;
};

}  // namespace fettle::transport
