// The names of the time zones that this system's tzdata holds, looked up in its folder itself
// ($TZDIR, else /usr/share/zoneinfo), since the tables beside it are not on every system.
#pragma once

#include <string>
#include <string_view>

namespace fettle::schedule {

/// True for a name of the shape of IANA's that has a file: `Europe/Berlin`, `EST5EDT`. Never for
/// a path, for `..`, or for a lower-case name (`localtime`, `posix/Cuba`), which no zone has.
bool is_zone_name(std::string_view name);

/// Says that `name` is no time zone, and which one may have been meant.
std::string unknown_zone_message(std::string_view name);

}  // namespace fettle::schedule
