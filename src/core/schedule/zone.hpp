// A time zone: what the local clock shows at an instant, and which instants a local time stands
// for. The only file of the product that knows cctz, and the only one of the core that does
// input: load_zone() reads the system's tzdata files (package tzdata), once a name and process,
// so that an update of them needs a restart. Local time never leaves core/schedule but as text.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace fettle::schedule {

/// What a local time stands for, and the stretch of local time [begin, end) around it that is
/// skipped or comes twice; the time itself, empty, when it comes once.
struct Moment {
  enum class Kind { kOnce, kSkipped, kTwice };
  Kind kind = Kind::kOnce;
  Instant first;   ///< when skipped: the first instant after the gap
  Instant second;  ///< differs from `first` only when the local time comes twice
  std::chrono::local_seconds begin;
  std::chrono::local_seconds end;
};

/// When a zone's offset changes, and to what.
struct ZoneChange {
  Instant at;
  std::chrono::seconds before;
  std::chrono::seconds after;
  std::string name;  ///< of the time that begins: `CEST`
  bool is_daylight = false;
};

class Zone {
 public:
  /// UTC.
  Zone();

  const std::string& name() const;
  /// East of UTC is positive; historic offsets have seconds.
  std::chrono::seconds offset(Instant instant) const;
  /// What the local clock shows, to the second.
  std::chrono::local_seconds local(Instant instant) const;
  Moment resolve(std::chrono::local_seconds local) const;
  /// The first after `instant`; none: it keeps its offset for ever.
  std::optional<ZoneChange> next_change(Instant instant) const;

 private:
  friend Result<Zone> load_zone(std::string_view name);
  struct Data;
  explicit Zone(std::shared_ptr<const Data> data);
  std::shared_ptr<const Data> data_;
};

/// A zone by its IANA name; `UTC` needs no files.
///
/// Errors: kInvalid for any other text (paths, `localtime`, unknown names), with the nearest name.
Result<Zone> load_zone(std::string_view name);

/// Local time with a numeric offset, to the second: `2026-03-29T03:00:00+02:00`. RFC 3339 knows
/// no seconds in an offset: historic ones are cut to the minute, and the text still names the
/// same instant.
std::string to_rfc3339(Instant instant, const Zone& zone);

}  // namespace fettle::schedule
