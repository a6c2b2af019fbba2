// JSON of a program that may be newer than this one: fields that its version added are passed over
// instead of refused. For answers of a service to the command line; never for what people write or
// what is stored, where an unknown field is a mistake (json_reader.hpp).
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace fettle {

/// The state of ten thousand targets is more than people write.
inline constexpr std::size_t kMaxAnswerBytes = 64U << 20U;

/// As parse_json, of up to kMaxAnswerBytes.
Result<boost::json::value> parse_answer(std::string_view text);

/// Takes out of `json` what a `T` has no member for.
template <class T>
struct KnownFields {
  static void keep(boost::json::value& json) {
    if constexpr (DescribedStruct<T>) keep_members(json);
  }

 private:
  static void keep_members(boost::json::value& json)
    requires DescribedStruct<T>
  {
    auto* const object = json.if_object();
    if (object == nullptr) return;
    for (auto field = object->begin(); field != object->end();) {
      field = keep_member(field->key(), field->value()) ? field + 1 : object->erase(field);
    }
  }

  static bool keep_member(std::string_view name, boost::json::value& value) {
    bool is_known = false;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      if (name != member.name) return;
      is_known = true;
      KnownFields<std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>>::keep(value);
    });
    return is_known;
  }
};

template <class T>
struct KnownFields<std::optional<T>> : KnownFields<T> {};

template <class T>
struct KnownFields<std::vector<T>> {
  static void keep(boost::json::value& json) {
    if (auto* const array = json.if_array()) {
      for (auto& item : *array) KnownFields<T>::keep(item);
    }
  }
};

template <class T>
struct KnownFields<std::map<std::string, T>> {
  static void keep(boost::json::value& json) {
    if (auto* const object = json.if_object()) {
      for (auto& field : *object) KnownFields<T>::keep(field.value());
    }
  }
};

/// As decode().
template <class T>
Result<T> decode_tolerant(boost::json::value json) {
  KnownFields<T>::keep(json);
  return decode<T>(json);
}

/// As from_json(), of up to kMaxAnswerBytes.
template <class T>
Result<T> from_json_tolerant(std::string_view text) {
  FETTLE_TRY(json, parse_answer(text));
  return decode_tolerant<T>(std::move(json));
}

}  // namespace fettle
