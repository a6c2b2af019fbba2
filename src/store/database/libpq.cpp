#include "store/database/libpq.hpp"

#include "base/loaded_library.hpp"

namespace fettle::store {
namespace {

struct Loaded {
  Libpq functions;
  Result<void> result;
};

#define FETTLE_LIBPQ_FIND(ours, theirs) FETTLE_TRY_VOID(library.find(#theirs, functions.ours));
Result<void> load(Libpq& functions) {
  FETTLE_TRY(library, LoadedLibrary::load("libpq.so.5", "libpq5"));
  FETTLE_LIBPQ(FETTLE_LIBPQ_FIND)
  return {};
}
#undef FETTLE_LIBPQ_FIND

const Loaded& loaded() {
  static const Loaded kLoaded = [] {
    Loaded loaded;
    loaded.result = load(loaded.functions);
    return loaded;
  }();
  return kLoaded;
}

}  // namespace

Result<void> load_libpq() { return loaded().result; }

const Libpq& pq() { return loaded().functions; }

}  // namespace fettle::store
