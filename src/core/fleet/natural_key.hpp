// Names in the order in which people count, web-2 before web-10.
#pragma once

#include <string>
#include <string_view>

namespace fettle::fleet {

/// What `text` sorts by, byte by byte: in lower case, each run of digits as a number. The databases
/// sort pages by the same (store/database/connection.hpp), and so does the dashboard.
std::string natural_key(std::string_view text);

}  // namespace fettle::fleet
