// What a mail address looks like, as strictly as a header and a mail server need it.
#pragma once

#include <string_view>

namespace fettle::notify {

/// Whether `text` can be one mail address: `name@host` without blanks, quotes or brackets.
bool is_mail_address(std::string_view text);

}  // namespace fettle::notify
