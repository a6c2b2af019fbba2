#include "usecases/servers/server_input.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/json.hpp"
#include "core/fleet/server.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/fleet/text.hpp"
#include "importers/server_fields.hpp"

namespace fettle::usecases {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 4> kTransports{"ssh", "local", "ansible", "manual"};
constexpr std::array<std::string_view, 3> kModes{"live", "shadow", "audit"};
constexpr std::array<std::string_view, 4> kBecomeMethods{"", "sudo", "su", "doas"};
constexpr std::array<std::string_view, 8> kKeyTypes{"ssh-ed25519",
                                                    "ssh-rsa",
                                                    "ecdsa-sha2-nistp256",
                                                    "ecdsa-sha2-nistp384",
                                                    "ecdsa-sha2-nistp521",
                                                    "sk-ssh-ed25519@openssh.com",
                                                    "ssh-dss",
                                                    "sk-ecdsa-sha2-nistp256@openssh.com"};
constexpr std::size_t kTagsMax = 50;
constexpr std::size_t kTagMax = 64;
constexpr std::size_t kVariablesMax = 200;
constexpr std::size_t kVariableNameMax = 64;
constexpr std::size_t kVariableValueMax = 10'000;
constexpr std::size_t kHostKeysMax = 20;
constexpr std::size_t kHostKeyBytesMax = 4096;

bool is_one_of(std::string_view word, Words words) {
  return std::ranges::find(words, word) != words.end();
}

/// Letters, digits and underscores, no digit first: what a placeholder can name.
bool is_variable_name(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && is_letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

/// `ssh-ed25519 AAAA...`, with a comment or without.
bool is_public_key(std::string_view line) {
  const auto space = line.find(' ');
  if (space == std::string_view::npos || line.size() > kHostKeyBytesMax) return false;
  const auto key = line.substr(space + 1, line.find(' ', space + 1) - space - 1);
  const auto is_base64 = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '=';
  };
  return is_one_of(line.substr(0, space), kKeyTypes) && key.size() >= 16 &&
         std::ranges::all_of(key, is_base64) && line.find_first_of("\n\r") == std::string::npos;
}

/// Sets the fields of one server, one after the other.
class Setter {
 public:
  Setter(std::string_view prefix, FieldProblems& problems) : prefix_(prefix), problems_(problems) {}

  void set_line(std::string_view field, const std::optional<std::string>& value, std::string& out) {
    if (!value) return;
    problems_.check_line(at(field), *value);
    out = *value;
  }

  /// Text that the importers have a rule for.
  void set_like_import(std::string_view field, const std::optional<std::string>& value,
                       std::string& out) {
    if (!value) return;
    fleet::Server scratch;
    const auto problem =
        value->empty() ? std::string() : importers::set_server_field(scratch, field, *value);
    if (!problem.empty()) problems_.add(at(field), fleet::quote(*value) + " " + problem);
    out = *value;
  }

  void set_word(std::string_view field, const std::optional<std::string>& value, Words words,
                std::string& out) {
    if (!value) return;
    if (!is_one_of(*value, words)) {
      problems_.add(at(field), fmt::format("is not one of: {}", fmt::join(words, ", ")));
    }
    out = *value;
  }

  void set_name(const ServerFields& fields, store::ServerRow& row) {
    if (!fields.name) return;
    problems_.check_name(at("name"), *fields.name);
    row.name = *fields.name;
    row.name_key = fleet::to_lower_ascii(row.name);
  }

  void set_port(const ServerFields& fields, store::ServerRow& row) {
    if (!fields.port) return;
    if (*fields.port < 0 || *fields.port > 65'535) {
      problems_.add(at("port"), "must be 1 to 65535, or 0 for the usual one");
      return;
    }
    row.port = *fields.port;
  }

  void set_become_user(const ServerFields& fields, store::ServerRow& row) {
    if (!fields.become_user) return;
    set_like_import("user", fields.become_user, row.become_user);
  }

