// One file of a key, read and opened. Only what key_blob.hpp finds fit is given to libssh; a named
// pipe, a device or a huge file is not read at all. Blocks: for threads of key_cache.hpp alone.
#pragma once

#include <libssh/libssh.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fettle::transport {

using Key = std::shared_ptr<ssh_key_struct>;

/// What a file gave.
struct KeyFile {
  bool exists = false;
  std::vector<Key> keys;  ///< private, in this order: with its certificate, then plain
  /// Blobs of its public halves, also of a file that holds nothing else or is not open: what an
  /// agent may hold the private half of. In the same order.
  std::vector<std::string> public_blobs;
  Key certificate;            ///< of a file that holds one
  std::string problem;        ///< why there are no keys
  bool ssh_opens_it = false;  ///< the problem is the built-in client's alone
};

struct KeyReading {
  KeyFile found;
  bool is_locked = false;  ///< the passphrase was missing, or not the right one
};

/// Reads `file`, the public half beside it (`FILE.pub`) and its certificate (`FILE-cert.pub`).
/// Computes for as long as the key's rounds want.
KeyReading read_key_file(const std::string& file, const std::optional<std::string>& passphrase);

/// Of the text of a private key that stands in no file. Computes as above.
KeyReading read_key_text(const std::string& text, const std::optional<std::string>& passphrase);

/// `ssh-ed25519 SHA256:...` of the first key; empty where there is none.
std::string describe_key(const KeyFile& found);

/// The names of the files that read_key_file() looks into.
std::string certificate_of(const std::string& file);
std::string public_half_of(const std::string& file);

/// `plain` together with the certificate that speaks for it; null where that is another key's.
Key join(const Key& plain, const Key& certificate);

}  // namespace fettle::transport
