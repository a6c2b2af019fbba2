#include "transport/ssh_words.hpp"

#include <algorithm>
#include <array>

namespace fettle::transport {

bool is_ssh_refusal(std::string_view words) {
  constexpr std::array<std::string_view, 9> kRefusals{"Permission denied",
                                                      "Host key verification failed",
                                                      "HOST IDENTIFICATION HAS CHANGED",
                                                      "No matching host key type",
                                                      "no matching",
                                                      "Bad configuration option",
                                                      "terminating",
                                                      "Too many authentication failures",
                                                      "UNPROTECTED PRIVATE KEY"};
  return std::ranges::any_of(kRefusals, [&](auto each) { return words.contains(each); });
}

}  // namespace fettle::transport
