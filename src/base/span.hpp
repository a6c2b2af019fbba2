// Where something stands in a text. Lines and columns count from 1; columns count
// Unicode code points, as editors do. Never owns text: see source_text.hpp for excerpts.
#pragma once

#include <compare>
#include <utility>

namespace fettle {

struct Position {
  int line = 1;
  int column = 1;
  auto operator<=>(const Position&) const = default;
};

/// Half-open: `end` is the position after the last character. An empty span marks a point.
struct Span {
  Position begin;
  Position end;
  auto operator<=>(const Span&) const = default;
};

/// A value and where it was read. Two located values are equal when the values are: where a
/// thing stands is no part of what it is, so a rendered and re-parsed flow equals its source.
template <class T>
struct Located {
  T value{};
  Span span{};

  Located() = default;
  Located(T v, Span s = {}) : value(std::move(v)), span(s) {}
  friend bool operator==(const Located& a, const Located& b) { return a.value == b.value; }
};

}  // namespace fettle
