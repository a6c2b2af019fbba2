// The headers that every answer has, from whichever part of the program it comes.
#pragma once

#include "api/http/message.hpp"

namespace fettle::api {

/// The request's id, and what keeps a browser from doing more with the answer than it should. A
/// Content-Security-Policy that is there already stays.
void add_common_headers(http::Response& response, const http::Request& request);

}  // namespace fettle::api
