// Replaces secret values in a stream of output, also where one is cut in two between chunks. Holds
// back only as many bytes as a secret could still be hiding in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::runner {

class Redactor {
 public:
  /// Values shorter than 4 bytes are not replaced: they would tear ordinary output apart.
  explicit Redactor(std::vector<std::string> secrets);

  /// What of the stream so far is safe to pass on, `bytes` included as far as it is.
  struct Passed {
    std::string text;        ///< secrets replaced by `***`
    std::size_t length = 0;  ///< bytes of the stream that it stands for
  };
  Passed pass(std::string_view bytes);
  /// What was held back, at the stream's end or at a gap in it.
  Passed finish();

 private:
  Passed take(std::size_t keep);

  std::vector<std::string> secrets_;  ///< longest first
  std::size_t longest_ = 0;
  std::string held_;
};

}  // namespace fettle::runner
