// A mail as it goes over the wire (RFC 5322, RFC 2047, RFC 2045): headers of ASCII, the text as
// base64, so that no line of it can be taken for a header or for the mail's end.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "ports/outgoing.hpp"

namespace fettle::outgoing {

/// With CRLF at each line's end. `from` and the mail's address are such (notify/mail_address.hpp).
std::string mail_text(const ports::Mail& mail, std::string_view from, Instant now);

}  // namespace fettle::outgoing
