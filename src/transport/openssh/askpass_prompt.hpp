// What ssh(1) asks its askpass program, sorted by who is meant to answer. Pure. The words between
// may be a server's own: they decide nothing but what a person is shown.
#pragma once

#include <string>
#include <string_view>

namespace fettle::transport {

struct AskpassPrompt {
  enum class Kind {
    kPassphrase,  ///< of the key file `about`
    kPassword,    ///< of the account `about`
    kOther,       ///< a code, a PIN: for a person
    kConfirm,     ///< yes or no, such as about a host's key: never answered
  };
  Kind kind = Kind::kOther;
  std::string about;
  std::string place;  ///< who asks for a password: `USER@HOST`
  std::string text;   ///< for people: one line, at most 200 bytes, hidden characters shown
};

/// `hint` is what ssh put into SSH_ASKPASS_PROMPT, empty for an ordinary question.
AskpassPrompt read_askpass_prompt(std::string_view text, std::string_view hint);

}  // namespace fettle::transport
