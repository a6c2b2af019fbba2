#include "base/json_pointer.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>

#include "base/json_problems.hpp"

namespace fettle {

std::optional<std::string> json_text_at(std::string_view json, std::string_view pointer) {
  boost::json::monotonic_resource memory;
  const auto parsed = parse_json(json, &memory);
  if (!parsed) return std::nullopt;
  boost::json::error_code missing;
  const auto* found = parsed->find_pointer({pointer.data(), pointer.size()}, missing);
  if (found == nullptr || !found->is_string()) return std::nullopt;
  return std::string(found->as_string());
}

}  // namespace fettle
