// Answers of JSON made smaller for whoever takes it so. Small ones stay as they are.
#pragma once

#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace fettle::api::http {

inline constexpr std::size_t kGzipBytesMin = 1024;

/// Compresses the body where the request takes gzip and it is JSON of at least kGzipBytesMin.
void compress(Response& response, const Request& request);

/// Whether an `Accept-Encoding` takes it: named, or by `*`, and not with `q=0`.
bool accepts_gzip(std::string_view accepted);

}  // namespace fettle::api::http
