// Who is named as the author of a row: the person who asks, or the maker of the token that does.
#pragma once

#include <optional>
#include <string>

#include "usecases/context.hpp"

namespace fettle::usecases {

/// None for what no person asked for.
inline std::optional<std::string> own_user(const Context& context) {
  return context.actor.user.empty() ? std::nullopt : std::optional(context.actor.user);
}

}  // namespace fettle::usecases
