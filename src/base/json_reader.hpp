// Reads described values out of a JSON tree and collects every problem. An unknown field is a
// problem; so is a missing one, unless it is optional or its struct says
// `static constexpr bool kLenient = true;`: then what is missing keeps the struct's default.
// Use from_json (json.hpp).
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/enum_name.hpp"
#include "base/former_name.hpp"
#include "base/instant.hpp"
#include "base/json_problems.hpp"
#include "base/json_variant.hpp"
#include "base/json_writer.hpp"
#include "base/span.hpp"

namespace fettle {

template <class T>
concept Lenient = T::kLenient;

/// Fields that came to a stored struct after its first version: `static constexpr std::array
/// kAddedFields{std::string_view{"version"}}`. One that is missing keeps its default.
template <class T>
constexpr bool was_added(std::string_view field) {
  if constexpr (requires { T::kAddedFields; }) {
    for (const auto added : T::kAddedFields) {
      if (added == field) return true;
    }
  }
  return false;
}

template <class T>
concept HasFormerNames = requires { T::kFormerNames; };

/// The value of a field under its present name, else under a former one; null where it has none.
template <class T>
const boost::json::value* find_field(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if constexpr (HasFormerNames<T>) {
    for (const auto& [former, present] : T::kFormerNames) {
      if (value == nullptr && present == name) value = object.if_contains(former);
    }
  }
  return value;
}

class JsonReader {
 public:
  using Json = boost::json::value;

  JsonProblems& problems() { return problems_; }

  void read(const Json& json, std::string& out, const JsonPath& at) {
    const auto* text = json.if_string();
    if (text == nullptr) {
      problems_.wrong_type(at, "a string", json);
      return;
    }
    out.assign(text->data(), text->size());
  }

  void read(const Json& json, bool& out, const JsonPath& at) {
    const auto* value = json.if_bool();
    if (value == nullptr) {
      problems_.wrong_type(at, "true or false", json);
      return;
    }
    out = *value;
  }

  void read(const Json& json, Instant& out, const JsonPath& at) { read(json, out.ms, at); }

  /// Whoever takes it reads it by rules of its own.
  void read(const Json& json, JsonText& out, const JsonPath& /*at*/) {
    out.text = boost::json::serialize(json);
  }

  template <Integer T>
  void read(const Json& json, T& out, const JsonPath& at) {
    if (!json.is_number()) {
      problems_.wrong_type(at, "an integer", json);
      return;
    }
    boost::system::error_code failure;
    const auto number = json.to_number<T>(failure);
    if (!failure) {
      out = number;
      return;
    }
    problems_.add("json.range", at,
                  fmt::format("must be an integer from {} to {}", std::numeric_limits<T>::min(),
                              std::numeric_limits<T>::max()));
  }

  template <std::floating_point T>
  void read(const Json& json, T& out, const JsonPath& at) {
    if (!json.is_number()) {
      problems_.wrong_type(at, "a number", json);
      return;
    }
    out = json.to_number<T>();
  }

  template <DescribedEnum E>
  void read(const Json& json, E& out, const JsonPath& at) {
    std::string name;
    if (!read_string(json, name, at)) return;
    const auto value = enum_from_name<E>(name);
    if (!value) {
      problems_.unknown_name(at, name, list_enum_names<E>());
      return;
    }
    out = *value;
  }

  template <class Rep, class Period>
  void read(const Json& json, std::chrono::duration<Rep, Period>& out, const JsonPath& at) {
    Rep count = out.count();
    read(json, count, at);
    out = std::chrono::duration<Rep, Period>(count);
  }

  template <class T>
  void read(const Json& json, Located<T>& out, const JsonPath& at) {
    read(json, out.value, at);
  }

  template <class T>
  void read(const Json& json, std::optional<T>& out, const JsonPath& at) {
    if (json.is_null()) {
      out.reset();
    } else {
      out = T{};  // emplace() asks traits that are wrong for a struct within its own outer struct
      read(json, *out, at);
    }
  }

