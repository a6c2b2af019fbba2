#include "base/loaded_library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

namespace fettle {

Result<LoadedLibrary> LoadedLibrary::load(const char* file, const char* package) {
  void* handle = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (handle != nullptr) return LoadedLibrary(handle, file, package);
  const auto* const why = ::dlerror();
  return fail(ErrorCode::kIo, fmt::format("{}; install it with `apt install {}`",
                                          why != nullptr ? why : file, package));
}

Result<void*> LoadedLibrary::address_of(const char* name) const {
  if (void* address = ::dlsym(handle_, name)) return address;
  return fail(ErrorCode::kIo, fmt::format("{} has no {}: a newer one is needed (Debian 12's {})",
                                          file_, name, package_));
}

}  // namespace fettle
