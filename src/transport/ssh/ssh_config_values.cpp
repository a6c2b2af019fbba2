#include "transport/ssh/ssh_config_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/fleet/text.hpp"
#include "transport/ssh/ssh_destination.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kIdentityFilesMax = 100;  // as OpenSSH

using fleet::quote;

template <class Value>
void put(std::optional<Value>& field, Value value) {
  if (!field) field = std::move(value);
}

std::string one_argument(const ConfigLine& line, std::string& argument) {
  if (line.arguments.empty() || line.arguments.front().empty()) return "has no argument";
  if (line.arguments.size() > 1) return "has more than one argument";
  argument = line.arguments.front();
  return {};
}

/// A value by its word, in any case.
template <class Value>
struct Word {
  std::string_view word;
  Value value;
};

template <class Value, std::size_t Count>
std::string put_word(std::optional<Value>& field, const ConfigLine& line,
                     const std::array<Word<Value>, Count>& words) {
  std::string argument;
  if (auto problem = one_argument(line, argument); !problem.empty()) return problem;
  const auto found = std::ranges::find(words, to_lower(argument), &Word<Value>::word);
  if (found == words.end()) return fmt::format("can't be {}", quote(argument));
  put(field, found->value);
  return {};
}

std::string set_identities_only(SshConfig& config, const ConfigLine& line) {
  constexpr std::array<Word<bool>, 4> kFlags{
      {{"yes", true}, {"true", true}, {"no", false}, {"false", false}}};
  return put_word(config.identities_only, line, kFlags);
}

std::string set_address_family(SshConfig& config, const ConfigLine& line) {
  using enum AddressFamily;
  constexpr std::array<Word<AddressFamily>, 3> kWords{
      {{"any", kAny}, {"inet", kIpv4}, {"inet6", kIpv6}}};
  return put_word(config.address_family, line, kWords);
}

std::string set_host_key_check(SshConfig& config, const ConfigLine& line) {
  using enum HostKeyCheck;
  constexpr std::array<Word<HostKeyCheck>, 7> kWords{{{"yes", kYes},
                                                      {"true", kYes},
                                                      {"no", kNo},
                                                      {"false", kNo},
                                                      {"off", kNo},
                                                      {"ask", kAsk},
                                                      {"accept-new", kAcceptNew}}};
  return put_word(config.host_key_check, line, kWords);
}

