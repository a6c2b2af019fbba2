#include "store/database/postgres_copy.hpp"

#include <fmt/format.h>

#include <iterator>
#include <type_traits>

#include "base/check.hpp"
#include "store/database/postgres_statement.hpp"

namespace fettle::store {
namespace {

/// Whole runs at a time; of the characters that mean something to COPY few stand in JSON.
void append_escaped(std::string& out, std::string_view text) {
  while (true) {
    const auto special = text.find_first_of("\\\n\r\t");
    out += text.substr(0, special);
    if (special == std::string_view::npos) return;
    switch (text[special]) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\\\";
    }
    text.remove_prefix(special + 1);
  }
}

void append_value(std::string& out, const Value& value) {
  std::visit(
      [&]<class T>(const T& given) {
        if constexpr (std::is_same_v<T, std::string_view>) {
          if (is_storable(given)) return append_escaped(out, given);
          append_escaped(out, repair(given));
        } else if constexpr (std::is_same_v<T, BlobView>) {
          out += "\\\\x";
          for (const auto byte : given.bytes) {
            fmt::format_to(std::back_inserter(out), "{:02x}", static_cast<unsigned char>(byte));
          }
        } else if constexpr (std::is_same_v<T, std::monostate>) {
          out += "\\N";
        } else {
          fmt::format_to(std::back_inserter(out), "{}", given);
        }
      },
      value);
}

}  // namespace

std::string copy_statement(std::string_view insert) {
  constexpr std::string_view kBegin = "insert into ";
  const auto end = insert.find(" values (?");
  FETTLE_CHECK(insert.starts_with(kBegin) && end != std::string_view::npos);
  const auto table = insert.substr(kBegin.size(), end - kBegin.size());
  return fmt::format("copy {} from stdin", table);
}

void append_copy_row(std::string& out, std::span<const Value> values) {
  char separator = '\0';
  for (const auto& value : values) {
    if (separator != '\0') out += separator;
    append_value(out, value);
    separator = '\t';
  }
  out += '\n';
}

}  // namespace fettle::store
