// Whether a call of a trigger is signed and fresh. Pure.
#pragma once

#include <string_view>

#include "base/instant.hpp"
#include "usecases/schedules/fire_trigger.hpp"

namespace fettle::usecases {

/// A caller's clock may be this far from ours, either way.
inline constexpr Milliseconds kCallAge = std::chrono::minutes(5);

/// `key` as bytes. Takes the same time whatever is wrong with the signature.
bool is_signed_call(const TriggerCall& call, std::string_view key, Instant now);

}  // namespace fettle::usecases
