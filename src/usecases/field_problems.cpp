#include "usecases/field_problems.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "core/fleet/text.hpp"

namespace fettle::usecases {
namespace {

bool is_storable(std::string_view text) {
  return utf8::find_invalid(text) == std::string_view::npos &&
         text.find('\0') == std::string_view::npos;
}

/// `targets[3].label` as RFC 6901 has it; what follows a colon is for people.
std::string to_pointer(std::string_view field) {
  std::string pointer = "/";
  for (const char c : field.substr(0, field.find(':'))) {
    if (c == '.' || c == '[') {
      pointer += '/';
    } else if (c != ']') {
      pointer += c;
    }
  }
  return pointer;
}

}  // namespace

void FieldProblems::add(std::string_view field, std::string_view message, std::string hint) {
  if (list_.size() == kProblemsToldMax) {
    ++not_kept_;
    return;
  }
  list_.push_back({.code = "json.value",
                   .message = fmt::format("{}: {}", field, message),
                   .hint = std::move(hint),
                   .pointer = to_pointer(field)});
}

void FieldProblems::check_name(std::string_view field, std::string_view value, std::size_t most) {
  if (const auto problem = fleet::name_problem(value, most); !problem.empty()) add(field, problem);
}

void FieldProblems::check_line(std::string_view field, std::string_view value, std::size_t most) {
  if (const auto problem = fleet::line_problem(value, most); !problem.empty()) add(field, problem);
}

void FieldProblems::check_text(std::string_view field, std::string_view value, std::size_t most) {
  if (!is_storable(value)) {
    add(field, "must be UTF-8 text without NUL");
  } else if (utf8::length(value) > most) {
    add(field, fmt::format("is longer than {} characters", most));
  }
}

Result<void> FieldProblems::done() const {
  if (list_.empty()) return {};
  auto message = list_.front().message;
  const auto more = list_.size() - 1 + not_kept_;
  if (more > 0) message += fmt::format(" (and {} more)", more);
  return std::unexpected(Error{ErrorCode::kInvalid, std::move(message), list_, {}});
}

}  // namespace fettle::usecases
