#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace fettle {

void check_failed(const char* condition, const char* file, int line) {
  // Where stderr can't be written, nobody is left to hear of it.
  static_cast<void>(std::fprintf(stderr,
                                 "fettle: internal check failed: %s (%s:%d)\n"
                                 "What was stored is intact; `fettle resume` goes on from there.\n",
                                 condition, file, line));
  std::abort();
}

}  // namespace fettle
