#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace fettle {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr,
               "fettle: internal check failed: %s (%s:%d)\n"
               "What was stored is intact; `fettle resume` goes on from there.\n",
               condition, file, line);
  std::abort();
}

}  // namespace fettle
