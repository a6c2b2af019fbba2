#include "store/database/statement_value.hpp"

#include <fmt/format.h>

#include "base/json_writer.hpp"

namespace fettle::store {

std::string describe(const Value& value) {
  constexpr std::size_t kExcerptBytes = 60;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    return fmt::format("the number {}", *integer);
  }
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("the number {}", *real);
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    std::string described = "the text ";
    append_json_string(described, text->substr(0, kExcerptBytes));
    return described;
  }
  return std::holds_alternative<BlobView>(value) ? "a blob" : "NULL";
}

}  // namespace fettle::store
