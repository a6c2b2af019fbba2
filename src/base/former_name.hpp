// The name that a field of a stored document had in an earlier version of Fettle. A struct that is
// read back from JSON lists its own as `static constexpr std::array kFormerNames{...}`; json_reader
// takes the value of the former name where the present one is missing.
#pragma once

#include <string_view>

namespace fettle {

struct FormerName {
  std::string_view former;
  std::string_view present;
};

}  // namespace fettle
