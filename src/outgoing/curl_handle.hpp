// What libcurl gives out, owned: freed by the function that belongs to it. Only once load_libcurl()
// has succeeded.
#pragma once

#include <memory>
#include <string>

#include "outgoing/libcurl.hpp"

namespace fettle::outgoing {

struct FreeCurl {
  void operator()(CURL* handle) const { curl().easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl().slist_free_all(list); }
};

using CurlHandle = std::unique_ptr<CURL, FreeCurl>;
using CurlList = std::unique_ptr<curl_slist, FreeCurl>;

/// Nothing is appended where there is no memory.
inline void append(CurlList& list, const std::string& text) {
  if (auto* longer = curl().slist_append(list.get(), text.c_str())) {
    static_cast<void>(list.release());
    list.reset(longer);
  }
}

}  // namespace fettle::outgoing
