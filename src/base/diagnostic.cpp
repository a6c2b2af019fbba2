#include "base/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace fettle {
namespace {

bool is_before(const Diagnostic* a, const Diagnostic* b) {
  if (a->span.begin != b->span.begin) return a->span.begin < b->span.begin;
  const auto rest = [](const Diagnostic& d) {
    return std::tie(d.severity, d.code, d.message, d.span.end, d.hint, d.hides);
  };
  return rest(*a) < rest(*b);
}

}  // namespace

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
  std::vector<const Diagnostic*> order;
  order.reserve(list_.size());
  for (const auto& diagnostic : list_) order.push_back(&diagnostic);
  std::ranges::sort(order, is_before);
  std::vector<Diagnostic> sorted;
  sorted.reserve(list_.size());
  for (const auto* diagnostic : order) {
    if (sorted.empty() || *diagnostic != sorted.back()) sorted.push_back(*diagnostic);
  }
  return sorted;
}

}  // namespace fettle
