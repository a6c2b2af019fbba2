// The format of known_hosts (sshd(8)): one file, read once into an index that answers for a name
// without reading the text again. Hashed names cost one HMAC each and look-up, as every line has a
// salt of its own; docs/reference/targets.md says what a line may hold. Pure: known_hosts_cache.hpp
// reads the files. A line that can't be read is passed over, and spoils no other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "transport/ssh/hashed_name.hpp"

namespace fettle::transport {

enum class KeyMark {
  kNone,       ///< the host's own key
  kRevoked,    ///< `@revoked`: never to be taken
  kAuthority,  ///< `@cert-authority`: signs certificates of hosts
};

/// One line that speaks for a name.
struct KnownKey {
  KeyMark mark = KeyMark::kNone;
  std::string type;  ///< "ssh-ed25519"
  std::string key;   ///< in base64, as the line has it
  std::string file;
  std::uint32_t line = 0;
  bool is_pattern = false;  ///< the line has `*`, `?` or `!`, so ssh-keygen -R can't remove it
  friend bool operator==(const KnownKey&, const KnownKey&) = default;
};

class KnownHostsFile {
 public:
  /// `file` is the name that found keys carry.
  KnownHostsFile(std::string file, std::string text);
  KnownHostsFile(const KnownHostsFile&) = delete;
  KnownHostsFile& operator=(const KnownHostsFile&) = delete;

  /// The lines for `name` in lower case, "host" or "[host]:port", in the order of the file.
  std::vector<KnownKey> find(std::string_view name) const;
  std::size_t lines() const { return lines_.size(); }

 private:
  struct Line {
    std::string_view type;
    std::string_view key;
    std::uint32_t number;
    KeyMark mark;
    bool is_pattern;
  };
  struct Hashed {
    HashedName name;
    std::uint32_t line;
  };
  struct Pattern {
    std::string_view list;
    std::uint32_t line;
  };
  void add_line(char* begin, char* end, std::uint32_t number);
  void add_names(char* begin, char* end);
  bool add_hashed(std::string_view name);
  void find_hashed(std::string_view name, std::vector<std::uint32_t>& found) const;

  std::string file_;
  std::string text_;  ///< what the views below look at; names in lower case
  std::vector<Line> lines_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> exact_;
  std::vector<Pattern> patterns_;
  std::vector<Hashed> hashed_;
};

}  // namespace fettle::transport
