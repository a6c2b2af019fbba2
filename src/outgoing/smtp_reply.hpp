// The last reply of a mail server, out of the lines that come (RFC 5321, section 4.2): its code,
// and its words as they may be shown, whatever they are.
#pragma once

#include <string>
#include <string_view>

namespace fettle::outgoing {

struct SmtpReply {
  int code = 0;       ///< 0: none has come
  std::string words;  ///< `550 5.1.1 no such user`, on one line, with no hidden characters, cut
  bool is_over = true;

  /// A farewell (221) is passed over: it follows what matters.
  void add(std::string_view line);
};

}  // namespace fettle::outgoing
