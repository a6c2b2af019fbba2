#include "base/json_fields.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/json_problems.hpp"

namespace fettle {
namespace {

JsonFields split(const boost::json::object& object) {
  JsonFields fields;
  for (const auto& field : object) {
    fields.insert_or_assign(std::string(field.key()), JsonText{serialize(field.value())});
  }
  return fields;
}

}  // namespace

Result<JsonFields> read_json_fields(std::string_view text) {
  FETTLE_TRY(json, parse_json(text));
  if (const auto* object = json.if_object()) return split(*object);
  JsonProblems problems;
  problems.wrong_type({}, "an object", json);
  return std::unexpected(std::move(problems).error());
}

JsonFields split_own_json(std::string_view text) {
  const auto json = parse_own_json(text);
  return split(json.as_object());
}

JsonText field_or(const JsonFields& fields, std::string_view name, std::string_view otherwise) {
  const auto found = fields.find(name);
  return found != fields.end() ? found->second : JsonText{std::string(otherwise)};
}

}  // namespace fettle