/// `1m30`, `2h`, `45`: the time formats of sshd_config(5). Nothing for anything else.
std::optional<std::chrono::seconds> read_time(std::string_view text) {
  if (text.empty()) return {};
  std::int64_t total = 0;
  while (!text.empty()) {
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 0) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    constexpr std::array<std::pair<char, std::int64_t>, 5> kUnits{
        {{'s', 1}, {'m', 60}, {'h', 3'600}, {'d', 86'400}, {'w', 604'800}}};
    std::int64_t unit = 1;
    if (!text.empty()) {
      const char letter = to_lower(text.substr(0, 1))[0];
      const auto found = std::ranges::find(kUnits, letter, &std::pair<char, std::int64_t>::first);
      if (found == kUnits.end()) return {};
      unit = found->second;
      text.remove_prefix(1);
    }
    total += number * unit;
    if (total > std::numeric_limits<std::int32_t>::max()) return {};
  }
  return std::chrono::seconds(total);
}

template <std::optional<std::chrono::seconds> SshConfig::* Field>
std::string set_time(SshConfig& config, const ConfigLine& line) {
  std::string argument;
  if (auto problem = one_argument(line, argument); !problem.empty()) return problem;
  if (argument == "none") return {};  // as if it had not been said
  const auto time = read_time(argument);
  if (!time) return fmt::format("can't be {}: it is a time such as 30 or 1m30s", quote(argument));
  put(config.*Field, *time);
  return {};
}

std::string set_count_max(SshConfig& config, const ConfigLine& line) {
  std::string argument;
  if (auto problem = one_argument(line, argument); !problem.empty()) return problem;
  int count = 0;
  const auto* const end = argument.data() + argument.size();
  const auto [rest, error] = std::from_chars(argument.data(), end, count);
  if (error != std::errc() || rest != end || count < 0)
    return fmt::format("can't be {}: it is a number", quote(argument));
  put(config.server_alive_count_max, count);
  return {};
}

std::string set_port(SshConfig& config, const ConfigLine& line) {
  std::string argument;
  if (auto problem = one_argument(line, argument); !problem.empty()) return problem;
  const auto port = read_port(argument);
  if (!port) return fmt::format("can't be {}: it is a number from 1 to 65535", quote(argument));
  put(config.port, *port);
  return {};
}

template <std::optional<std::string> SshConfig::* Field>
std::string set_text(SshConfig& config, const ConfigLine& line) {
  std::string argument;
  if (auto problem = one_argument(line, argument); !problem.empty()) return problem;
  put(config.*Field, std::move(argument));
  return {};
}

std::string set_host_name(SshConfig& config, const ConfigLine& line) {
  std::string argument;
  if (auto problem = one_argument(line, argument); !problem.empty()) return problem;
  if (config.host.empty()) config.host = std::move(argument);
  return {};
}

/// Each line adds one; what is named twice counts once.
template <std::vector<std::string> SshConfig::* Field>
std::string add_file(SshConfig& config, const ConfigLine& line) {
  std::string argument;
  if (auto problem = one_argument(line, argument); !problem.empty()) return problem;
  auto& files = config.*Field;
  if (std::ranges::find(files, argument) != files.end()) return {};
  if (files.size() == kIdentityFilesMax) return "is given more than 100 times";
  files.push_back(std::move(argument));
  return {};
}

template <std::optional<std::vector<std::string>> SshConfig::* Field>
std::string set_files(SshConfig& config, const ConfigLine& line) {
  const auto& files = line.arguments;
  if (files.empty() || std::ranges::find(files, "") != files.end()) return "has no argument";
  const auto is_none = [](const std::string& file) { return to_lower(file) == "none"; };
  if (files.size() > 1 && std::ranges::any_of(files, is_none)) return "has `none` beside a file";
  put(config.*Field, files);
  return {};
}

/// The rest of the line as it is written, which may begin with one more `=`.
std::string whole_rest(const ConfigLine& line) {
  const std::string_view rest = line.rest;
  return std::string(rest.substr(std::min(rest.find_first_not_of(" \t\r\n="), rest.size())));
}

std::string set_proxy_command(SshConfig& config, const ConfigLine& line) {
  const bool jumps = config.proxy_jump && *config.proxy_jump != "none";
  if (!jumps) put(config.proxy_command, whole_rest(line));
  return {};
}

std::string set_proxy_jump(SshConfig& config, const ConfigLine& line) {
  std::string text = whole_rest(line);
  text = fleet::trim(std::string_view(text).substr(0, text.find('#')));
  if (to_lower(text) == "none") {
    text = "none";
  } else {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(',', begin), text.size());
      const auto hop = std::string_view(text).substr(begin, end - begin);
      if (!read_destination(hop))
        return fmt::format(
            "names {}, which is no jump host; write user@host:port, several with "
            "commas",
            quote(hop));
      begin = end + 1;
    }
  }
  if (!config.proxy_command) put(config.proxy_jump, std::move(text));
  return {};
}

std::string set_identity_agent(SshConfig& config, const ConfigLine& line) {
  std::string argument;
  if (auto problem = one_argument(line, argument); !problem.empty()) return problem;
  const bool name = argument.starts_with('$') && !argument.starts_with("${");
  const auto is_part = [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  if (name && (argument.size() == 1 || !std::ranges::all_of(argument.substr(1), is_part)))
    return fmt::format("names {}, which is no environment variable", quote(argument));
  put(config.identity_agent, std::move(argument));
  return {};
}

struct Setter {
  std::string_view keyword;
  std::string (*set)(SshConfig&, const ConfigLine&);
};

constexpr std::array kSetters{
    Setter{"addressfamily", set_address_family},
    Setter{"certificatefile", add_file<&SshConfig::certificate_files>},
    Setter{"connecttimeout", set_time<&SshConfig::connect_timeout>},
    Setter{"globalknownhostsfile", set_files<&SshConfig::global_known_hosts_files>},
    Setter{"hostkeyalias", set_text<&SshConfig::host_key_alias>},
    Setter{"hostname", set_host_name},
    Setter{"identitiesonly", set_identities_only},
    Setter{"identityagent", set_identity_agent},
    Setter{"identityfile", add_file<&SshConfig::identity_files>},
    Setter{"port", set_port},
    Setter{"proxycommand", set_proxy_command},
    Setter{"proxyjump", set_proxy_jump},
    Setter{"serveralivecountmax", set_count_max},
    Setter{"serveraliveinterval", set_time<&SshConfig::server_alive_interval>},
    Setter{"stricthostkeychecking", set_host_key_check},
    Setter{"user", set_text<&SshConfig::user>},
    Setter{"userknownhostsfile", set_files<&SshConfig::known_hosts_files>},
};

}  // namespace

std::string take_value(SshConfig& config, std::string_view keyword, const ConfigLine& line) {
  return std::ranges::find(kSetters, keyword, &Setter::keyword)->set(config, line);
}

}  // namespace fettle::transport
