#include "core/fleet/natural_key.hpp"

#include <algorithm>

#include "core/fleet/text.hpp"

namespace fettle::fleet {

std::string natural_key(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  constexpr std::size_t kWidth = 20;  // of a number; of a longer one its end
  std::string key;
  while (!text.empty()) {
    const auto words = text.substr(0, text.find_first_of(kDigits));
    key += to_lower_ascii(words);
    text.remove_prefix(words.size());
    auto number = text.substr(0, text.find_first_not_of(kDigits));
    text.remove_prefix(number.size());
    if (number.empty()) break;
    number.remove_prefix(number.size() - std::min(number.size(), kWidth));
    key.append(kWidth - number.size(), '0').append(number);
  }
  return key;
}

}  // namespace fettle::fleet
