#include <algorithm>
#include <array>
#include <cstddef>
#include <ranges>

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
constexpr auto kTakers = std::to_array<Taker>({
    {"curl", "-u", {}, ':'},
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
    {"lftp", "-u", {}, ','},
    {"curl", "--oauth2-bearer"},
    {"http", "-a", {}, ':'},
    {"http", "--auth", {}, ':'},
    {"https", "-a", {}, ':'},
    {"https", "--auth", {}, ':'},
    {"7za", "-p", {}, '\0', true},
    {"7zr", "-p", {}, '\0', true},
    {"rar", "-p", {}, '\0', true},
    {"unrar", "-p", {}, '\0', true},
    {"mysqlimport", "-p", {}, '\0', true},
    {"mysqlpump", "-p", {}, '\0', true},
    {"mariadb-backup", "-p", {}, '\0', true},
    {"crane", "-p", "login"},
    {"skopeo", "--creds", {}, ':'},
    {"skopeo", "--src-creds", {}, ':'},
    {"skopeo", "--dest-creds", {}, ':'},
    {"redis-cli", "--pass"},
    {"cqlsh", "-p"},
    {"nodetool", "-pw"},
    {"rabbitmqadmin", "-p"},
    {"twine", "-p"},
    {"racadm", "-p"},
    {"smbmap", "-p"},
    {"ncftpput", "-p"},
    {"ncftpget", "-p"},
    {"ldappasswd", "-w"},
    {"ldappasswd", "-s"},
    {"ldapwhoami", "-w"},
    {"ipa-client-install", "-w"},
    {"bcp", "-P"},
    {"isql", "-P"},
    {"osql", "-P"},
    {"tsql", "-P"},
    {"snmpget", "-A"},
    {"snmpget", "-X"},
    {"snmpwalk", "-A"},
    {"snmpwalk", "-X"},
    {"openssl", "-k", "enc"},
    {"keytool", "-storepass"},
    {"keytool", "-keypass"},
    {"keytool", "-srcstorepass"},
    {"keytool", "-deststorepass"},
    {"jarsigner", "-storepass"},
    {"jarsigner", "-keypass"},
    {"net", "-U", {}, '%'},
    {"nmcli", "password"},
    {"nmcli", "wifi-sec.psk"},
    {"rclone", "pass", "config"},
    {"tailscale", "--authkey"},
    {"tailscale", "--auth-key"},
    {"subscription-manager", "--activationkey"},
});

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
  return taker.option.size() == 2 ? rest : std::string_view();  // `-storepassfile` is another
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

/// An option that is called like what it takes: `--password`, `--sftp-pass`. One that has the
/// password asked for takes none.
bool names_password(std::string_view option) {
  static constexpr std::array<std::string_view, 12> kOptions{
      "--password",      "--passwd",  "--passphrase", "--token",
      "--secret",        "--api-key", "--secret-key", "--auth-token",
      "--client-secret", "-password", "-passphrase",  "--access-token"};
  static constexpr std::array<std::string_view, 3> kEnds{"-password", "-pass", "-passphrase"};
  static constexpr std::array<std::string_view, 4> kAsks{"--no-", "--ask-", "--prompt-", "--read-"};
  if (std::ranges::find(kOptions, option) != kOptions.end()) return true;
  return option.starts_with("--") &&
         std::ranges::any_of(kEnds, [&](auto end) { return option.ends_with(end); }) &&
         std::ranges::none_of(kAsks, [&](auto begin) { return option.starts_with(begin); });
}

/// `--password VALUE` of any program.
std::string_view find_long_option(const ShellCommand& command) {
  for (std::size_t at = 1; at + 1 < command.words.size(); ++at) {
    const auto value = command.words[at + 1];
    if (!value.starts_with('-') && !is_stand_in(value) && names_password(command.words[at]))
      return value;
  }
  return {};
}

/// A program that takes a password as one of its words, so many after `verb`.
struct Place {
  std::string_view program;
  std::string_view verb;
  std::size_t after;
};
constexpr auto kPlaces = std::to_array<Place>({
    {"htpasswd", "-b", 3},
    {"htpasswd", "-bc", 3},
    {"htpasswd", "-cb", 3},
    {"mc", "set", 4},
    {"pro", "attach", 1},
    {"rabbitmqctl", "add_user", 2},
    {"rabbitmqctl", "authenticate_user", 2},
    {"rabbitmqctl", "change_password", 2},
    {"vault", "login", 1},
});

