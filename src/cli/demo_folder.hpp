// The demo's temporary folder, readable by its owner alone. It goes with this process, however that
// ends: a helper process waits for the end and removes it.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "transport/os/child.hpp"

namespace fettle::cli {

class DemoFolder {
 public:
  static Result<std::unique_ptr<DemoFolder>> make();
  /// Ends every other descendant of this process first: who still writes could bring a file back.
  ~DemoFolder();
  DemoFolder(const DemoFolder&) = delete;
  DemoFolder& operator=(const DemoFolder&) = delete;

  std::string file(std::string_view name) const;

 private:
  explicit DemoFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
  transport::Descriptor lifeline_;  ///< the helper reads its other end until we are gone
  pid_t helper_ = 0;
};

/// Makes or replaces a file.
Result<void> write_file(const std::string& path, std::string_view text);

}  // namespace fettle::cli
