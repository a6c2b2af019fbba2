// How a request is told that it failed: a problem document (RFC 9457), made here alone. `detail`
// of an error goes to the log by the answer's note; it is never sent.
#pragma once

#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "base/result.hpp"

namespace fettle::api {

http::Response problem(const Error& error);

/// Of what no Error speaks of: HTTP itself.
http::Response problem(int status, std::string_view code, std::string_view title,
                       std::string_view message);

/// 405; `allow` lists the methods that there are.
http::Response method_not_allowed(const std::string& allow);

/// 503: too much is waiting already, or the process is about to end.
http::Response overloaded(std::string_view message);

}  // namespace fettle::api
