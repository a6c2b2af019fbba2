// A window: a recurring span of local time in which work may start. It opens when the local clock
// shows a time of its cron expression, and closes when that clock shows `length` later, so that
// 22:00 to 06:00 stays 22:00 to 06:00 when clocks are changed. A local time that is skipped counts
// as the first instant after the gap, one that comes twice as the first of the two. Pure; read on
// in start_rules.hpp for which windows a start has to keep.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/instant.hpp"
#include "core/schedule/cron.hpp"
#include "core/schedule/zone.hpp"

namespace fettle::schedule {

inline constexpr std::chrono::minutes kWindowLengthMax = std::chrono::days(7);

struct Window {
  Cron opens;
  Zone zone;
  std::chrono::minutes length{60};  ///< from 1 to kWindowLengthMax
};

/// From `begin` until just before `end`.
struct OpenSpan {
  Instant begin;
  Instant end;
  friend bool operator==(const OpenSpan&, const OpenSpan&) = default;
};

/// The span that is open at `now`, else the next one; empty: it never opens again. Spans that touch
/// are one, up to a thousand of them. Of one that is open, `begin` may be later than its first.
std::optional<OpenSpan> next_span(const Window& window, Instant now);

bool is_open(const Window& window, Instant now);

/// Those that are open at some time from `from` until before `to`, in order; at most `most`.
std::vector<OpenSpan> spans_between(const Window& window, OpenSpan range, std::size_t most);

}  // namespace fettle::schedule
