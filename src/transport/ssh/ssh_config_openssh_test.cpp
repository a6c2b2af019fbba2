// Our reading of ssh_config(5) beside that of the system's ssh: what `ssh -G` says of random
// configurations is what look_up() says, and what it refuses we refuse.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "transport/os/account.hpp"
#include "transport/ssh/ssh_config.hpp"

namespace fettle::transport {
namespace {

namespace fs = std::filesystem;

using Lists = std::map<std::string, std::vector<std::string>>;

constexpr int kConfigurations = 300;

class RandomConfig {
 public:
  RandomConfig(unsigned seed, fs::path folder) : dice_(seed), folder_(std::move(folder)) {}

  std::string write() {
    const auto path = folder_ / "config";
    write_file(path, text(2));
    return path;
  }

  std::string host() { return pick({"web1", "web2", "db1.example", "WEB1", "10.0.0.7"}); }

 private:
  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(dice_);
  }
  bool one_in(std::size_t count) { return below(count) == 0; }
  std::string pick(const std::vector<std::string>& words) { return words[below(words.size())]; }

  static void write_file(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  }

  std::string text(int depth) {
    std::string result;
    for (std::size_t lines = 3 + below(9); lines > 0; --lines) result += line(depth) + ending();
    return result;
  }

  std::string ending() { return one_in(12) ? " \t\r\n" : "\n"; }

  std::string line(int depth) {
    switch (below(10)) {
      case 0:
      case 1:
        return "Host " + patterns();
      case 2:
        return "Match " + criteria();
      case 3:
        return depth > 0 ? include(depth) : setting();
      case 4:
        return pick({"", "# User nobody", "   ", "\t# x"});
      default:
        return setting();
    }
  }

  std::string patterns() {
    std::string result;
    for (std::size_t count = 1 + below(2); count > 0; --count)
      result += pick({"web1", "web*", "!web2", "*", "db?.example", "\"web1\"", "10.*", "*.example",
                      "other", "WEB1", "!*1"}) +
                " ";
    return result;
  }

  std::string criteria() {
    if (one_in(6)) return pick({"all", "final", "canonical", "final all", "!final", "!all"});
    std::string result;
    for (std::size_t count = 1 + below(2); count > 0; --count) {
      const auto separator = pick({" ", "=", "  "});
      switch (below(4)) {
        case 0:
          result += pick({"host", "HOST", "!host"}) + separator +
                    pick({"web1", "web*,!web2", "10.0.0.*", "*.real", "\"web1\"", "WEB*"});
          break;
        case 1:
          result += pick({"originalhost", "!originalhost"}) + separator +
                    pick({"web1", "db*", "web*,10.*"});
          break;
        case 2:
          result += "user" + separator + pick({"deploy", "dep*", "*,!deploy", "root"});
          break;
        default:
          result += pick({"localuser", "!localuser"}) + separator + pick({"root", "nobody", "*"});
      }
      result += " ";
    }
    return result + (one_in(8) ? "# why" : "");
  }

  std::string include(int depth) {
    const int number = ++files_;
    const auto name = [&](char part) {
      return folder_ / fmt::format("part{}-{}.conf", number, part);
    };
    write_file(name('a'), text(depth - 1));
    if (one_in(2)) write_file(name('b'), text(depth - 1));
    return fmt::format("Include {}/part{}-*.conf{}", folder_.string(), number,
                       one_in(4) ? " /nonexistent/file" : "");
  }

