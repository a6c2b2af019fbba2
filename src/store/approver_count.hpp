// How many people of a team may approve besides one of them.
#pragma once

#include <cstdint>
#include <string_view>

#include "store/database/connection.hpp"

namespace fettle::store {

Result<std::int64_t> count_other_approvers(Connection& connection, std::string_view team,
                                           std::string_view user);

}  // namespace fettle::store
