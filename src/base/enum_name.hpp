// The names of enumerators outside of the code (JSON, database, messages): `kTimedOut` is
// "timed_out". For every enumeration that is described with BOOST_DESCRIBE_ENUM beside its
// definition. Renaming an enumerator changes what is stored: it needs a migration.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "base/described.hpp"
#include "base/snake_case.hpp"

namespace fettle {

template <DescribedEnum E>
struct NamedValue {
  E value;
  FixedName name;
};

template <class E, template <class...> class List, class... Enumerator>
consteval auto name_values(List<Enumerator...> /*enumerators*/) {
  return std::array<NamedValue<E>, sizeof...(Enumerator)>{
      {{Enumerator::value, snake_case(Enumerator::name)}...}};
}

/// Every value of `E` with its name, in the order of its definition.
template <DescribedEnum E>
inline constexpr auto kNamedValues = name_values<E>(boost::describe::describe_enumerators<E>{});

template <DescribedEnum E>
constexpr std::string_view enum_name(E value) {
  const auto& all = kNamedValues<E>;
  const auto found = std::ranges::find(all, value, &NamedValue<E>::value);
  FETTLE_CHECK(found != all.end());
  return found->name.view();
}

template <DescribedEnum E>
constexpr std::optional<E> enum_from_name(std::string_view name) {
  for (const auto& named : kNamedValues<E>) {
    if (named.name.view() == name) return named.value;
  }
  return std::nullopt;
}

/// For messages: `low, medium, high`.
template <DescribedEnum E>
std::string list_enum_names() {
  std::string names;
  for (const auto& named : kNamedValues<E>) {
    if (!names.empty()) names += ", ";
    names += named.name.view();
  }
  return names;
}

}  // namespace fettle
