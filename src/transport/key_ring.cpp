#include "transport/key_ring.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>

namespace fettle::transport {
namespace {

std::filesystem::file_time_type time_of(const std::string& file) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file, error);
  return error ? std::filesystem::file_time_type::min() : time;
}

struct Passphrase {
  const std::string& file;
  const KeyRing::Prompt& prompt;
  bool asked = false;
};

/// libssh asks only when the key is protected.
int give_passphrase(const char*, char* buffer, std::size_t size, int, int, void* user) {
  auto& passphrase = *static_cast<Passphrase*>(user);
  passphrase.asked = true;
  std::optional<std::string> text;
  if (const char* variable = std::getenv("FETTLE_SSH_PASSPHRASE"); variable != nullptr)
    text = variable;
  else if (passphrase.prompt)
    text = passphrase.prompt(passphrase.file);
  if (!text || text->size() + 1 > size) return -1;
  std::memcpy(buffer, text->c_str(), text->size() + 1);
  return 0;
}

Key own(ssh_key key) { return {key, ssh_key_free}; }

}  // namespace

const KeyRing::Keys& KeyRing::open(const std::string& file) {
  const std::string certificate_file = file + "-cert.pub";
  const auto key_time = time_of(file);
  const auto certificate_time = time_of(certificate_file);
  auto& entry = entries_[file];
  if (entry.keys.keys.empty() || entry.key_time != key_time ||
      entry.certificate_time != certificate_time)
    entry = {key_time, certificate_time, read(file, certificate_file)};
  return entry.keys;
}

KeyRing::Keys KeyRing::read(const std::string& file, const std::string& certificate_file) const {
  Keys result;
  std::error_code error;
  result.exists = std::filesystem::exists(file, error);
  if (!result.exists) {
    result.problem = "there is no such file";
    return result;
  }
  Passphrase passphrase{.file = file, .prompt = prompt_};
  ssh_key raw = nullptr;
  if (ssh_pki_import_privkey_file(file.c_str(), nullptr, give_passphrase, &passphrase, &raw) !=
      SSH_OK) {
    result.problem = passphrase.asked
                         ? "it needs a passphrase: set FETTLE_SSH_PASSPHRASE, or ssh-add the key"
                         : "it can't be read as a private key";
    return result;
  }
  const Key plain = own(raw);
  ssh_key certificate = nullptr;
  if (ssh_pki_import_cert_file(certificate_file.c_str(), &certificate) == SSH_OK) {
    const Key holder = own(certificate);
    const Key with_certificate = own(ssh_key_dup(plain.get()));
    if (with_certificate &&
        ssh_pki_copy_cert_to_privkey(certificate, with_certificate.get()) == SSH_OK)
      result.keys.push_back(with_certificate);
  }
  result.keys.push_back(plain);
  return result;
}

}  // namespace fettle::transport