  template <class T>
  void read(const Json& json, std::vector<T>& out, const JsonPath& at) {
    const auto* array = json.if_array();
    if (array == nullptr) {
      problems_.wrong_type(at, "an array", json);
      return;
    }
    out.clear();
    out.reserve(array->size());
    for (const Json& item : *array) {
      T value{};
      read(item, value, JsonPath{.outer = &at, .index = out.size(), .in_array = true});
      out.push_back(std::move(value));
    }
  }

  template <class T>
  void read(const Json& json, std::map<std::string, T>& out, const JsonPath& at) {
    const auto* object = json.if_object();
    if (object == nullptr) {
      problems_.wrong_type(at, "an object", json);
      return;
    }
    out.clear();
    for (const auto& field : *object) {
      read(field.value(), out[std::string(field.key())],
           JsonPath{.outer = &at, .field = field.key()});
    }
  }

  template <DescribedStruct T>
  void read(const Json& json, T& out, const JsonPath& at) {
    const auto* object = json.if_object();
    if (object == nullptr) {
      problems_.wrong_type(at, "an object", json);
      return;
    }
    read_members(*object, out, at, {});
  }

  template <class... T>
    requires kIsJsonVariant<std::variant<T...>>
  void read(const Json& json, std::variant<T...>& out, const JsonPath& at) {
    const auto* object = json.if_object();
    if (object == nullptr) {
      problems_.wrong_type(at, "an object", json);
      return;
    }
    const JsonPath kind_at{.outer = &at, .field = kKindField};
    const auto* kind = object->if_contains(kKindField);
    if (kind == nullptr) {
      problems_.add("json.required", kind_at, "is required");
      return;
    }
    std::string name;
    if (!read_string(*kind, name, kind_at)) return;
    const bool known = (read_alternative<T>(name, *object, out, at) || ...);
    if (!known) problems_.unknown_name(kind_at, name, list_kinds<T...>());
  }

 private:
  /// False after a problem.
  bool read_string(const Json& json, std::string& out, const JsonPath& at) {
    read(json, out, at);
    return json.is_string();
  }

  /// False when `T` is not the alternative called `name`.
  template <class T, class Variant>
  bool read_alternative(std::string_view name, const boost::json::object& object, Variant& out,
                        const JsonPath& at) {
    if (name != kKindName<T>.view()) return false;
    read_members(object, out.template emplace<T>(), at, kKindField);
    return true;
  }

  /// `also_known` is a field that somebody else reads, or empty.
  template <DescribedStruct T>
  void read_members(const boost::json::object& object, T& out, const JsonPath& at,
                    std::string_view also_known) {
    std::size_t found = also_known.empty() ? 0 : 1;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      const JsonPath field{.outer = &at, .field = member.name};
      const auto* value = find_field<T>(object, member.name);
      if (value != nullptr) {
        ++found;
        read(*value, out.*member.pointer, field);
      } else if (!kIsOptional<std::remove_cvref_t<decltype(out.*member.pointer)>> && !Lenient<T> &&
                 !was_added<T>(member.name)) {
        problems_.add("json.required", field, "is required");
      }
    });
    if (found != object.size()) {
      problems_.unknown_fields(at, object, member_names<T>(also_known));
    }
  }

  template <DescribedStruct T>
  static std::vector<std::string_view> member_names(std::string_view also_known) {
    std::vector<std::string_view> names;
    if (!also_known.empty()) names.push_back(also_known);
    boost::mp11::mp_for_each<Members<T>>([&](auto member) { names.emplace_back(member.name); });
    return names;
  }

  template <DescribedStruct... T>
  static std::string list_kinds() {
    const std::array names{kKindName<T>.view()...};
    return fmt::format("{}", fmt::join(names, ", "));
  }

  JsonProblems problems_;
};

}  // namespace fettle
