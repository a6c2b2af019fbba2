#include "core/flow/variable_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/utf8.hpp"
#include "core/document/characters.hpp"
#include "core/flow/nearest.hpp"
#include "core/flow/pattern.hpp"

namespace fettle::flow {
namespace {

bool is_integer(std::string_view value) {
  if (value.starts_with('-')) value.remove_prefix(1);
  constexpr std::size_t kDigitsMax = 18;
  return !value.empty() && value.size() <= kDigitsMax &&
         std::ranges::all_of(value, document::is_digit);
}

int to_number(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool is_date(std::string_view value) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (value.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (kShape[i] == 'd' ? !document::is_digit(value[i]) : value[i] != '-') return false;
  }
  const std::chrono::year_month_day date{
      std::chrono::year(to_number(value.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(to_number(value.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(to_number(value.substr(8, 2))))};
  return date.ok();
}

bool is_host(std::string_view value) {
  constexpr std::size_t kHostMax = 253;
  const auto allowed = [](char c) {
    return document::is_name_part(c) || c == '.' || c == '-' || c == ':';
  };
  return !value.empty() && value.size() <= kHostMax && value[0] != '-' &&
         std::ranges::all_of(value, allowed);
}

bool is_url(std::string_view value) {
  const bool scheme = value.starts_with("https://") || value.starts_with("http://");
  return scheme && value.size() > std::string_view("https://").size() &&
         std::ranges::none_of(value, document::is_space);
}

bool holds_control(std::string_view value) {
  return std::ranges::any_of(value, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7F';
  });
}

std::string type_problem(const Variable& variable, std::string_view value) {
  using enum Variable::Type;
  switch (variable.type) {
    case kInteger:
      return is_integer(value) ? "" : "must be a whole number";
    case kBoolean:
      return value == "true" || value == "false" ? "" : "must be `true` or `false`";
    case kChoice: {
      const std::vector<std::string_view> options(variable.options.begin(), variable.options.end());
      const bool known = std::ranges::find(options, value) != options.end();
      return known ? "" : "must be " + one_of(options);
    }
    case kDate:
      return is_date(value) ? "" : "must be a date such as 2026-03-29";
    case kHost:
      return is_host(value) ? "" : "must be a host name or an address";
    case kUrl:
      return is_url(value) ? "" : "must be an http:// or https:// address";
    case kString:
      return value.contains('\n') ? "must be one line" : "";
    case kText:
    case kSecret:
      return "";
  }
  return "";
}

}  // namespace

std::string value_problem(const Variable& variable, std::string_view value) {
  if (value.size() > kValueBytesMax) return "is longer than 16 KiB";
  if (utf8::find_invalid(value) != std::string_view::npos) return "is not UTF-8";
  if (holds_control(value)) return "holds a control character";
  if (value.empty()) return variable.required ? "must not be empty" : "";
  if (auto problem = type_problem(variable, value); !problem.empty()) return problem;
  if (variable.pattern.empty()) return {};
  if (value.size() > kPatternedValueMax) {
    return fmt::format("is longer than {} characters", kPatternedValueMax);
  }
  if (matches_pattern(variable.pattern, value)) return {};
  return fmt::format("must match the pattern `{}`", variable.pattern);
}

}  // namespace fettle::flow
