#include "transport/ssh/key_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/regular_file.hpp"
#include "transport/ssh/hashed_name.hpp"
#include "transport/ssh/key_blob.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kKeyBytesMax = std::size_t{1} << 20;  // as OpenSSH

struct Passphrase {
  const std::optional<std::string>& text;
  bool wanted = false;
};

/// libssh asks only when the key is protected.
int give_passphrase(const char*, char* buffer, std::size_t size, int, int, void* user) {
  auto& passphrase = *static_cast<Passphrase*>(user);
  passphrase.wanted = true;
  const auto& text = passphrase.text;
  if (!text || text->size() + 1 > size) return -1;
  std::memcpy(buffer, text->c_str(), text->size() + 1);
  return 0;
}

Key own(ssh_key key) { return {key, ssh_key_free}; }

/// The public line in `file`; empty where there is none.
std::optional<PublicLine> read_public(const std::string& file) {
  const auto text = read_regular_file(file, kKeyBytesMax);
  return text ? read_public_line(*text) : std::nullopt;
}

Key import_certificate(const PublicLine& line) {
  ssh_key raw = nullptr;
  const auto type = ssh_key_type_from_name(line.type.c_str());
  if (ssh_pki_import_cert_base64(line.base64.c_str(), type, &raw) != SSH_OK) return {};
  return own(raw);
}

std::string public_blob_of(const Key& key) {
  char* base64 = nullptr;
  if (ssh_pki_export_pubkey_base64(key.get(), &base64) != SSH_OK) return {};
  auto blob = decode_base64(base64);
  ssh_string_free_char(base64);
  return blob ? *std::move(blob) : std::string();
}

/// A file that a server's `IdentityFile` or `CertificateFile` names, and that holds no secret.
KeyFile public_file(const PublicLine& line) {
  KeyFile found{
      .exists = true, .keys = {}, .public_blobs = {line.blob}, .certificate = {}, .problem = {}};
  found.problem = "it holds a public key, whose private half no agent has";
  if (is_certificate(line.type)) found.certificate = import_certificate(line);
  return found;
}

void add_blob(KeyFile& found, const std::string& blob) {
  if (!blob.empty() && std::ranges::find(found.public_blobs, blob) == found.public_blobs.end())
    found.public_blobs.push_back(blob);
}

void open_private(const std::string& text, const std::optional<std::string>& phrase,
                  const Key& certificate, KeyReading& reading) {
  Passphrase passphrase{.text = phrase};
  ssh_key raw = nullptr;
  if (ssh_pki_import_privkey_base64(text.c_str(), nullptr, give_passphrase, &passphrase, &raw) !=
      SSH_OK) {
    reading.found.problem = "it can't be read as a private key";
    reading.is_locked = passphrase.wanted;
    return;
  }
  const Key plain = own(raw);
  if (certificate)
    if (Key both = join(plain, certificate)) reading.found.keys.push_back(std::move(both));
  reading.found.keys.push_back(plain);
  add_blob(reading.found, public_blob_of(plain));
}

}  // namespace

KeyReading read_key_text(const std::string& text, const std::optional<std::string>& passphrase) {
  KeyReading reading;
  reading.found.exists = true;
  const auto head = read_private_head(text);
  add_blob(reading.found, head.public_blob);
  reading.found.problem = head.problem;
  if (head.problem.empty()) open_private(text, passphrase, {}, reading);
  return reading;
}

std::string describe_key(const KeyFile& found) {
  if (found.keys.empty()) return {};
  const ssh_key key = found.keys.front().get();
  unsigned char* hash = nullptr;
  std::size_t size = 0;
  if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != SSH_OK) return {};
  char* text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size);
  ssh_clean_pubkey_hash(&hash);
  if (text == nullptr) return {};
  auto described = fmt::format("{} {}", ssh_key_type_to_char(ssh_key_type(key)), text);
  ssh_string_free_char(text);
  return described;
}

std::string certificate_of(const std::string& file) { return file + "-cert.pub"; }
std::string public_half_of(const std::string& file) { return file + ".pub"; }

Key join(const Key& plain, const Key& certificate) {
  const std::string blob = public_blob_of(certificate);
  if (blob.empty() || plain_blob_of(blob) != public_blob_of(plain)) return {};
  Key both = own(ssh_key_dup(plain.get()));
  if (!both || ssh_pki_copy_cert_to_privkey(certificate.get(), both.get()) != SSH_OK) return {};
  return both;
}

KeyReading read_key_file(const std::string& file, const std::optional<std::string>& passphrase) {
  KeyReading reading;
  const auto text = read_regular_file(file, kKeyBytesMax);
  if (text)
    if (const auto line = read_public_line(*text)) return {.found = public_file(*line)};
  reading.found.exists = text || text.error().code != ErrorCode::kNotFound;
  Key certificate;
  if (const auto line = read_public(certificate_of(file)); line && is_certificate(line->type)) {
    certificate = import_certificate(*line);
    if (certificate) add_blob(reading.found, line->blob);
  }
  const auto head = text ? read_private_head(*text) : PrivateKeyHead{};
  reading.found.ssh_opens_it = head.ssh_opens_it;
  add_blob(reading.found, head.public_blob);
  if (head.public_blob.empty())
    if (const auto line = read_public(public_half_of(file))) add_blob(reading.found, line->blob);
  if (!reading.found.exists)
    reading.found.problem = "there is no such file";
  else if (!text)
    reading.found.problem = text.error().message;
  else if (!head.problem.empty())
    reading.found.problem = head.problem;
  else
    open_private(*text, passphrase, certificate, reading);
  return reading;
}

}  // namespace fettle::transport
