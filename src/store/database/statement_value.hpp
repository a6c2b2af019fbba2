// The five kinds of value that go into and come out of a statement, and how our types become them:
// Instant and durations are integers, `bool` is 0 or 1, an enumeration its name (enum_name.hpp), an
// empty optional NULL. Views only: nothing here owns text.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/check.hpp"
#include "base/described.hpp"
#include "base/enum_name.hpp"
#include "base/instant.hpp"

namespace fettle::store {

/// Bytes that are no text.
struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

struct BlobView {
  std::string_view bytes;
};

/// NULL, integer, real, text or blob.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, BlobView>;

/// Views `argument`, which must outlive the value.
template <class T>
Value to_value(const T& argument) {
  if constexpr (kIsOptional<T>) {
    return argument ? to_value(*argument) : Value();
  } else if constexpr (std::same_as<T, bool>) {
    return std::int64_t{argument};
  } else if constexpr (std::integral<T>) {
    FETTLE_CHECK(std::in_range<std::int64_t>(argument));
    return static_cast<std::int64_t>(argument);
  } else if constexpr (std::floating_point<T>) {
    return static_cast<double>(argument);
  } else if constexpr (std::same_as<T, Instant>) {
    return argument.ms;
  } else if constexpr (kIsDuration<T>) {
    return to_value(argument.count());
  } else if constexpr (DescribedEnum<T>) {
    return enum_name(argument);
  } else if constexpr (std::same_as<T, Blob>) {
    return BlobView{argument.bytes};
  } else {
    return std::string_view(argument);
  }
}

/// False where `value` is not a `T`: a NULL, another kind, a number out of range, an unknown name.
template <class T>
bool from_value(const Value& value, T& out) {
  const auto* integer = std::get_if<std::int64_t>(&value);
  const auto* text = std::get_if<std::string_view>(&value);
  if constexpr (kIsOptional<T>) {
    out.reset();
    return std::holds_alternative<std::monostate>(value) || from_value(value, out.emplace());
  } else if constexpr (std::same_as<T, bool>) {
    if (integer == nullptr || (*integer != 0 && *integer != 1)) return false;
    out = *integer == 1;
  } else if constexpr (std::integral<T>) {
    if (integer == nullptr || !std::in_range<T>(*integer)) return false;
    out = static_cast<T>(*integer);
  } else if constexpr (std::floating_point<T>) {
    const auto* real = std::get_if<double>(&value);
    if (real == nullptr && integer == nullptr) return false;
    out = real != nullptr ? static_cast<T>(*real) : static_cast<T>(*integer);
  } else if constexpr (std::same_as<T, Instant>) {
    return from_value(value, out.ms);
  } else if constexpr (kIsDuration<T>) {
    typename T::rep count{};
    if (!from_value(value, count)) return false;
    out = T(count);
  } else if constexpr (DescribedEnum<T>) {
    const auto found = text != nullptr ? enum_from_name<T>(*text) : std::nullopt;
    if (!found) return false;
    out = *found;
  } else if constexpr (std::same_as<T, Blob>) {
    const auto* blob = std::get_if<BlobView>(&value);
    if (blob == nullptr) return false;
    out.bytes = blob->bytes;
  } else {
    static_assert(std::same_as<T, std::string>, "no column can be read into this type");
    if (text == nullptr) return false;
    out = *text;
  }
  return true;
}

/// For messages: `NULL`, `the number 7`, `the text "running"`; long text is cut.
std::string describe(const Value& value);

}  // namespace fettle::store
