// A library of the system that few starts need, loaded when it is asked for: linked in, it would
// cost every start its own loading and that of all the libraries that it brings. It is never
// unloaded.
#pragma once

#include <string>

#include "base/result.hpp"

namespace fettle {

class LoadedLibrary {
 public:
  /// `file` as the dynamic linker finds it: libpq.so.5. `package` of Debian holds it. kIo where it
  /// is absent.
  static Result<LoadedLibrary> load(const char* file, const char* package);

  /// kIo where the library has no function `name`: then it is too old.
  template <class Function>
  Result<void> find(const char* name, Function& function) const {
    FETTLE_TRY(address, address_of(name));
    function = reinterpret_cast<Function>(address);
    return {};
  }

 private:
  LoadedLibrary(void* handle, const char* file, const char* package)
      : handle_(handle), file_(file), package_(package) {}
  Result<void*> address_of(const char* name) const;

  void* handle_;
  std::string file_;
  std::string package_;
};

}  // namespace fettle
