// A state machine as data: rows of (from, cause, to). The tables of this folder are the only place
// that knows which states follow which; diagrams and completeness tests are made from them.
#pragma once

#include <optional>
#include <span>

namespace fettle::engine {

template <class State, class Cause>
struct Row {
  State from;
  Cause cause;
  State to;
  friend bool operator==(const Row&, const Row&) = default;
};

/// Where `cause` leads from `from`; empty when the machine does not allow it there.
template <class State, class Cause>
std::optional<State> next(std::span<const Row<State, Cause>> table, State from, Cause cause) {
  for (const auto& row : table) {
    if (row.from == from && row.cause == cause) return row.to;
  }
  return std::nullopt;
}

}  // namespace fettle::engine
