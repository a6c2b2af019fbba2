// Appends described values to a JSON text, without a tree in between. Never fails: bytes that are
// not valid UTF-8 become U+FFFD, a number that is not finite becomes null. Use to_json (json.hpp).
#pragma once

#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/enum_name.hpp"
#include "base/instant.hpp"
#include "base/json_variant.hpp"
#include "base/span.hpp"

namespace fettle {

/// Appends `text` as a JSON string, with its quotes.
void append_json_string(std::string& out, std::string_view text);

/// A value that is JSON already.
struct JsonText {
  std::string text;
  friend bool operator==(const JsonText&, const JsonText&) = default;
};

/// `,"name":` of a described member; a name of C++ needs no escapes.
template <class Member>
inline constexpr auto kMemberKey = [] {
  constexpr std::string_view kName = Member::name;
  std::array<char, kName.size() + 4> key{',', '"'};
  std::ranges::copy(kName, key.begin() + 2);
  key[key.size() - 2] = '"';
  key[key.size() - 1] = ':';
  return key;
}();

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void write(std::string_view text) { append_json_string(out_, text); }
  void write(Instant instant) { write(instant.ms); }
  void write(const JsonText& json) { out_ += json.text; }

  template <std::same_as<bool> T>
  void write(T value) {
    out_ += value ? "true" : "false";
  }

  template <Integer T>
  void write(T value) {
    const fmt::format_int digits(value);
    out_.append(digits.data(), digits.size());
  }

  template <std::floating_point T>
  void write(T value) {
    out_ += std::isfinite(value) ? fmt::format("{}", value) : "null";
  }

  template <DescribedEnum E>
  void write(E value) {
    write(enum_name(value));
  }

  template <class Rep, class Period>
  void write(std::chrono::duration<Rep, Period> value) {
    write(value.count());
  }

  template <class T>
  void write(const Located<T>& located) {
    write(located.value);
  }

  template <class T>
  void write(const std::optional<T>& optional) {
    if (optional) {
      write(*optional);
    } else {
      out_ += "null";
    }
  }

  template <class T>
  void write(const std::vector<T>& items) {
    char separator = '[';
    for (const T& item : items) {
      out_ += separator;
      write(item);
      separator = ',';
    }
    out_ += separator == '[' ? "[]" : "]";
  }

  template <class T>
  void write(const std::map<std::string, T>& fields) {
    out_ += '{';
    for (const auto& [name, value] : fields) write_field(name, value);
    out_ += '}';
  }

  template <DescribedStruct T>
  void write(const T& object) {
    out_ += '{';
    write_members(object);
    out_ += '}';
  }

  template <class... T>
    requires kIsJsonVariant<std::variant<T...>>
  void write(const std::variant<T...>& variant) {
    static_assert(!(has_member_called<T>(kKindField) || ...),
                  "a struct with a member called `kind` can't be part of a variant in JSON");
    out_ += '{';
    std::visit(
        [&]<class Alternative>(const Alternative& alternative) {
          write_field(kKindField, kKindName<Alternative>.view());
          write_members(alternative);
        },
        variant);
    out_ += '}';
  }

 private:
  template <class T>
  void write_field(std::string_view name, const T& value) {
    if (out_.back() != '{') out_ += ',';
    write(name);
    out_ += ':';
    write(value);
  }

  template <DescribedStruct T>
  void write_members(const T& object) {
    boost::mp11::mp_for_each<Members<T>>([&]<class Member>(Member) {
      std::string_view key(kMemberKey<Member>.data(), kMemberKey<Member>.size());
      if (out_.back() == '{') key.remove_prefix(1);
      out_ += key;
      write(object.*Member::pointer);
    });
  }

  std::string& out_;
};

}  // namespace fettle
