#include "core/schedule/window.hpp"

#include "core/schedule/next_fire.hpp"

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;
using chrono::local_seconds;
using std::chrono_literals::operator""s;

constexpr int kMergedMax = 1000;
constexpr int kEmptyMax = 1000;  // spans in a row that a gap swallows whole

/// What a clock that is never changed shows: local time as if it were UTC.
Instant as_instant(local_seconds local) { return {local.time_since_epoch().count() * 1000}; }

std::optional<local_seconds> opening_after(const Window& window, local_seconds local) {
  const auto next = next_fire(window.opens, Zone(), as_instant(local));
  if (!next) return std::nullopt;
  return local_seconds(chrono::seconds(next->ms / 1000));
}

/// The local time that tells whether a span is over. While an hour comes for the second time, what
/// closes within that hour has closed: it counts as its last second.
local_seconds clock_at(const Zone& zone, Instant now) {
  const auto local = zone.local(now);
  const auto moment = zone.resolve(local);
  const bool is_second = moment.kind == Moment::Kind::kTwice && now >= moment.second;
  return is_second ? moment.end - 1s : local;
}

/// Where the spans end that begin at `opening` and touch one another.
local_seconds end_of(const Window& window, local_seconds opening) {
  auto end = opening + window.length;
  for (int i = 0; i < kMergedMax; ++i) {
    const auto next = opening_after(window, opening);
    if (!next || *next > end) break;
    opening = *next;
    end = opening + window.length;
  }
  return end;
}

}  // namespace

std::optional<OpenSpan> next_span(const Window& window, Instant now) {
  auto opening = opening_after(window, clock_at(window.zone, now) - window.length);
  for (int i = 0; opening && i < kEmptyMax; ++i) {
    const auto end = end_of(window, *opening);
    const OpenSpan span{window.zone.resolve(*opening).first, window.zone.resolve(end).first};
    if (span.begin < span.end && span.end > now) return span;
    opening = opening_after(window, *opening);
  }
  return std::nullopt;
}

bool is_open(const Window& window, Instant now) {
  const auto span = next_span(window, now);
  return span && span->begin <= now;
}

std::vector<OpenSpan> spans_between(const Window& window, OpenSpan range, std::size_t most) {
  std::vector<OpenSpan> spans;
  auto span = next_span(window, range.begin);
  while (span && span->begin < range.end && spans.size() < most) {
    spans.push_back(*span);
    span = next_span(window, span->end);
  }
  return spans;
}

}  // namespace fettle::schedule