  void set_tags(const ServerFields& fields, store::ServerRow& row) {
    if (!fields.tags) return;
    if (fields.tags->size() > kTagsMax) {
      problems_.add(at("tags"), fmt::format("are more than {}", kTagsMax));
    }
    for (std::size_t i = 0; i < fields.tags->size() && i < kTagsMax; ++i) {
      const auto& tag = (*fields.tags)[i];
      problems_.check_name(at(fmt::format("tags[{}]", i)), tag, kTagMax);
      if (tag.find_first_of(",;") != std::string::npos) {
        problems_.add(at(fmt::format("tags[{}]", i)), "has a comma or a semicolon",
                      "give several tags one by one");
      }
    }
    row.tags = to_json(normal_tags(*fields.tags));
  }

  void set_variables(const ServerFields& fields, store::ServerRow& row) {
    if (!fields.variables) return;
    if (fields.variables->size() > kVariablesMax) {
      problems_.add(at("variables"), fmt::format("are more than {}", kVariablesMax));
    }
    for (const auto& [name, value] : *fields.variables) {
      if (!is_variable_name(name) || name.size() > kVariableNameMax) {
        problems_.add(at("variables"),
                      fmt::format("{} is no name: letters, digits and _, at most {}",
                                  fleet::quote(name), kVariableNameMax));
      } else {
        problems_.check_text(at("variables." + name), value, kVariableValueMax);
      }
    }
    row.variables = to_json(*fields.variables);
  }

  void set_host_keys(const ServerFields& fields, store::ServerRow& row) {
    if (!fields.host_keys) return;
    if (fields.host_keys->size() > kHostKeysMax) {
      problems_.add(at("host_keys"), fmt::format("are more than {}", kHostKeysMax));
    }
    for (std::size_t i = 0; i < fields.host_keys->size() && i < kHostKeysMax; ++i) {
      if (is_public_key((*fields.host_keys)[i])) continue;
      problems_.add(at(fmt::format("host_keys[{}]", i)),
                    "is no public key as known_hosts has it, without the name",
                    "write `ssh-ed25519 AAAA...`");
    }
    row.host_keys = to_json(*fields.host_keys);
  }

  void set_notes(const ServerFields& fields, store::ServerRow& row) {
    if (!fields.notes) return;
    problems_.check_text(at("notes"), *fields.notes);
    row.notes = *fields.notes;
  }

  /// SSH goes to the address or else to the name.
  void check_reachable(const store::ServerRow& row) {
    if (row.transport != "ssh" || !row.address.empty() || row.name.empty()) return;
    const auto problem = fleet::host_problem(row.name);
    if (problem.empty()) return;
    problems_.add(at("address"),
                  fmt::format("is needed: the name {} {}", fleet::quote(row.name), problem));
  }

 private:
  std::string at(std::string_view field) const { return prefix_ + std::string(field); }

  std::string prefix_;
  FieldProblems& problems_;
};

}  // namespace

void apply_fields(const ServerFields& fields, std::string_view prefix, store::ServerRow& row,
                  FieldProblems& problems) {
  Setter setter(prefix, problems);
  setter.set_name(fields, row);
  setter.set_like_import("address", fields.address, row.address);
  setter.set_port(fields, row);
  setter.set_like_import("user", fields.user, row.user_name);
  setter.set_word("transport", fields.transport, kTransports, row.transport);
  setter.set_like_import("proxy_jump", fields.proxy_jump, row.proxy_jump);
  if (fields.become) row.become = *fields.become;
  setter.set_become_user(fields, row);
  setter.set_word("become_method", fields.become_method, kBecomeMethods, row.become_method);
  setter.set_line("role", fields.role, row.role);
  setter.set_line("site", fields.site, row.site);
  setter.set_line("os_family", fields.os_family, row.os_family);
  setter.set_tags(fields, row);
  setter.set_variables(fields, row);
  setter.set_notes(fields, row);
  setter.set_host_keys(fields, row);
  setter.check_reachable(row);
}

void check_mode(std::string_view mode, std::string_view field, FieldProblems& problems) {
  if (is_one_of(mode, kModes)) return;
  problems.add(field, fmt::format("is not one of: {}", fmt::join(kModes, ", ")));
}

std::vector<std::string> normal_tags(std::vector<std::string> tags) {
  fleet::Server scratch{.tags = std::move(tags)};
  importers::normalize_tags(scratch);
  return std::move(scratch.tags);
}

}  // namespace fettle::usecases
