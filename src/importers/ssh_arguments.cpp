#include "importers/ssh_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/fleet/text.hpp"
#include "importers/words.hpp"

namespace fettle::importers {
namespace {

using fleet::quote;

// Each of 10,000 hosts may inherit them.
constexpr std::size_t kTextMax = 1024;
constexpr std::size_t kWordsMax = 64;

/// What a flag of ssh(1) stands for. `keyword` empty: it decides nothing that matters here.
struct Flag {
  char letter;
  bool takes_value;
  std::string_view keyword;
  std::string_view value = {};  ///< of a flag that takes none
};

constexpr std::array kFlags{
    Flag{'4', false, "addressfamily", "inet"},
    Flag{'6', false, "addressfamily", "inet6"},
    Flag{'A', false, "forwardagent", "yes"},
    Flag{'a', false, "forwardagent", "no"},
    Flag{'B', true, "bindinterface"},
    Flag{'b', true, "bindaddress"},
    Flag{'C', false, ""},
    Flag{'c', true, "ciphers"},
    Flag{'D', true, ""},
    Flag{'E', true, ""},
    Flag{'e', true, ""},
    Flag{'F', true, "-F"},
    Flag{'f', false, ""},
    Flag{'g', false, ""},
    Flag{'I', true, "pkcs11provider"},
    Flag{'i', true, "identityfile"},
    Flag{'J', true, "proxyjump"},
    Flag{'K', false, "gssapiauthentication", "yes"},
    Flag{'k', false, ""},
    Flag{'L', true, ""},
    Flag{'l', true, "user"},
    Flag{'M', false, ""},
    Flag{'m', true, "macs"},
    Flag{'N', false, ""},
    Flag{'n', false, ""},
    Flag{'o', true, "-o"},
    Flag{'p', true, "port"},
    Flag{'q', false, ""},
    Flag{'R', true, ""},
    Flag{'S', true, ""},
    Flag{'s', false, ""},
    Flag{'T', false, ""},
    Flag{'t', false, ""},
    Flag{'v', false, ""},
    Flag{'w', true, ""},
    Flag{'X', false, ""},
    Flag{'x', false, ""},
    Flag{'Y', false, ""},
    Flag{'y', false, ""},
};

/// Of Ansible's own connection sharing: a session of Fettle has one connection anyway.
constexpr std::array<std::string_view, 3> kSharing{"controlmaster", "controlpath",
                                                   "controlpersist"};

class Reader {
 public:
  SshArguments read(std::string_view text) {
    if (text.size() > kTextMax) {
      problem(fmt::format("are longer than {} characters", kTextMax));
      return std::move(result_);
    }
    auto words = split_words(text, {}, Comments::kNone);
    if (words.unclosed) problem("have a quote that is never closed");
    if (words.list.size() > kWordsMax) problem(fmt::format("are more than {}", kWordsMax));
    if (!result_.problems.empty()) return std::move(result_);
    for (auto& word : words.list) words_.push_back(std::move(word.value));
    while (at_ < words_.size()) read_word(words_[at_++]);
    return std::move(result_);
  }

 private:
  void problem(std::string text) { result_.problems.push_back(std::move(text)); }

  /// One word holds one flag or several, as `-qJgate` does.
  void read_word(std::string_view word) {
    if (!word.starts_with('-') || word.size() == 1 || word == "--")
      return problem(fmt::format("hold {}, which is no option of ssh", quote(word)));
    for (std::size_t i = 1; i < word.size(); ++i) {
      const auto* const flag = std::ranges::find(kFlags, word[i], &Flag::letter);
      if (flag == kFlags.end())
        return problem(
            fmt::format("hold {}, which Fettle can't do", quote(fmt::format("-{}", word[i]))));
      if (!flag->takes_value) {
        add(flag->keyword, std::string(flag->value));
        continue;
      }
      std::string value(word.substr(i + 1));
      if (value.empty() && at_ == words_.size())
        return problem(fmt::format("end in -{} without its value", word[i]));
      if (value.empty()) value = words_[at_++];
      return take(*flag, std::move(value));
    }
  }

  void take(const Flag& flag, std::string value) {
    if (flag.keyword == "-o") return take_option(value);
    if (flag.keyword == "-F") {
      result_.config_file = std::move(value);
      return;
    }
    add(flag.keyword, std::move(value));
  }

  /// `Keyword=value`, `Keyword value` or `Keyword = value`.
  void take_option(std::string_view option) {
    option = fleet::trim(option);
    const auto end = option.find_first_of(" \t=");
    if (end == std::string_view::npos || end == 0)
      return problem(fmt::format("hold the option {} without a value", quote(option)));
    auto value = fleet::trim(option.substr(end));
    if (value.starts_with('=')) value = fleet::trim(value.substr(1));
    if (value.empty())
      return problem(fmt::format("hold the option {} without a value", quote(option)));
    add(fleet::to_lower_ascii(option.substr(0, end)), std::string(value));
  }

  void add(std::string_view keyword, std::string value) {
    if (keyword.empty() || std::ranges::find(kSharing, keyword) != kSharing.end()) return;
    result_.options.push_back({std::string(keyword), std::move(value)});
  }

  SshArguments result_;
  std::vector<std::string> words_;
  std::size_t at_ = 0;
};

}  // namespace

SshArguments read_ssh_arguments(std::string_view text) { return Reader().read(text); }

std::optional<std::string> jump_of_proxy_command(std::string_view command) {
  auto words = split_words(command, {}, Comments::kNone);
  if (words.unclosed || words.list.size() > kWordsMax) return std::nullopt;
  std::vector<std::string> list;
  for (auto& word : words.list) list.push_back(std::move(word.value));
  if (!list.empty() && list.front() == "exec") list.erase(list.begin());
  if (list.empty() || (list.front() != "ssh" && list.front() != "/usr/bin/ssh"))
    return std::nullopt;
  std::string host;
  std::string user;
  std::string port;
  bool forwards = false;
  constexpr std::string_view kHarmless = "qxTvaCnN";
  for (std::size_t i = 1; i < list.size(); ++i) {
    const std::string_view word = list[i];
    if (!word.starts_with('-')) {
      if (!host.empty()) return std::nullopt;  // a command of its own
      host = word;
      continue;
    }
    const auto flag = std::min(word.find_first_not_of(kHarmless, 1), word.size());
    if (flag == word.size() && word.size() > 1) continue;
    if (flag == word.size()) return std::nullopt;
    std::string value(word.substr(flag + 1));
    if (value.empty() && i + 1 < list.size()) value = list[++i];
    if (word[flag] == 'W' && (value == "%h:%p" || value == "[%h]:%p"))
      forwards = true;
    else if (word[flag] == 'p' && port.empty())
      port = value;
    else if (word[flag] == 'l' && user.empty())
      user = value;
    else
      return std::nullopt;
  }
  if (!forwards || host.empty() || host.contains(':')) return std::nullopt;
  if (!host.contains('@') && !user.empty()) host.insert(0, user + "@");
  return port.empty() ? host : host + ":" + port;
}

}  // namespace fettle::importers
