#include "security/random_bytes.hpp"

#include <sodium.h>

#include "base/check.hpp"

namespace fettle::security {

std::string random_bytes(std::size_t count) {
  FETTLE_CHECK(sodium_init() >= 0);
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace fettle::security
