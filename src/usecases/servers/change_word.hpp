// The word of the API for a way in which something on a server changed.
#pragma once

#include <string_view>

#include "core/review/difference.hpp"

namespace fettle::usecases {

std::string_view word_of(review::Change::Kind kind);

}  // namespace fettle::usecases
