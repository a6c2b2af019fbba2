// One process at a time carries a batch out. The lock is the operating system's, on a file beside
// the database: it goes with the process, however that ends, so nothing stale can be left behind.
#pragma once

#include <string>
#include <utility>

#include "base/result.hpp"

namespace fettle::cli {

class BatchLock {
 public:
  /// kBusy where another process holds it; its number is in the message.
  static Result<BatchLock> take(const std::string& database, const std::string& batch);
  /// Whether a process carries the batch out now.
  static bool is_held(const std::string& database, const std::string& batch);
  BatchLock(BatchLock&& other) noexcept
      : file_(std::exchange(other.file_, -1)), path_(std::move(other.path_)) {}
  BatchLock& operator=(BatchLock&&) = delete;
  ~BatchLock();

 private:
  BatchLock(int file, std::string path) : file_(file), path_(std::move(path)) {}
  int file_ = -1;
  std::string path_;
};

}  // namespace fettle::cli
