// The words that documents use for the core's enumerations: one table each, read by the parser,
// the renderer and whoever shows them.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "core/fleet/selector.hpp"
#include "core/flow/flow.hpp"

namespace fettle::flow {

template <class E>
struct Named {
  std::string_view name;
  E value;
};

/// Every value of E with its word, in the order in which they are explained.
template <class E>
std::span<const Named<E>> names();

template <>
std::span<const Named<Risk>> names<Risk>();
template <>
std::span<const Named<FlowType>> names<FlowType>();
template <>
std::span<const Named<Dimension>> names<Dimension>();
template <>
std::span<const Named<OnFailure>> names<OnFailure>();
template <>
std::span<const Named<Shell>> names<Shell>();
template <>
std::span<const Named<BecomeMethod>> names<BecomeMethod>();
template <>
std::span<const Named<StrategyKind>> names<StrategyKind>();
template <>
std::span<const Named<Variable::Type>> names<Variable::Type>();
template <>
std::span<const Named<Variable::Per>> names<Variable::Per>();
template <>
std::span<const Named<Task::Kind>> names<Task::Kind>();
template <>
std::span<const Named<Task::Verification::Type>> names<Task::Verification::Type>();
template <>
std::span<const Named<fleet::Selector::Kind>> names<fleet::Selector::Kind>();

/// The word for `value`: `parallel_batched`.
template <class E>
std::string_view name_of(E value) {
  return std::ranges::find(names<E>(), value, &Named<E>::value)->name;
}

}  // namespace fettle::flow