  std::string setting() {
    if (one_in(60))
      return pick({"Port 0", "Port abc", "Prt 22", "User", "User a b", "User 'a",
                   "IdentitiesOnly maybe", "ProxyJump a,,b", "Match nothing x", "ConnectTimeout 5x",
                   "UserKnownHostsFile a none", "Match all all", "ServerAliveCountMax x",
                   "AddressFamily ipv4", "HostName %n"});
    static const std::map<std::string, std::vector<std::string>> kValues{
        {"User", {"deploy", "ops", "root", "a#b", "dep\\ loy", "x\\y"}},
        {"Port", {"22", "2222", "65535"}},
        {"HostName", {"%h.real", "real-%h", "10.0.0.9", "127.1", "::0001", "UPPER.Real", "a%%b"}},
        {"IdentityFile", {"/k/a", "/k/b", "~/.ssh/%r@%h", "none", "my\\ keys/k"}},
        {"CertificateFile", {"/c/a", "/c/b"}},
        {"IdentitiesOnly", {"yes", "no", "TRUE", "false"}},
        {"IdentityAgent", {"none", "/run/agent", "SSH_AUTH_SOCK"}},
        {"HostKeyAlias", {"alias", "Alias2"}},
        {"AddressFamily", {"any", "inet", "INET6"}},
        {"ConnectTimeout", {"5", "1m30", "none", "2M", "0"}},
        {"ServerAliveInterval", {"15", "1h", "0"}},
        {"ServerAliveCountMax", {"3", "9"}},
        {"StrictHostKeyChecking", {"yes", "no", "off", "ask", "accept-new"}},
        {"UserKnownHostsFile", {"/kh/a", "/kh/a /kh/b", "none", "/dev/null"}},
        {"GlobalKnownHostsFile", {"/kh/g", "/kh/g /kh/h"}},
    };
    if (one_in(6)) return proxy();
    if (one_in(9))
      return pick({"Compression yes", "LogLevel DEBUG", "SendEnv LANG LC_*", "ControlMaster auto",
                   "IgnoreUnknown New*,Other", "Ciphers +aes128-cbc", "ForwardAgent yes"});
    auto entry = kValues.begin();
    std::advance(entry, below(kValues.size()));
    auto keyword = entry->first;
    if (one_in(4)) keyword = to_lower(keyword);
    auto value = pick(entry->second);
    const bool plain = !value.contains(' ') && !value.contains('\\');
    if (plain && one_in(4)) value = one_in(2) ? "\"" + value + "\"" : "'" + value + "'";
    return pick({"", " ", "\t"}) + keyword + pick({" ", "=", " = ", "\t", "  "}) + value +
           pick({"", "", "", " # note", "  "});
  }

  std::string proxy() {
    return pick({"ProxyJump gate", "ProxyJump=u@gate:2201,inner", "ProxyJump none",
                 "ProxyJump NONE", "ProxyCommand nc %h  %p # x", "ProxyCommand none",
                 "ProxyJump gate # c", "ProxyJump ssh://a@gate:33"});
  }

