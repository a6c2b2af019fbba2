// How long somebody waits who has failed to sign in: the more often, the longer. Pure: the counts
// are kept in store/throttle_store.hpp, for each account and each address.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace fettle::security {

/// Failures that cost nothing, for those who mistype.
inline constexpr int kFreeAccountFailures = 5;
/// An address may be that of a whole office.
inline constexpr int kFreeAddressFailures = 20;
inline constexpr Milliseconds kLongestDelay = std::chrono::minutes(15);
/// Without a failure for so long, the count begins again.
inline constexpr Milliseconds kFailuresForgotten = std::chrono::hours(24);

/// After that many failures: nothing while they are free, then 2 s, twice that, up to the longest.
Milliseconds sign_in_delay(int failures, int free_failures);

/// What stands for an address: all of a site's IPv6 addresses (/64) are one.
std::string throttled_address(std::string_view address);

}  // namespace fettle::security
