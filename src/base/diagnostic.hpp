// Problems found in a text that a person wrote. Parsers collect all of them and go on; they
// never stop at the first. Errors of the world (a host, a file, a network) are `Error`s: see
// result.hpp. Read on in source_text.hpp for how one is shown with its line and a caret.
#pragma once

#include <string>
#include <vector>

#include "base/span.hpp"

namespace fettle {

enum class Severity { kError, kWarning };

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;  ///< stable, dotted, documented in docs/reference/diagnostics.md
  Span span;
  std::string message;  ///< names the thing and the rule
  std::string hint;     ///< the way out; may be empty
  bool hides = false;   ///< what it points at is a secret, which is not to be shown again
  /// Of a value in JSON: where it stands (RFC 6901), `/steps/0/command`.
  std::string pointer = {};
  auto operator<=>(const Diagnostic&) const = default;
};

/// "error" or "warning".
const char* name(Severity severity);

/// The problems of one text, in the order found.
class Diagnostics {
 public:
  void error(std::string code, Span span, std::string message, std::string hint = {});
  void warning(std::string code, Span span, std::string message, std::string hint = {});
  void add(Diagnostic diagnostic);

  bool has_errors() const { return errors_ > 0; }
  bool empty() const { return list_.empty(); }
  const std::vector<Diagnostic>& list() const { return list_; }

  /// Sorted by position, errors before warnings at one place, exact repeats removed.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> list_;
  int errors_ = 0;
};

}  // namespace fettle