  std::mt19937 dice_;
  fs::path folder_;
  int files_ = 0;
};

struct Answer {
  bool refused = false;
  Lists values;
  std::string text;
};

Answer ask_openssh(const std::string& file, const std::string& host) {
  const auto command = fmt::format("ssh -T -F '{}' -G '{}' 2>&1 </dev/null", file, host);
  FILE* const out = ::popen(command.c_str(), "r");  // NOLINT(cert-env33-c): our own words
  Answer answer;
  std::array<char, 4096> buffer{};
  while (const auto count = std::fread(buffer.data(), 1, buffer.size(), out))
    answer.text.append(buffer.data(), count);
  answer.refused = ::pclose(out) != 0;
  std::istringstream lines(answer.text);
  for (std::string line; std::getline(lines, line);) {
    const auto blank = std::min(line.find(' '), line.size());
    answer.values[line.substr(0, blank)].push_back(line.substr(std::min(blank + 1, line.size())));
  }
  return answer;
}

template <class Value>
void say(Lists& values, const std::string& name, const std::optional<Value>& value,
         const std::string& otherwise) {
  values[name] = {value ? fmt::format("{}", *value) : otherwise};
}

std::optional<std::int64_t> count(const std::optional<std::chrono::seconds>& time) {
  if (!time) return std::nullopt;
  return time->count();
}

/// The same in the words of `ssh -G`.
Lists in_openssh_words(const SshConfig& config, const std::string& local_user) {
  Lists values;
  values["hostname"] = {config.host};
  say(values, "user", config.user, local_user);
  say(values, "port", config.port, "22");
  say(values, "connecttimeout", count(config.connect_timeout), "none");
  say(values, "serveraliveinterval", count(config.server_alive_interval), "0");
  say(values, "serveralivecountmax", config.server_alive_count_max, "3");
  values["identitiesonly"] = {config.identities_only.value_or(false) ? "yes" : "no"};
  constexpr std::array kFamilies{"any", "inet", "inet6"};
  values["addressfamily"] = {
      kFamilies.at(static_cast<std::size_t>(config.address_family.value_or(AddressFamily::kAny)))};
  constexpr std::array kChecks{"ask", "true", "accept-new", "false"};
  values["stricthostkeychecking"] = {
      kChecks.at(static_cast<std::size_t>(config.host_key_check.value_or(HostKeyCheck::kAsk)))};
  if (!config.identity_files.empty()) values["identityfile"] = config.identity_files;
  if (!config.certificate_files.empty()) values["certificatefile"] = config.certificate_files;
  if (config.host_key_alias) values["hostkeyalias"] = {*config.host_key_alias};
  if (config.identity_agent) values["identityagent"] = {*config.identity_agent};
  if (config.known_hosts_files)
    values["userknownhostsfile"] = {fmt::format("{}", fmt::join(*config.known_hosts_files, " "))};
  if (config.global_known_hosts_files)
    values["globalknownhostsfile"] = {
        fmt::format("{}", fmt::join(*config.global_known_hosts_files, " "))};
  if (config.proxy_jump && *config.proxy_jump != "none") {
    const bool whole = config.proxy_jump->starts_with("ssh://");  // which it takes apart
    values["proxyjump"] = {config.proxy_jump->substr(whole ? 6 : 0)};
  }
  if (config.proxy_command && to_lower(*config.proxy_command) != "none")
    values["proxycommand"] = {*config.proxy_command};
  return values;
}

TEST(SshConfigBesideOpenSsh, RandomConfigurationsMeanTheSame) {
  ASSERT_TRUE(fs::exists("/usr/bin/ssh")) << "openssh-client is needed";
  const auto user = account_of(::getuid()).value_or(Account{}).user;
  int accepted = 0;
  for (unsigned seed = 1; seed <= kConfigurations; ++seed) {
    std::string folder = fs::temp_directory_path() / "fettle-config-XXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    RandomConfig random(seed, folder);
    const auto file = random.write();
    const auto host = random.host();
    const auto theirs = ask_openssh(file, host);
    const auto ours = look_up(read_config_files({.home = "/root", .given = file}),
                              {.host = host, .local_user = user});
    std::ostringstream text;
    for (const auto& entry : fs::directory_iterator(folder))
      text << "--- " << entry.path().string() << "\n" << std::ifstream(entry.path()).rdbuf();
    SCOPED_TRACE(fmt::format("seed {} host {}\n{}", seed, host, text.str()));
    fs::remove_all(folder);
    ASSERT_EQ(!ours.has_value(), theirs.refused)
        << theirs.text << (ours ? "" : ours.error().message);
    if (!ours) continue;
    ++accepted;
    const auto words = in_openssh_words(*ours, user);
    for (const auto& [name, value] : words) {
      const auto found = theirs.values.find(name);
      ASSERT_EQ(value, found == theirs.values.end() ? std::vector<std::string>{} : found->second)
          << name;
    }
    for (const char* name : {"proxyjump", "proxycommand", "hostkeyalias", "certificatefile"})
      ASSERT_EQ(words.contains(name), theirs.values.contains(name)) << name;
  }
  EXPECT_GT(accepted, kConfigurations / 2);
}

}  // namespace
}  // namespace fettle::transport
