#include "core/schedule/zone.hpp"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>
#include <fmt/format.h>

#include <utility>

#include "core/schedule/zone_names.hpp"

namespace fettle::schedule {
namespace {

namespace chrono = std::chrono;
using SysSeconds = cctz::time_point<cctz::seconds>;

SysSeconds to_sys(Instant instant) {
  return chrono::floor<cctz::seconds>(chrono::sys_time<Milliseconds>(Milliseconds(instant.ms)));
}

Instant to_instant(SysSeconds time) { return {time.time_since_epoch().count() * 1000}; }

cctz::civil_second to_civil(chrono::local_seconds local) {
  const auto days = chrono::floor<chrono::days>(local);
  const chrono::year_month_day date{days};
  const chrono::hh_mm_ss clock{local - days};
  return cctz::civil_second(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                            static_cast<unsigned>(date.day()), clock.hours().count(),
                            clock.minutes().count(), clock.seconds().count());
}

}  // namespace

struct Zone::Data {
  std::string name;
  cctz::time_zone zone;
};

Zone::Zone() : Zone(std::make_shared<Data>("UTC", cctz::utc_time_zone())) {}

Zone::Zone(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

const std::string& Zone::name() const { return data_->name; }

chrono::seconds Zone::offset(Instant instant) const {
  return chrono::seconds(data_->zone.lookup(to_sys(instant)).offset);
}

chrono::local_seconds Zone::local(Instant instant) const {
  const auto time = to_sys(instant);
  const chrono::seconds since_epoch{time.time_since_epoch().count()};
  return chrono::local_seconds(since_epoch + chrono::seconds(data_->zone.lookup(time).offset));
}

Moment Zone::resolve(chrono::local_seconds local) const {
  const auto found = data_->zone.lookup(to_civil(local));
  if (found.kind == cctz::time_zone::civil_lookup::UNIQUE) {
    return {Moment::Kind::kOnce, to_instant(found.pre), to_instant(found.pre), local, local};
  }
  // What the clock shows when it is changed, by the offset before and by the offset after.
  const auto before = local + chrono::seconds((found.trans - found.pre).count());
  const auto after = local + chrono::seconds((found.trans - found.post).count());
  if (found.kind == cctz::time_zone::civil_lookup::SKIPPED) {
    const auto end_of_gap = to_instant(found.trans);
    return {Moment::Kind::kSkipped, end_of_gap, end_of_gap, before, after};
  }
  return {Moment::Kind::kTwice, to_instant(found.pre), to_instant(found.post), after, before};
}

std::optional<ZoneChange> Zone::next_change(Instant instant) const {
  cctz::time_zone::civil_transition change;
  if (!data_->zone.next_transition(to_sys(instant), &change)) return std::nullopt;
  const auto at = data_->zone.lookup(change.to).trans;
  const auto after = data_->zone.lookup(at);
  const auto before = data_->zone.lookup(at - cctz::seconds(1));
  return ZoneChange{.at = to_instant(at),
                    .before = chrono::seconds(before.offset),
                    .after = chrono::seconds(after.offset),
                    .name = after.abbr,
                    .is_daylight = after.is_dst};
}

Result<Zone> load_zone(std::string_view name) {
  if (name == "UTC") return Zone();
  // cctz also takes paths and "localtime", and remembers every name that it fails on for the life
  // of the process: it is asked only for names that are there.
  Zone::Data data{std::string(name), {}};
  if (!is_zone_name(name) || !cctz::load_time_zone(data.name, &data.zone)) {
    return fail(ErrorCode::kInvalid, unknown_zone_message(name));
  }
  return Zone(std::make_shared<Zone::Data>(std::move(data)));
}

std::string to_rfc3339(Instant instant, const Zone& zone) {
  const auto offset = chrono::duration_cast<chrono::minutes>(zone.offset(instant));
  const auto shown = fettle::to_rfc3339(instant + offset);
  const auto distance = chrono::abs(offset);
  return fmt::format("{}{}{:02}:{:02}", shown.substr(0, shown.find('.')),
                     offset.count() < 0 ? '-' : '+', distance.count() / 60, distance.count() % 60);
}

}  // namespace fettle::schedule
