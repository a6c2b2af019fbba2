#include "base/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace fettle {

const char* name(Severity severity) { return severity == Severity::kError ? "error" : "warning"; }

void Diagnostics::error(std::string code, Span span, std::string message, std::string hint) {
  add({Severity::kError, std::move(code), span, std::move(message), std::move(hint)});
}

void Diagnostics::warning(std::string code, Span span, std::string message, std::string hint) {
  add({Severity::kWarning, std::move(code), span, std::move(message), std::move(hint)});
}

void Diagnostics::add(Diagnostic diagnostic) {
  errors_ += diagnostic.severity == Severity::kError ? 1 : 0;
  list_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  auto sorted = list_;
  std::ranges::sort(sorted, {}, [](const Diagnostic& d) {
    return std::tie(d.span.begin, d.severity, d.code, d.message, d.span.end, d.hint);
  });
  const auto repeats = std::ranges::unique(sorted);
  sorted.erase(repeats.begin(), repeats.end());
  return sorted;
}

}  // namespace fettle
