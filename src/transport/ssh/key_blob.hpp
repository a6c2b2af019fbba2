// Keys as bytes (RFC 4253, 6.6; OpenSSH's PROTOCOL.key and PROTOCOL.certkeys), read before libssh
// sees them: it crashes on some that ssh-keygen makes, and compares none with what an agent holds.
// Pure. Read on in key_file.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fettle::transport {

/// Takes the fields of SSH's wire format off the front of `bytes`; whatever doesn't fit is empty.
class BlobReader {
 public:
  explicit BlobReader(std::string_view bytes) : rest_(bytes) {}
  std::optional<std::uint32_t> number();
  std::optional<std::string_view> text();
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// Writes one field: its length in four bytes, then itself.
std::string blob_field(std::string_view bytes);
std::string blob_number(std::uint32_t number);

/// The type that a public key's blob names: `ssh-ed25519`, `ssh-rsa-cert-v01@openssh.com`.
std::string_view blob_type(std::string_view blob);

/// True for keys and certificates that libssh can offer to a server.
bool is_usable_type(std::string_view type);
bool is_certificate(std::string_view type);

/// The plain public key that `certificate` speaks for; empty for what is none.
std::string plain_blob_of(std::string_view certificate);

/// One line of a `.pub` file.
struct PublicLine {
  std::string type;
  std::string base64;
  std::string blob;
};
std::optional<PublicLine> read_public_line(std::string_view text);

/// What can be told of a private key's file without its passphrase.
struct PrivateKeyHead {
  std::string public_blob;    ///< empty where the format hides it (PEM)
  std::string problem;        ///< why libssh is not to be given it; empty: it may be
  bool ssh_opens_it = false;  ///< the problem is libssh's alone
};
PrivateKeyHead read_private_head(std::string_view text);

}  // namespace fettle::transport
