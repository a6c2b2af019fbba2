#include "core/schedule/start_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fettle::schedule {
namespace {

/// Spans looked ahead for one that is long enough: more than any cycle of a cron expression that
/// people write.
constexpr int kSpansAhead = 64;

/// The first instant from `now` on at which `needs` fit into the window.
std::optional<Instant> next_start(const Window& window, Milliseconds needs, Instant now) {
  auto span = next_span(window, now);
  for (int i = 0; span && i < kSpansAhead; ++i) {
    const auto begin = std::max(span->begin, now);
    if (span->end - begin >= needs) return begin;
    span = next_span(window, span->end);
  }
  return std::nullopt;
}

/// The best that the windows of one scope offer.
struct Offer {
  const WindowRule* rule = nullptr;
  std::optional<Instant> at;
};

Offer best_of(const std::vector<const WindowRule*>& rules, const Start& start, Instant now) {
  Offer best{rules.front(), std::nullopt};
  for (const auto* rule : rules) {
    const auto at = next_start(rule->window, start.needs, now);
    if (at && (!best.at || *at < *best.at)) best = {rule, at};
  }
  return best;
}

std::string describe(const Offer& offer, const Start& start) {
  const auto scope = describe(offer.rule->scope, start.subject);
  if (!offer.at) {
    if (start.needs == Milliseconds(0)) {
      return fmt::format("no window of {} opens again; change the window, or override it", scope);
    }
    return fmt::format(
        "what is left of the plan takes {}, and no window of {} is open that long; lengthen the "
        "window, or override it",
        fettle::describe(start.needs), scope);
  }
  const auto at = to_rfc3339(*offer.at, offer.rule->window.zone);
  if (start.needs == Milliseconds(0)) {
    return fmt::format("window \"{}\" of {} opens at {}", offer.rule->name, scope, at);
  }
  return fmt::format("window \"{}\" of {} has room for {} from {} on", offer.rule->name, scope,
                     fettle::describe(start.needs), at);
}

/// The windows of each scope that covers the start.
std::vector<std::vector<const WindowRule*>> by_scope(const StartRules& rules,
                                                     const Subject& subject) {
  std::vector<std::vector<const WindowRule*>> scopes;
  for (const auto& rule : rules.windows) {
    if (!covers(rule.scope, subject)) continue;
    const auto same = std::ranges::find_if(
        scopes, [&](const auto& scope) { return same_scope(scope.front()->scope, rule.scope); });
    if (same == scopes.end()) {
      scopes.push_back({&rule});
    } else {
      same->push_back(&rule);
    }
  }
  return scopes;
}

}  // namespace

std::vector<Obstacle> obstacles(const StartRules& rules, const Start& start, Instant now) {
  std::vector<Obstacle> found;
  for (const auto& scope : by_scope(rules, start.subject)) {
    const auto offer = best_of(scope, start, now);
    if (offer.at && *offer.at <= now) continue;
    found.push_back({Obstacle::Kind::kWindow, describe(offer, start), offer.at});
  }
  for (const auto& freeze : rules.freezes) {
    const bool holds = freeze.span.begin <= now && now < freeze.span.end;
    if (!holds || !covers(freeze.scope, start.subject)) continue;
    found.push_back({Obstacle::Kind::kFreeze,
                     fmt::format("freeze \"{}\" of {} lasts until {}: {}", freeze.name,
                                 describe(freeze.scope, start.subject),
                                 to_whole_seconds(freeze.span.end), freeze.reason),
                     freeze.span.end});
  }
  return found;
}

}  // namespace fettle::schedule
