#include "store/libpq.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

namespace fettle::store {
namespace {

constexpr const char* kFile = "libpq.so.5";

struct Loaded {
  Libpq functions;
  Result<void> result;
};

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

Result<void> missing(const char* why) {
  return fail(ErrorCode::kIo,
              fmt::format("PostgreSQL's client library can't be used: {}; install it (Debian: "
                          "apt install libpq5) or use an SQLite file",
                          why != nullptr ? why : kFile));
}

#define FETTLE_LIBPQ_FIND(ours, theirs) \
  if (!find(library, #theirs, loaded.functions.ours)) return missing_function(#theirs);

Loaded load() {
  Loaded loaded;
  void* library = ::dlopen(kFile, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return {.functions = {}, .result = missing(::dlerror())};
  const auto missing_function = [](const char* name) {
    return Loaded{.functions = {},
                  .result = missing(fmt::format("{} has no {}", kFile, name).c_str())};
  };
  FETTLE_LIBPQ(FETTLE_LIBPQ_FIND)
  return loaded;
}
#undef FETTLE_LIBPQ_FIND

const Loaded& loaded() {
  static const Loaded kLoaded = load();
  return kLoaded;
}

}  // namespace

Result<void> load_libpq() { return loaded().result; }

const Libpq& pq() { return loaded().functions; }

}  // namespace fettle::store
