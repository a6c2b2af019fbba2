// A result that the simulator's own calls cannot do without: a failure is a violation.
#pragma once

#include <fmt/format.h>

#include <utility>

#include "base/result.hpp"
#include "tests/sim/checker.hpp"

namespace fettle::sim {

template <class T>
T must(Result<T> result, const char* what) {
  if (!result) {
    auto text = fmt::format("{}: {} {}", what, result.error().message, result.error().detail);
    for (const auto& d : result.error().diagnostics)
      text += fmt::format("\n  {} {}", d.code, d.message);
    throw Violation{text};
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace fettle::sim
