#include "base/wipe.hpp"

#include <sodium.h>

namespace fettle {

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

}  // namespace fettle
