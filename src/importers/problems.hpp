// The problems of one imported file: each once, however many hosts it touches, and never more
// than kProblemsMax, so that a hostile file can't fill the memory with complaints.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fettle::importers {

inline constexpr std::size_t kProblemsMax = 200;

class Problems {
 public:
  void error(std::string code, Span span, std::string message, std::string hint = {});
  void warning(std::string code, Span span, std::string message, std::string hint = {});
  /// `span` holds a secret, which is not shown again.
  void warning_of_secret(std::string code, Span span, std::string message, std::string hint);

  bool has_errors() const { return !errors_.empty(); }
  /// Whether further errors would not be kept, so that reading on is in vain.
  bool full() const { return errors_.size() >= kProblemsMax; }

  /// What refuses the file called `name`: all problems, errors and warnings, by position.
  Error refusal(std::string_view name) const;

  /// The warnings alone, by position.
  std::vector<Diagnostic> warnings() const;

 private:
  std::set<Diagnostic> errors_;
  std::set<Diagnostic> warnings_;
};

}  // namespace fettle::importers
