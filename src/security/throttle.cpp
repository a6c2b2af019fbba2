#include "security/throttle.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>

namespace fettle::security {

Milliseconds sign_in_delay(int failures, int free_failures) {
  if (failures < free_failures) return Milliseconds(0);
  const int doublings = std::min(failures - free_failures, 16);
  return std::min<Milliseconds>(std::chrono::seconds(2) * (1 << doublings), kLongestDelay);
}

std::string throttled_address(std::string_view address) {
  const std::string text(address);
  in6_addr whole{};
  if (::inet_pton(AF_INET6, text.c_str(), &whole) != 1) return text;
  if (IN6_IS_ADDR_V4MAPPED(&whole)) return text;
  std::fill(whole.s6_addr + 8, whole.s6_addr + 16, std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> site{};
  ::inet_ntop(AF_INET6, &whole, site.data(), site.size());
  return std::string(site.data()) + "/64";
}

}  // namespace fettle::security
