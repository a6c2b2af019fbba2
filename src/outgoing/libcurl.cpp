#include "outgoing/libcurl.hpp"

#include "base/loaded_library.hpp"

namespace fettle::outgoing {
namespace {

struct Loaded {
  Libcurl functions;
  Result<void> result;
};

Result<void> load(Libcurl& functions) {
  FETTLE_TRY(library, LoadedLibrary::load("libcurl.so.4", "libcurl4"));
  FETTLE_TRY_VOID(library.find("curl_global_init", functions.global_init));
  FETTLE_TRY_VOID(library.find("curl_easy_init", functions.easy_init));
  FETTLE_TRY_VOID(library.find("curl_easy_cleanup", functions.easy_cleanup));
  FETTLE_TRY_VOID(library.find("curl_easy_setopt", functions.easy_setopt));
  FETTLE_TRY_VOID(library.find("curl_easy_getinfo", functions.easy_getinfo));
  FETTLE_TRY_VOID(library.find("curl_easy_perform", functions.easy_perform));
  FETTLE_TRY_VOID(library.find("curl_easy_strerror", functions.easy_strerror));
  FETTLE_TRY_VOID(library.find("curl_slist_append", functions.slist_append));
  FETTLE_TRY_VOID(library.find("curl_slist_free_all", functions.slist_free_all));
  FETTLE_TRY_VOID(library.find("curl_multi_init", functions.multi_init));
  FETTLE_TRY_VOID(library.find("curl_multi_cleanup", functions.multi_cleanup));
  FETTLE_TRY_VOID(library.find("curl_multi_add_handle", functions.multi_add_handle));
  FETTLE_TRY_VOID(library.find("curl_multi_remove_handle", functions.multi_remove_handle));
  FETTLE_TRY_VOID(library.find("curl_multi_perform", functions.multi_perform));
  FETTLE_TRY_VOID(library.find("curl_multi_poll", functions.multi_poll));
  FETTLE_TRY_VOID(library.find("curl_multi_info_read", functions.multi_info_read));
  if (functions.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) return {};
  return fail(ErrorCode::kIo, "libcurl can't be used: it does not start");
}

const Loaded& loaded() {
  static const Loaded kLoaded = [] {
    Loaded loaded;
    loaded.result = load(loaded.functions);
    return loaded;
  }();
  return kLoaded;
}

}  // namespace

Result<void> load_libcurl() { return loaded().result; }

const Libcurl& curl() { return loaded().functions; }

}  // namespace fettle::outgoing
