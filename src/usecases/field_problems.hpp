// Collects what is wrong with the fields of a request, so that all of it is told at once. Each
// message begins with the field, as those of the JSON reader do (base/json_problems.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/fleet/text.hpp"

namespace fettle::usecases {

using fleet::kNameMax;
inline constexpr std::size_t kNotesMax = 10'000;      ///< code points
inline constexpr std::size_t kProblemsToldMax = 200;  ///< of one request

class FieldProblems {
 public:
  void add(std::string_view field, std::string_view message, std::string hint = {});

  /// One line of at most `most` code points, not blank, with nothing in it that can't be seen.
  void check_name(std::string_view field, std::string_view value, std::size_t most = kNameMax);
  /// The same, but it may be empty.
  void check_line(std::string_view field, std::string_view value, std::size_t most = kNameMax);
  /// Text of any number of lines.
  void check_text(std::string_view field, std::string_view value, std::size_t most = kNotesMax);

  bool empty() const { return list_.empty(); }
  /// kInvalid with all problems, or nothing where there are none.
  Result<void> done() const;

 private:
  std::vector<Diagnostic> list_;
  std::size_t not_kept_ = 0;
};

}  // namespace fettle::usecases
