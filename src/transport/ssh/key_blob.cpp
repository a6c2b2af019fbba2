#include "transport/ssh/key_blob.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "transport/ssh/hashed_name.hpp"

namespace fettle::transport {
namespace {

constexpr std::string_view kBegin = "-----BEGIN OPENSSH PRIVATE KEY-----";
constexpr std::string_view kEnd = "-----END OPENSSH PRIVATE KEY-----";
constexpr std::string_view kMagic{"openssh-key-v1\0", 15};
constexpr std::string_view kCertificateSuffix = "-cert-v01@openssh.com";
/// A key of so many rounds takes ten seconds or so to open; ssh-keygen's own choice is 16.
constexpr std::uint32_t kRoundsMax = 1024;

constexpr std::array<std::string_view, 7> kPlainTypes{"ssh-rsa",
                                                      "ssh-ed25519",
                                                      "ecdsa-sha2-nistp256",
                                                      "ecdsa-sha2-nistp384",
                                                      "ecdsa-sha2-nistp521",
                                                      "sk-ssh-ed25519@openssh.com",
                                                      "sk-ecdsa-sha2-nistp256@openssh.com"};

/// What libssh decrypts keys with. It calls an authenticated cipher of its table through a null
/// pointer.
constexpr std::array<std::string_view, 7> kCiphers{
    "aes128-ctr", "aes192-ctr", "aes256-ctr", "aes128-cbc", "aes192-cbc", "aes256-cbc", "3des-cbc"};

constexpr std::array<std::string_view, 5> kPemBegins{
    "-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY-----",
    "-----BEGIN DSA PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----"};

constexpr const char* kNoKey = "it is no private key, or damaged";

bool is_sk(std::string_view type) { return type.starts_with("sk-"); }

/// How many fields of its kind of key a certificate holds.
int key_fields(std::string_view plain) {
  if (plain == "ssh-ed25519") return 1;
  return plain == "sk-ecdsa-sha2-nistp256@openssh.com" ? 3 : 2;
}

PrivateKeyHead refused(std::string_view why) {
  PrivateKeyHead head;
  head.problem = why;
  return head;
}

/// What only libssh can't open.
void leave_to_ssh(PrivateKeyHead& head, std::string_view why) {
  head.problem = fmt::format("{}; ssh-add it, or let the system's ssh open it: --ssh openssh", why);
  head.ssh_opens_it = true;
}

void judge_protection(PrivateKeyHead& head, std::string_view cipher, std::string_view kdf,
                      std::string_view options) {
  if (cipher == "none") {
    if (kdf != "none") head.problem = kNoKey;
    return;
  }
  if (std::ranges::find(kCiphers, cipher) == kCiphers.end())
    return leave_to_ssh(
        head, fmt::format("it is protected with {}, which the built-in client can't open", cipher));
  BlobReader reader(options);
  const auto salt = reader.text();
  const auto rounds = reader.number();
  if (kdf != "bcrypt" || !salt || salt->empty() || !rounds || *rounds == 0 ||
      !reader.rest().empty())
    head.problem = kNoKey;
  else if (*rounds > kRoundsMax)
    leave_to_ssh(head,
                 fmt::format("it takes {} rounds to open, more than {}", *rounds, kRoundsMax));
}

PrivateKeyHead read_openssh(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return refused(kNoKey);
  BlobReader reader(bytes.substr(kMagic.size()));
  const auto cipher = reader.text();
  const auto kdf = reader.text();
  const auto options = reader.text();
  const auto keys = reader.number();
  const auto public_blob = reader.text();
  const auto secret = reader.text();
  if (!cipher || !kdf || !options || !public_blob || !secret || secret->size() < 8)
    return refused(kNoKey);
  if (keys != 1U) return refused("it holds several keys; ssh-add it");
  PrivateKeyHead head;
  head.public_blob = *public_blob;
  const auto type = blob_type(*public_blob);
  if (is_sk(type))
    leave_to_ssh(head, "it is the handle of a security key");
  else if (!is_usable_type(type) || is_certificate(type))
    head.problem = "its type is not supported";
  else
    judge_protection(head, *cipher, *kdf, *options);
  return head;
}

}  // namespace

std::optional<std::uint32_t> BlobReader::number() {
  if (rest_.size() < 4) return {};
  std::uint32_t value = 0;
  for (const char each : rest_.substr(0, 4)) value = value << 8U | static_cast<std::uint8_t>(each);
  rest_.remove_prefix(4);
  return value;
}

std::optional<std::string_view> BlobReader::text() {
  BlobReader after = *this;
  const auto size = after.number();
  if (!size || *size > after.rest_.size()) return {};
  const auto field = after.rest_.substr(0, *size);
  rest_ = after.rest_.substr(*size);
  return field;
}

std::string blob_number(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
  return bytes;
}

std::string blob_field(std::string_view bytes) {
  return blob_number(static_cast<std::uint32_t>(bytes.size())) + std::string(bytes);
}

std::string_view blob_type(std::string_view blob) {
  return BlobReader(blob).text().value_or(std::string_view());
}

bool is_certificate(std::string_view type) { return type.ends_with(kCertificateSuffix); }

bool is_usable_type(std::string_view type) {
  if (std::ranges::find(kPlainTypes, type) != kPlainTypes.end()) return true;
  if (!is_certificate(type)) return false;
  type.remove_suffix(kCertificateSuffix.size());
  return std::ranges::any_of(kPlainTypes, [&](std::string_view plain) {
    return plain == type || plain == std::string(type) + "@openssh.com";
  });
}

std::string plain_blob_of(std::string_view certificate) {
  BlobReader reader(certificate);
  const auto type = reader.text();
  if (!type || !is_certificate(*type) || !is_usable_type(*type) || !reader.text()) return {};
  std::string plain(type->substr(0, type->size() - kCertificateSuffix.size()));
  if (is_sk(plain)) plain += "@openssh.com";
  std::string blob = blob_field(plain);
  for (int i = key_fields(plain); i > 0; --i) {
    const auto field = reader.text();
    if (!field) return {};
    blob += blob_field(*field);
  }
  return blob;
}

std::optional<PublicLine> read_public_line(std::string_view text) {
  text = text.substr(0, text.find_first_of("\r\n"));
  const auto next = [&] {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    const auto word = text.substr(0, text.find_first_of(" \t"));
    text.remove_prefix(word.size());
    return std::string(word);
  };
  PublicLine line{.type = next(), .base64 = next(), .blob = {}};
  auto blob = decode_base64(line.base64);
  if (!blob || !is_usable_type(line.type) || blob_type(*blob) != line.type) return {};
  line.blob = *std::move(blob);
  return line;
}

PrivateKeyHead read_private_head(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return refused(kNoKey);
  if (std::ranges::any_of(kPemBegins, [&](auto begin) { return text.starts_with(begin); }))
    return {};
  if (!text.starts_with(kBegin)) return refused(kNoKey);
  const auto end = text.find(kEnd);
  if (end == std::string_view::npos) return refused(kNoKey);
  std::string base64(text.substr(kBegin.size(), end - kBegin.size()));
  std::erase_if(base64, [](char letter) { return letter == '\n' || letter == '\r'; });
  const auto bytes = decode_base64(base64);
  return bytes ? read_openssh(*bytes) : refused(kNoKey);
}

}  // namespace fettle::transport
