// A diagnostic as programs get it: in answers, and stored beside the text that it speaks of.
#pragma once

#include <string>
#include <vector>

#include "base/described.hpp"
#include "base/diagnostic.hpp"

namespace fettle::usecases {

struct ShownDiagnostic {
  std::string severity;  ///< `error` or `warning`
  int line = 1;
  int column = 1;
  int end_line = 1;
  int end_column = 1;
  std::string code;
  std::string message;
  std::string hint;
};
BOOST_DESCRIBE_STRUCT(ShownDiagnostic, (),
                      (severity, line, column, end_line, end_column, code, message, hint))

inline std::vector<ShownDiagnostic> show(const std::vector<Diagnostic>& diagnostics) {
  std::vector<ShownDiagnostic> shown;
  shown.reserve(diagnostics.size());
  for (const auto& one : diagnostics) {
    const auto& [begin, end] = one.span;
    shown.push_back({name(one.severity), begin.line, begin.column, end.line, end.column, one.code,
                     one.message, one.hint});
  }
  return shown;
}

}  // namespace fettle::usecases
