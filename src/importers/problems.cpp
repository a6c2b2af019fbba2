#include "importers/problems.hpp"

#include <fmt/format.h>

#include <utility>

namespace fettle::importers {
namespace {

void keep(std::set<Diagnostic>& problems, Diagnostic diagnostic) {
  if (problems.size() < kProblemsMax) problems.insert(std::move(diagnostic));
}

std::vector<Diagnostic> by_position(const std::set<Diagnostic>& problems) {
  Diagnostics all;
  for (const auto& problem : problems) all.add(problem);
  return all.sorted();
}

}  // namespace

void Problems::error(std::string code, Span span, std::string message, std::string hint) {
  keep(errors_, {Severity::kError, std::move(code), span, std::move(message), std::move(hint)});
}

void Problems::warning(std::string code, Span span, std::string message, std::string hint) {
  keep(warnings_, {Severity::kWarning, std::move(code), span, std::move(message), std::move(hint)});
}

void Problems::warning_of_secret(std::string code, Span span, std::string message,
                                 std::string hint) {
  keep(warnings_, {.severity = Severity::kWarning,
                   .code = std::move(code),
                   .span = span,
                   .message = std::move(message),
                   .hint = std::move(hint),
                   .hides = true});
}

Error Problems::refusal(std::string_view name) const {
  auto all = errors_;
  all.insert(warnings_.begin(), warnings_.end());
  const auto* const most = errors_.size() == kProblemsMax ? "at least " : "";
  const auto* const noun = errors_.size() == 1 ? "error" : "errors";
  return {ErrorCode::kInvalid,
          fmt::format("{} has {}{} {}", name, most, errors_.size(), noun),
          by_position(all),
          {}};
}

std::vector<Diagnostic> Problems::warnings() const { return by_position(warnings_); }

}  // namespace fettle::importers
