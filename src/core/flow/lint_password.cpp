#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "core/document/characters.hpp"
#include "core/flow/lint_habits.hpp"

namespace fettle::flow {
namespace {

/// How a program takes a password.
struct Taker {
  std::string_view program;
  std::string_view option;
  std::string_view needs = {};  ///< a word that has to be there: `docker login -p`
  char after = '\0';      ///< the password follows this character in the word: `user:password`
  bool attached = false;  ///< only as `-pPASSWORD`
};
constexpr std::array<Taker, 41> kTakers{{{"curl", "-u", {}, ':'},
                                         {"curl", "--user", {}, ':'},
                                         {"curl", "-U", {}, ':'},
                                         {"curl", "--proxy-user", {}, ':'},
                                         {"mysql", "-p", {}, '\0', true},
                                         {"mysqldump", "-p", {}, '\0', true},
                                         {"mysqladmin", "-p", {}, '\0', true},
                                         {"mysqlcheck", "-p", {}, '\0', true},
                                         {"mariadb", "-p", {}, '\0', true},
                                         {"mariadb-dump", "-p", {}, '\0', true},
                                         {"mariadb-admin", "-p", {}, '\0', true},
                                         {"7z", "-p", {}, '\0', true},
                                         {"sshpass", "-p"},
                                         {"docker", "-p", "login"},
                                         {"podman", "-p", "login"},
                                         {"buildah", "-p", "login"},
                                         {"skopeo", "-p", "login"},
                                         {"nerdctl", "-p", "login"},
                                         {"helm", "-p", "login"},
                                         {"oc", "-p", "login"},
                                         {"oc", "--token", "login"},
                                         {"az", "-p", "login"},
                                         {"redis-cli", "-a"},
                                         {"mongo", "-p"},
                                         {"mongosh", "-p"},
                                         {"mongodump", "-p"},
                                         {"mongorestore", "-p"},
                                         {"ldapsearch", "-w"},
                                         {"ldapmodify", "-w"},
                                         {"ldapadd", "-w"},
                                         {"ldapdelete", "-w"},
                                         {"ipmitool", "-P"},
                                         {"sqlcmd", "-P"},
                                         {"zip", "-P"},
                                         {"unzip", "-P"},
                                         {"useradd", "-p"},
                                         {"usermod", "-p"},
                                         {"smbclient", "-U", {}, '%'},
                                         {"rpcclient", "-U", {}, '%'},
                                         {"winexe", "-U", {}, '%'},
                                         {"lftp", "-u", {}, ','}}};

bool has_word(const ShellCommand& command, std::string_view wanted) {
  return wanted.empty() || std::ranges::find(command.words, wanted) != command.words.end();
}

/// The part of an option's word that is secret, or nothing.
std::string_view secret_part(std::string_view word, char after) {
  if (after != '\0') {
    const auto mark = word.find(after);
    if (mark == std::string_view::npos) return {};
    word = word.substr(mark + 1);
  }
  return is_stand_in(word) ? std::string_view() : word;
}

/// `-fsu` for `-u`.
bool is_bundle_with(std::string_view word, std::string_view option) {
  return option.size() == 2 && word.size() > 2 && word[0] == '-' && word.back() == option[1] &&
         std::ranges::all_of(word.substr(1), document::is_letter);
}

/// What follows `option` at `at`: `-pVALUE`, `-p VALUE`, `--user=VALUE`, `-fsu VALUE`.
std::string_view value_of(const ShellCommand& command, std::size_t at, const Taker& taker) {
  const auto word = command.words[at];
  const bool is_long = taker.option.starts_with("--");
  const bool bundle = taker.after != '\0' && is_bundle_with(word, taker.option);
  if (word == taker.option || bundle) {
    const bool there = !taker.attached && at + 1 < command.words.size();
    return there ? command.words[at + 1] : std::string_view();
  }
  if (!word.starts_with(taker.option)) return {};
  const auto rest = word.substr(taker.option.size());
  if (is_long) return rest.starts_with('=') ? rest.substr(1) : std::string_view();
  return rest;
}

std::string_view find_taken(const ShellCommand& command) {
  const auto program = program_of(command);
  for (const auto& taker : kTakers) {
    if (taker.program != program || !has_word(command, taker.needs)) continue;
    for (std::size_t at = 1; at < command.words.size(); ++at) {
      const auto found = secret_part(value_of(command, at, taker), taker.after);
      if (!found.empty()) return found;
    }
  }
  return {};
}

/// `--password VALUE` of any program.
std::string_view find_long_option(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 12> kOptions{
      "--password",      "--passwd",  "--passphrase", "--token",
      "--secret",        "--api-key", "--secret-key", "--auth-token",
      "--client-secret", "-password", "-passphrase",  "--access-token"};
  for (std::size_t at = 1; at + 1 < command.words.size(); ++at) {
    const auto value = command.words[at + 1];
    const bool option = std::ranges::find(kOptions, command.words[at]) != kOptions.end();
    if (option && !value.starts_with('-') && !is_stand_in(value)) return value;
  }
  return {};
}

/// `Authorization: Bearer VALUE`, `X-Api-Key: VALUE`, `pass:VALUE` of openssl.
std::string_view find_header(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kHeaders{
      "authorization", "proxy-authorization", "private-token",
      "x-api-key",     "x-vault-token",       "x-auth-token",
      "api-key",       "x-auth-key",          "job-token"};
  const auto colon = word.find(':');
  if (colon == std::string_view::npos) return {};
  const auto name = word.substr(0, colon);
  auto value = document::trim(word.substr(colon + 1));
  if (name == "pass") return is_stand_in(value) ? std::string_view() : value;
  const bool known =
      std::ranges::any_of(kHeaders, [&](auto header) { return document::same_word(name, header); });
  if (!known) return {};
  for (const std::string_view scheme : {"bearer ", "basic ", "token ", "digest "}) {
    if (document::same_word(value.substr(0, scheme.size()), scheme))
      value = document::trim(value.substr(scheme.size()));
  }
  return is_stand_in(value) ? std::string_view() : value;
}

/// `"password": "VALUE"`, as JSON is sent.
std::string_view find_in_json(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kNames{
      "\"password\"", "\"passwd\"", "\"token\"",     "\"secret\"",
      "\"api_key\"",  "\"apikey\"", "\"passphrase\""};
  for (const auto name : kNames) {
    const auto at = word.find(name);
    if (at == std::string_view::npos) continue;
    auto rest = document::trim_left(word.substr(at + name.size()));
    if (!rest.starts_with(':')) continue;
    rest = document::trim_left(rest.substr(1));
    if (!rest.starts_with('"')) continue;
    const auto value = rest.substr(1, rest.find('"', 1) - 1);
    if (!is_stand_in(value)) return value;
  }
  return {};
}

/// `echo VALUE | passwd --stdin`, `echo root:VALUE | chpasswd`.
std::string_view find_piped(const ShellCommand& from, const ShellCommand& to) {
  const auto program = program_of(from);
  if (to.joined_by != "|" || (program != "echo" && program != "printf")) return {};
  const auto reader = program_of(to);
  const bool reads = reader == "chpasswd" || (reader == "passwd" && has_word(to, "--stdin")) ||
                     has_word(to, "--password-stdin");
  if (!reads || from.words.size() < 2) return {};
  auto value = from.words.back();
  if (const auto colon = value.find(':'); colon != std::string_view::npos)
    value = value.substr(colon + 1);
  return is_stand_in(value) ? std::string_view() : value;
}

}  // namespace

std::string_view find_credential(const Script& script) {
  const auto& commands = script.commands;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto& command = commands[i];
    if (i + 1 < commands.size()) {
      if (const auto found = find_piped(command, commands[i + 1]); !found.empty()) return found;
    }
    if (only_mentions(command)) continue;
    if (const auto found = find_taken(command); !found.empty()) return found;
    if (const auto found = find_long_option(command); !found.empty()) return found;
    for (const auto word : command.words) {
      if (const auto found = find_header(word); !found.empty()) return found;
      if (const auto found = find_in_json(word); !found.empty()) return found;
    }
  }
  return {};
}

}  // namespace fettle::flow
