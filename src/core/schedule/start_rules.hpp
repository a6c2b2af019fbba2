// When something may start: inside its windows, outside of every freeze. Each scope with windows
// that a start belongs to must have one open: the role's windows don't take the site's away. Within
// a scope any of its windows will do. What is left of the plan must fit into what is left of the
// window. Pure; store/admission.cpp asks, and knows hosts, budgets and the stop switch besides.
#pragma once

#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <vector>

#include "core/schedule/scope.hpp"
#include "core/schedule/window.hpp"

namespace fettle::schedule {

struct WindowRule {
  std::string name;
  Scope scope;
  Window window;
};

struct FreezeRule {
  std::string name;
  std::string reason;
  Scope scope;
  OpenSpan span;  ///< in which nothing starts
};

struct StartRules {
  std::vector<WindowRule> windows;
  std::vector<FreezeRule> freezes;
};

struct Start {
  Subject subject;
  Milliseconds needs{0};  ///< what is left of the plan; zero: not known, an open window will do
};

struct Obstacle {
  enum class Kind { kWindow, kFreeze };
  Kind kind = Kind::kWindow;
  std::string text;              ///< for people; the same as long as the reason is the same
  std::optional<Instant> until;  ///< empty: for ever, as the rules are
};

/// Every reason why it may not start at `now`; none: it may.
std::vector<Obstacle> obstacles(const StartRules& rules, const Start& start, Instant now);

}  // namespace fettle::schedule