std::string_view find_placed(const ShellCommand& command) {
  const auto& words = command.words;
  for (const auto& [program, verb, after] : kPlaces) {
    if (program != program_of(command)) continue;
    const auto at = std::ranges::find(words, verb);
    if (words.end() - at <= static_cast<std::ptrdiff_t>(after)) continue;
    const auto value = *(at + static_cast<std::ptrdiff_t>(after));
    if (!value.starts_with('-') && !value.contains('=') && !is_stand_in(value)) return value;
  }
  return {};
}

/// `sqlplus user/VALUE@database`.
std::string_view find_after_slash(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 6> kPrograms{"sqlplus", "expdp",  "impdp",
                                                             "rman",    "sqlldr", "exp"};
  if (std::ranges::find(kPrograms, program_of(command)) == kPrograms.end()) return {};
  for (const auto word : command.words | std::views::drop(1)) {
    const auto slash = word.find('/');
    if (slash == std::string_view::npos || !document::is_name_start(word[0])) continue;
    const auto value = word.substr(slash + 1, word.find('@', slash) - slash - 1);
    if (!value.contains('=') && word[slash - 1] != '=' && !is_stand_in(value)) return value;
  }
  return {};
}

/// `identified by 'VALUE'` of what a database reads.
std::string_view find_in_statement(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kBefore{"identified by '", "password '",
                                                           "password('"};
  for (const auto before : kBefore) {
    const auto at = std::ranges::search(word, before, {}, document::to_lower);
    if (at.empty()) continue;
    const auto rest = std::string_view(at.end(), word.end());
    const auto value = rest.substr(0, rest.find('\''));
    if (!value.contains(' ') && !is_stand_in(value)) return value;
  }
  return {};
}

/// `Authorization: Bearer VALUE`, `X-Api-Key: VALUE`, `pass:VALUE` of openssl.
std::string_view find_header(std::string_view word) {
  static constexpr auto kHeaders = std::to_array<std::string_view>(
      {"authorization", "proxy-authorization", "private-token", "x-api-key", "x-vault-token",
       "x-auth-token", "api-key", "apikey", "x-auth-key", "job-token", "dd-api-key", "x-api-token",
       "x-access-token", "x-consul-token", "x-gitlab-token", "x-jfrog-art-api", "x-nomad-token"});
  const auto colon = word.find(':');
  if (colon == std::string_view::npos) return {};
  auto name = word.substr(0, colon);
  if (name.starts_with("--header=")) name.remove_prefix(name.find('=') + 1);
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
  static constexpr std::array<std::string_view, 10> kNames{
      "\"password\"", "\"passwd\"",     "\"token\"",         "\"secret\"",     "\"api_key\"",
      "\"apikey\"",   "\"passphrase\"", "\"client_secret\"", "\"secret_key\"", "\"access_token\""};
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

/// Whether a program reads a password first. That `sudo -S` stood before it only the text tells.
bool reads_password(const ShellCommand& command, const Script& script) {
  static constexpr std::array<std::string_view, 6> kPrograms{"chpasswd", "passwd",     "kinit",
                                                             "realm",    "cryptsetup", "smbpasswd"};
  return std::ranges::find(kPrograms, program_of(command)) != kPrograms.end() ||
         has_word(command, "--password-stdin") || has_word(command, "--passphrase-fd") ||
         (command.wrapped && script.text.contains("sudo -S "));
}

/// `echo VALUE | passwd --stdin`, `echo root:VALUE | chpasswd`.
std::string_view find_piped(const ShellCommand& from, const ShellCommand& to,
                            const Script& script) {
  const auto program = program_of(from);
  if (to.joined_by != "|" || (program != "echo" && program != "printf")) return {};
  if (from.words.size() < 2 || !reads_password(to, script)) return {};
  auto value = from.words.back();
  if (const auto colon = value.find(':'); colon != std::string_view::npos)
    value = value.substr(colon + 1);
  return is_stand_in(value) ? std::string_view() : value;
}

std::string_view find_in_words(const ShellCommand& command) {
  const bool asks = asks_database(command);
  for (const auto word : command.words) {
    if (const auto found = find_header(word); !found.empty()) return found;
    if (const auto found = find_in_json(word); !found.empty()) return found;
    if (!asks) continue;
    if (const auto found = find_in_statement(word); !found.empty()) return found;
  }
  return {};
}

}  // namespace

std::string_view find_credential(const Script& script) {
  const auto& commands = script.commands;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto& command = commands[i];
    if (i + 1 < commands.size()) {
      if (const auto found = find_piped(command, commands[i + 1], script); !found.empty())
        return found;
    }
    if (only_mentions(command)) continue;
    for (const auto find :
         {find_taken, find_long_option, find_placed, find_after_slash, find_in_words}) {
      if (const auto found = find(command); !found.empty()) return found;
    }
  }
  return {};
}

}  // namespace fettle::flow
