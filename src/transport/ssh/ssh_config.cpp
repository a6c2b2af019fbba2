#include "transport/ssh/ssh_config.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace fettle::transport {
namespace {

using Field = std::optional<std::string> SshConfig::*;

constexpr std::array<std::pair<std::string_view, Field>, 8> kFields{{
    {"globalknownhostsfile", &SshConfig::global_known_hosts_file},
    {"hostname", &SshConfig::host_name},
    {"identitiesonly", &SshConfig::identities_only},
    {"identityagent", &SshConfig::identity_agent},
    {"port", &SshConfig::port},
    {"proxyjump", &SshConfig::proxy_jump},
    {"user", &SshConfig::user},
    {"userknownhostsfile", &SshConfig::known_hosts_file},
}};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// `*` and `?`, in time linear in the text for each star.
bool glob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

void set(SshConfig& config, const ConfigLine& line) {
  if (line.arguments.empty()) return;
  if (line.keyword == "identityfile") {
    config.identity_files.push_back(line.arguments.front());
    return;
  }
  const auto* const found =
      std::ranges::find(kFields, line.keyword, &std::pair<std::string_view, Field>::first);
  if (found == kFields.end()) return;
  auto& value = config.*(found->second);
  if (!value) value = line.arguments.front();
}

}  // namespace

ConfigLine read_config_line(std::string_view line) {
  ConfigLine result;
  constexpr std::string_view kBlanks = " \t\r\f";
  while (true) {
    std::size_t start = line.find_first_not_of(kBlanks);
    // `Keyword = argument` is `Keyword argument`.
    if (start != std::string_view::npos && line[start] == '=' && !result.keyword.empty() &&
        result.arguments.empty())
      start = line.find_first_not_of(kBlanks, start + 1);
    if (start == std::string_view::npos || line[start] == '#') return result;
    std::string word;
    if (line[start] == '"') {
      const std::size_t end = std::min(line.find('"', start + 1), line.size());
      word = line.substr(start + 1, end - start - 1);
      line.remove_prefix(std::min(end + 1, line.size()));
    } else {
      const std::string_view stop = result.keyword.empty() ? " \t\r\f=" : " \t\r\f";
      const std::size_t end = std::min(line.find_first_of(stop, start), line.size());
      word = line.substr(start, end - start);
      line.remove_prefix(end);
    }
    if (result.keyword.empty())
      result.keyword = lower(word);
    else
      result.arguments.push_back(std::move(word));
  }
}

bool matches(const std::vector<std::string>& patterns, std::string_view host) {
  bool found = false;
  for (const auto& pattern : patterns) {
    if (pattern.starts_with('!')) {
      if (glob(std::string_view(pattern).substr(1), host)) return false;
    } else {
      found = found || glob(pattern, host);
    }
  }
  return found;
}

SshConfig look_up(std::string_view text, std::string_view host) {
  SshConfig config;
  bool applies = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const ConfigLine line = read_config_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.keyword == "host")
      applies = matches(line.arguments, host);
    else if (line.keyword == "match")
      applies = line.arguments == std::vector<std::string>{"all"};
    else if (applies)
      set(config, line);
  }
  return config;
}

}  // namespace fettle::transport
