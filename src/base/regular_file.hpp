// Reads a file that somebody named. Never waits and never reads without end: a named pipe, a device
// or a folder is refused before a byte of it is read, and so is more than the caller takes.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.hpp"

namespace fettle {

/// What may be read besides regular files.
enum class PipePolicy {
  kRefuse,
  /// The shell's `<(command)`, which is a pipe that no folder holds. Waits for its writer.
  kAllowUnnamed,
};

/// All of the file at `path`. Errors: kNotFound; kIo where it can't be opened or read; kInvalid
/// where it is no regular file, or larger than `bytes_max`. The message names the file and why.
Result<std::string> read_regular_file(const std::string& path, std::size_t bytes_max,
                                      PipePolicy pipes = PipePolicy::kRefuse);

/// The rest of what an open descriptor gives, such as standard input; waits for it. `name` is how
/// errors call it: kIo, or kInvalid where there are more than `bytes_max` bytes.
Result<std::string> read_descriptor(int descriptor, const std::string& name, std::size_t bytes_max);

/// As "a named pipe", for a file's `st_mode`; empty for a regular file.
std::string unusual_kind(unsigned mode);

}  // namespace fettle
