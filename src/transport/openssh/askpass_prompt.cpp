#include "transport/openssh/askpass_prompt.hpp"

#include "base/visible_text.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kTextMax = 200;
constexpr std::string_view kPassphrase = "Enter passphrase for key '";

bool contains(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

std::string for_people(std::string_view text) {
  std::string shown = visible_line(text.substr(0, kTextMax));
  shown.resize(shown.find_last_not_of(' ') + 1);
  return shown;
}

}  // namespace

// sshconnect2.c: "USER@HOST's password: " of the method password, "(USER@HOST) " before what a
// server asks (keyboard-interactive), "Enter passphrase for key 'FILE': ".
AskpassPrompt read_askpass_prompt(std::string_view text, std::string_view hint) {
  using Kind = AskpassPrompt::Kind;
  AskpassPrompt prompt{.text = for_people(text)};
  if (!hint.empty() || contains(text, "(yes/no")) {
    prompt.kind = Kind::kConfirm;
    return prompt;
  }
  if (text.starts_with(kPassphrase) && text.ends_with("': ")) {
    prompt.kind = Kind::kPassphrase;
    prompt.about = text.substr(kPassphrase.size(), text.size() - kPassphrase.size() - 3);
    return prompt;
  }
  const bool is_servers = text.starts_with('(') && contains(text, ") ");
  const bool is_password = is_servers ? contains(text, "assword") : text.ends_with("'s password: ");
  if (!is_password) return prompt;
  prompt.kind = Kind::kPassword;
  prompt.place = is_servers ? text.substr(1, text.find(") ") - 1)
                            : text.substr(0, text.rfind("'s password: "));
  prompt.about = prompt.place.substr(0, prompt.place.rfind('@'));
  return prompt;
}

}  // namespace fettle::transport
