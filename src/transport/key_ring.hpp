// Private keys, each read and opened once: hundreds of sessions use the same few, and opening one
// that a passphrase protects costs a good part of a second. Read again when the file changes.
#pragma once

#include <libssh/libssh.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fettle::transport {

using Key = std::shared_ptr<ssh_key_struct>;

class KeyRing {
 public:
  using Prompt = std::function<std::optional<std::string>(const std::string& key_file)>;

  /// `prompt` may be empty; FETTLE_SSH_PASSPHRASE is tried first in any case.
  explicit KeyRing(Prompt prompt) : prompt_(std::move(prompt)) {}

  struct Keys {
    bool exists = false;
    std::vector<Key> keys;  ///< to be tried in this order: with its certificate, then plain
    std::string problem;    ///< why there are none
  };
  /// The key in `file` and, where `file-cert.pub` stands beside it, that certificate.
  const Keys& open(const std::string& file);

 private:
  struct Entry {
    std::filesystem::file_time_type key_time;
    std::filesystem::file_time_type certificate_time;
    Keys keys;
  };
  Keys read(const std::string& file, const std::string& certificate_file) const;

  Prompt prompt_;
  std::map<std::string, Entry> entries_;
};

}  // namespace fettle::transport
