// How a variant of described structs stands in JSON: as the object of its alternative with one
// field more, `"kind": "custom_tool"`, which is the type's name in snake case. Renaming such a
// type changes what is stored: it needs a migration.
#pragma once

#include <boost/mp11/algorithm.hpp>

#include <cstddef>
#include <string_view>
#include <variant>

#include "base/described.hpp"
#include "base/snake_case.hpp"

namespace fettle {

inline constexpr std::string_view kKindField = "kind";

/// The unqualified name of a type that is no template: `CustomTool`.
template <class T>
consteval std::string_view type_identifier() {
  // "... type_identifier() [T = fettle::flow::CustomTool]", g++ ends it with a semicolon.
  std::string_view text = __PRETTY_FUNCTION__;
  text.remove_prefix(text.find("T = ") + 4);
  text = text.substr(0, text.find_first_of(";]"));
  const auto colon = text.rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

template <DescribedStruct T>
inline constexpr FixedName kKindName = snake_case(type_identifier<T>());

template <DescribedStruct T>
consteval bool has_member_called(std::string_view name) {
  bool found = false;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) { found |= member.name == name; });
  return found;
}

template <class T>
inline constexpr bool kIsJsonVariant = false;
template <class... T>
inline constexpr bool kIsJsonVariant<std::variant<T...>> = (DescribedStruct<T> && ...);

}  // namespace fettle
