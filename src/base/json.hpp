// JSON of described structs (BOOST_DESCRIBE_STRUCT beside the definition) and back. Field names are
// member names; enumerators are in snake case (enum_name.hpp); an Instant is milliseconds since
// 1970, a duration a count of its unit, a variant an object with a `kind` (json_variant.hpp), an
// empty optional null, Located its value alone. Read on in json_writer.hpp and json_reader.hpp.
#pragma once

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>

#include "base/json_problems.hpp"
#include "base/json_reader.hpp"
#include "base/json_writer.hpp"
#include "base/result.hpp"
#include "base/visible_text.hpp"

namespace fettle {

/// One line without blanks; members in the order of their description. The same bytes for the same
/// value for ever: digests are made of it.
template <class T>
std::string to_canonical_json(const T& value) {
  std::string text;
  JsonWriter(text).write(value);
  return text;
}

/// The same value, with characters that are not seen as escapes (visible_text.hpp).
template <class T>
std::string to_json(const T& value) {
  return visible_json(to_canonical_json(value));
}

/// kInvalid, with a diagnostic for every problem, where `json` is not a `T`.
template <class T>
Result<T> decode(const boost::json::value& json) {
  T value{};
  JsonReader reader;
  reader.read(json, value, JsonPath{});
  if (!reader.problems().empty()) return std::unexpected(std::move(reader.problems()).error());
  return value;
}

/// As decode; also refuses what is no JSON, too large or too deep (json_problems.hpp).
template <class T>
Result<T> from_json(std::string_view text) {
  boost::json::monotonic_resource memory;
  FETTLE_TRY(json, parse_json(text, &memory));
  return decode<T>(json);
}

/// For those who build a larger tree; to_json is quicker.
template <class T>
boost::json::value encode(const T& value) {
  return parse_own_json(to_json(value));
}

}  // namespace fettle
