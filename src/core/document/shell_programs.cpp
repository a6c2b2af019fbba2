#include "core/document/shell_programs.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/document/characters.hpp"

namespace fettle::document {
namespace {

using enum Takes;
constexpr auto kData_ = Input::kData;
constexpr auto kText_ = Input::kProgram;

// From knowledge of the programs; tests/golden/shell_matrix_test.cpp runs values in some 170
// contexts. kData is a promise that no argument whatever, not even one that looks like an option,
// makes it run something.
constexpr auto kPrograms = std::to_array<Program>({
    {".", kData, kText_},
    {"R", kInterpreter, kText_, "e"},
    {"Rscript", kInterpreter, kText_, "e"},
    {"[", kData},
    {"[[", kData},
    {"ansible", kClient, kData_, "ae", "args extra-vars"},
    {"ansible-playbook", kClient, kData_, "e", "extra-vars"},
    {"apt", kGuarded, kData_, "o", "option"},
    {"apt-cache", kGuarded, kData_, "o", "option"},
    {"apt-get", kGuarded, kData_, "o", "option"},
    {"apt-mark", kGuarded, kData_, "o", "option"},
    {"ash", kInterpreter, kText_, "c", "", "oO"},
    {"at", kGuarded, kText_},
    {"autossh", kRest, kText_, "o", "", "BbcDEeFIiJLlMmOpQRSWw"},
    {"awk", kFirst, kData_, "eE", "source exec", "fFvilDb"},
    {"basename", kData},
    {"bash", kInterpreter, kText_, "c", "rcfile init-file", "oO"},
    {"batch", kGuarded, kText_},
    {"bc", kWords, kText_, "e", "expression"},
    {"bind", kProgram},
    {"builtin", kWrapper},
    {"busybox", kWrapper},
    {"cat", kData},
    {"cd", kData},
    {"chgrp", kData},
    {"chmod", kData},
    {"chown", kData},
    {"chroot", kWrapper, kText_, "", "", "", 1},
    {"chrt", kScan},
    {"clush", kProgram, kText_},
    {"cmp", kData},
    {"command", kWrapper},
    {"compgen", kProgram},
    {"complete", kProgram},
    {"coproc", kWrapper},
    {"cp", kData},
    {"cpio", kWords, kData_, "", "rsh-command"},
    {"crontab", kGuarded, kText_},
    {"curl", kGuarded},
    {"cut", kData},
    {"dash", kInterpreter, kText_, "c", "", "oO"},
    {"date", kData},
    {"dc", kWords, kText_, "e", "expression"},
    {"dd", kData},
    {"declare", kData},
    {"df", kData},
    {"diff", kData},
    {"dig", kData},
    {"dirname", kData},
    {"doas", kWrapper, kData_, "s", "", "uCa"},
    {"docker", kScan, kData_, "", "health-cmd entrypoint"},
    {"dpkg", kGuarded, kData_, "", "pre-invoke post-invoke status-logger"},
    {"dpkg-query", kData},
    {"dsh", kProgram, kText_},
    {"du", kData},
    {"duckdb", kRest, kText_, "cs", "cmd c s"},
    {"echo", kData},
    {"ed", kWords, kText_},
    {"egrep", kData},
    {"emacs", kProgram, kText_},
    {"enable", kProgram},
    {"entr", kScan, kData_, "s"},
    {"env", kWrapper, kData_, "S", "split-string", "uC"},
    {"erl", kInterpreter, kText_, "", "eval run s"},
    {"eval", kProgram},
    {"ex", kProgram, kText_},
    {"exec", kWrapper, kData_, "", "", "a"},
    {"expect", kInterpreter, kText_, "c"},
    {"export", kData},
    {"false", kData},
    {"fgrep", kData},
    {"file", kData},
    {"find", kFind},
    {"fish", kInterpreter, kText_, "cC", "command init-command"},
    {"flock", kScan, kData_, "c", "command"},
    {"ftp", kWords, kText_},
    {"gawk", kFirst, kData_, "eE", "source exec", "fFvilDb"},
    {"gdb", kClient, kText_, "", "ex iex eval-command init-eval-command command x ix"},
    {"getent", kData},
    {"git", kGuarded, kData_, "cuxO",
     "access-hook cc-cmd config config-env exec exec-path extcmd header-cmd open-files-in-pager "
     "receive-pack sendmail-cmd smtp-server to-cmd upload-pack",
     "", 0, "bisect config filter-branch foreach"},
    {"gnuplot", kInterpreter, kText_, "e"},
    {"gpg", kGuarded, kData_, "",
     "agent-program dirmngr-program exec-path keyboxd-program photo-viewer"},
    {"grep", kData},
    {"groupadd", kData},
    {"guile", kInterpreter, kText_, "c"},
    {"gzip", kData},
    {"head", kData},
    {"hostname", kData},
    {"hostnamectl", kData},
    {"id", kData},
    {"install", kGuarded, kData_, "", "strip-program"},
    {"ionice", kWrapper, kData_, "", "", "cnpPu"},
    {"irb", kInterpreter, kText_, "r"},
    {"journalctl", kData},
    {"jq", kFirst, kData_, "", "", "fL"},
    {"julia", kInterpreter, kText_, "eE", "eval print"},
    {"kill", kData},
    {"ksh", kInterpreter, kText_, "c", "", "o"},
    {"kubectl", kScan, kData_, "", "command overrides"},
    {"less", kProgram},
    {"lldb", kClient, kText_, "kOo", "one-line one-line-before-file one-line-on-crash"},
    {"ln", kData},
    {"local", kData},
    {"logger", kData},
    {"logrotate", kGuarded, kData_, "m", "mail"},
    {"ls", kData},
    {"lsof", kData},
    {"lua", kInterpreter, kText_, "e"},
    {"luajit", kInterpreter, kText_, "e"},
    {"m4", kProgram, kText_},
    {"make", kProgram, kText_},
    {"man", kProgram},
    {"mariadb", kClient, kText_, "e", "execute init-command pager", "hPpSuD"},
    {"mariadb-dump", kGuarded},
    {"mawk", kFirst, kData_, "", "", "fFvW"},
    {"md5sum", kData},
    {"mkdir", kData},
    {"mktemp", kData},
    {"mongo", kClient, kText_, "", "eval"},
    {"mongosh", kClient, kText_, "", "eval"},
    {"mount", kGuarded, kData_, "", "", "", 0, "fuse fuse3"},
    {"mv", kData},
    {"mysql", kClient, kText_, "e", "execute init-command pager", "hPpSuD"},
    {"mysqldump", kGuarded},
    {"nano", kGuarded, kData_, "s", "speller"},
    {"nc", kClient, kData_, "ce", "exec sh-exec lua-exec"},
    {"ncat", kClient, kData_, "ce", "exec sh-exec lua-exec"},
    {"netcat", kClient, kData_, "ce", "exec sh-exec lua-exec"},
    {"nice", kWrapper, kData_, "", "", "n"},
    {"node", kInterpreter, kText_, "ep", "eval print import require loader experimental-loader",
     "rC"},
    {"nodejs", kInterpreter, kText_, "ep", "eval print import require loader experimental-loader",
     "rC"},
    {"nohup", kWrapper},
    {"nsenter", kScan, kText_},
    {"nvim", kProgram, kText_},
    {"octave", kInterpreter, kText_, "", "eval"},
    {"openssl", kGuarded, kData_, "", "engine"},
    {"openvpn", kGuarded, kData_, "",
     "auth-user-pass-verify client-connect client-disconnect down ipchange iproute "
     "learn-address plugin route-pre-down route-up tls-crypt-v2-verify tls-verify up"},
    {"parallel", kProgram, kText_},
    {"parallel-ssh", kProgram, kText_},
    {"pdsh", kProgram, kText_},
    {"perl", kInterpreter, kText_, "eEFMmIdx"},
    {"pgrep", kData},
    {"php", kInterpreter, kText_, "rBREdz",
     "run process-begin process-code process-end define zend-extension", "c"},
    {"ping", kData},
    {"pip", kGuarded},
    {"pkill", kData},
    {"podman", kScan, kData_, "", "health-cmd entrypoint"},
    {"powershell", kProgram, kText_},
    {"printf", kData},
    {"ps", kData},
    {"psql", kClient, kText_, "co", "command output", "dFhLPpRTUvf"},
    {"pssh", kProgram, kText_},
    {"pwd", kData},
    {"pwsh", kProgram, kText_},
    {"python", kInterpreter, kText_, "c", "", "WXm"},
    {"readlink", kData},
    {"readonly", kData},
    {"realpath", kData},
    {"rm", kData},
    {"rmdir", kData},
    {"rpm", kGuarded, kData_, "DE", "define eval pipe predefine"},
    {"rpmbuild", kGuarded, kData_, "DE", "define eval pipe predefine"},
    {"rsh", kRest, kText_, "", "", "l"},
    {"rsync", kWords, kData_, "eM", "remote-option rsh rsync-path"},
    {"ruby", kInterpreter, kText_, "er", "", "IC"},
    {"runuser", kScan, kText_, "c", "command session-command"},
    {"salt", kProgram},
    {"salt-call", kProgram},
    {"salt-ssh", kProgram},
    {"scp", kWords, kData_, "DoS", "", "cFiJlPX"},
    {"screen", kProgram, kText_},
    {"script", kScan, kText_, "c", "command"},
    {"sed", kFirst, kData_, "e", "expression", "fl"},
    {"seq", kData},
    {"service", kData},
    {"setsid", kWrapper},
    {"sftp", kWords, kText_, "DoS", "", "BbcFiJlPRX"},
    {"sg", kScan, kText_, "c"},
    {"sh", kInterpreter, kText_, "c", "", "oO"},
    {"sha256sum", kData},
    {"sleep", kData},
    {"socat", kProgram},
    {"sort", kGuarded, kData_, "", "compress-program"},
    {"source", kData, kText_},
    {"split", kGuarded, kData_, "", "filter"},
    {"sqlite3", kRest, kText_, "", "cmd"},
    {"sqlplus", kProgram, kText_},
    {"ss", kData},
    {"ssh", kRest, kText_, "o", "", "BbcDEeFIiJLlmOpQRSWw"},
    {"ssh-copy-id", kWords, kData_, "o"},
    {"ssh-keygen", kGuarded, kData_, "Dw"},
    {"sshfs", kWords, kData_, "o"},
    {"stat", kData},
    {"stdbuf", kWrapper, kData_, "", "", "ioe"},
    {"strace", kScan, kData_, "o", "output"},
    {"su", kScan, kText_, "c", "command session-command"},
    {"sudo", kWrapper, kData_, "si", "shell login", "ugprhCDRTtU"},
    {"systemctl", kData},
    {"systemd-run", kScan, kData_, "p", "property"},
    {"tail", kData},
    {"tar", kWords, kData_, "FI",
     "to-command checkpoint-action use-compress-program rsh-command rmt-command info-script "
     "new-volume-script"},
    {"taskset", kWrapper, kData_, "", "", "", 1},
    {"tclsh", kInterpreter, kText_},
    {"tcpdump", kGuarded, kData_, "z"},
    {"tee", kData},
    {"test", kData},
    {"time", kWrapper, kData_, "", "", "fo"},
    {"timeout", kWrapper, kData_, "", "", "ks", 1},
    {"tmux", kProgram, kText_},
    {"touch", kData},
    {"tr", kData},
    {"trap", kProgram},
    {"true", kData},
    {"typeset", kData},
    {"umount", kData},
    {"unset", kData},
    {"unshare", kScan, kText_},
    {"useradd", kData},
    {"userdel", kData},
    {"usermod", kData},
    {"vi", kProgram, kText_},
    {"view", kProgram, kText_},
    {"vim", kProgram, kText_},
    {"vimdiff", kProgram, kText_},
    {"watch", kProgram},
    {"wc", kData},
    {"wget", kGuarded, kData_, "e", "execute use-askpass"},
    {"xargs", kWrapper, kText_, "", "", "aEdILnPs"},
    {"zip", kGuarded, kData_, "T", "unzip-command TT"},
    {"zless", kProgram},
    {"zsh", kInterpreter, kText_, "c", "", "o"},
});

static_assert(std::ranges::is_sorted(kPrograms, {}, &Program::name));

/// Builtins and the letters of the options that make them evaluate; with none they always do.
struct Builtin {
  std::string_view name;
  std::string_view letters;
  Declares declares = Declares::kNothing;
};

constexpr auto kBuiltins = std::to_array<Builtin>({
    {"[", "v"},
    {"alias", ""},
    {"declare", "Aain", Declares::kNames},
    {"export", "f", Declares::kNames},
    {"getopts", ""},
    {"let", ""},
    {"local", "Aain", Declares::kNames},
    {"mapfile", ""},
    {"printf", "v"},
    {"read", ""},
    {"readarray", ""},
    {"readonly", "Aa", Declares::kNames},
    {"test", "v"},
    {"typeset", "Aain", Declares::kNames},
    {"unset", ""},
    {"wait", "p"},
});

static_assert(std::ranges::is_sorted(kBuiltins, {}, &Builtin::name));

constexpr auto kVariables = std::to_array<std::string_view>(
    {"BASH_ENV",   "BROWSER",   "CVS_RSH",      "EDITOR", "ENV",     "EXINIT",         "FCEDIT",
     "GCONV_PATH", "GIT_SSH",   "GNUMAKEFLAGS", "IFS",    "INPUTRC", "LESS",           "LESSCLOSE",
     "LESSOPEN",   "MAKEFLAGS", "MANPAGER",     "MFLAGS", "PAGER",   "PROMPT_COMMAND", "PS0",
     "PS1",        "PS2",       "PS3",          "PS4",    "PSQLRC",  "RSYNC_RSH",      "RUBYLIB",
     "RUBYOPT",    "SHELL",     "VIMINIT",      "VISUAL", "ZDOTDIR"});
static_assert(std::ranges::is_sorted(kVariables));

constexpr auto kVariablePrefixes = std::to_array<std::string_view>(
    {"BASH_FUNC_", "GIT_CONFIG", "GIT_EXTERNAL", "LD_", "NODE_", "PERL5", "PYTHON"});
constexpr auto kVariableSuffixes = std::to_array<std::string_view>(
    {"_ASKPASS", "_COMMAND", "_EDITOR", "_OPTIONS", "_OPTS", "_PAGER", "_PROG", "_PRELOAD"});

/// Long options of programs that nobody knows which take program text, and those that some
/// programs write with one dash.
constexpr std::string_view kOptions =
    " askpass call cmd code command commands do entrypoint eval eval-command evaluate exec execdir "
    "execute expr expression ex hook iex invoke ok okdir pager print program reloadcmd "
    "remote-schema rsh run script shell "
    "split-string ssh-options ";

constexpr std::size_t kBundleMax = 5;  // the dash and four letters

bool is_letter_of_program(char c) { return c == 'c' || c == 'e' || c == 'E' || c == 'S'; }

}  // namespace

const Program* find_program(std::string_view name) {
  const auto find = [](std::string_view wanted) -> const Program* {
    const auto* const found = std::ranges::lower_bound(kPrograms, wanted, {}, &Program::name);
    return found == kPrograms.end() || found->name != wanted ? nullptr : &*found;
  };
  if (const auto* program = find(name)) return program;
  // Debian's variants: `vim.tiny`, `nc.openbsd`.
  const auto variant_of = name.substr(0, name.find('.'));
  if (variant_of == "vim" || variant_of == "nc") return find(variant_of);
  while (!name.empty() && (is_digit(name.back()) || name.back() == '.' || name.back() == '-')) {
    name.remove_suffix(1);
  }
  return name.empty() ? nullptr : find(name);
}

bool is_listed(std::string_view name, std::string_view names) {
  for (std::size_t at = 0; (at = names.find(name, at)) != std::string_view::npos; ++at) {
    const auto end = at + name.size();
    const bool begins = at == 0 || names[at - 1] == ' ';
    if (begins && (end == names.size() || names[end] == ' ')) return true;
  }
  return false;
}

bool abbreviates_one(std::string_view name, std::string_view names) {
  if (name.empty()) return false;
  for (std::size_t at = 0; (at = names.find(name, at)) != std::string_view::npos; ++at) {
    if (at == 0 || names[at - 1] == ' ') return true;
  }
  return false;
}

bool is_program_option(std::string_view word, bool attached) {
  if (word.size() < 2 || word[0] != '-') return false;
  if (word[1] != '-') {
    const auto rest = word.substr(1, word.find('=') - 1);
    if (is_listed(rest, kOptions)) return true;
    if (!attached && word.size() > kBundleMax) return false;
    return std::ranges::any_of(word.substr(1, kBundleMax - 1), is_letter_of_program);
  }
  const auto name = word.substr(2, word.find('=') - 2);
  if (abbreviates_one(name, kOptions)) return true;
  for (std::size_t begin = 0; begin < name.size();) {
    const auto end = std::min(name.find('-', begin), name.size());
    if (end > begin && is_listed(name.substr(begin, end - begin), kOptions)) return true;
    begin = end + 1;
  }
  return false;
}

bool is_evaluated_variable(std::string_view name) {
  return std::ranges::binary_search(kVariables, name) ||
         std::ranges::any_of(kVariablePrefixes, [&](auto p) { return name.starts_with(p); }) ||
         std::ranges::any_of(kVariableSuffixes, [&](auto s) { return name.ends_with(s); });
}

void BuiltinWatch::read(std::string_view word, bool starts_command) {
  if (starts_command) {
    const auto* const found = std::ranges::find(kBuiltins, word, &Builtin::name);
    if (found == kBuiltins.end()) return;
    letters_ = found->letters;
    evaluates_ = letters_.empty();
    declares_ = found->declares == Declares::kNames;
  } else if (word.starts_with('-') && word.find_first_of(letters_, 1) != std::string_view::npos) {
    evaluates_ = true;
  }
}

}  // namespace fettle::document
