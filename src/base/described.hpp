// What the compiler can be asked about our types: the members of a struct that is described with
// BOOST_DESCRIBE_STRUCT beside its definition, and which library type a member is. The JSON codec
// (json.hpp) and the rows of the database (store/database/statement_row.hpp) are built on it.
#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <concepts>
#include <optional>
#include <type_traits>

namespace fettle {

/// A struct with BOOST_DESCRIBE_STRUCT.
template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

/// An enumeration with BOOST_DESCRIBE_ENUM.
template <class E>
concept DescribedEnum = boost::describe::has_describe_enumerators<E>::value;

/// Any integer type but `bool`.
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool>;

/// The list of a struct's members, inherited ones first: each has `name` and `pointer`.
template <DescribedStruct T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T>
inline constexpr bool kIsDuration = false;
template <class Rep, class Period>
inline constexpr bool kIsDuration<std::chrono::duration<Rep, Period>> = true;

}  // namespace fettle
