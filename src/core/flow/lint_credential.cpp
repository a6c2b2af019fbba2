#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "core/document/characters.hpp"
#include "core/flow/lint_habits.hpp"

namespace fettle::flow {
namespace {

bool is_token_part(char c) { return document::is_name_part(c) || c == '-'; }

std::size_t run_length(std::string_view text, bool (*allowed)(char)) {
  const auto end = std::ranges::find_if_not(text, allowed);
  return static_cast<std::size_t>(end - text.begin());
}

/// What well-known issuers begin their tokens with, and how many characters follow at least.
struct Issuer {
  std::string_view prefix;
  std::size_t length;
};
constexpr std::array<Issuer, 9> kIssuers{{{"AKIA", 16},
                                          {"ghp_", 30},
                                          {"gho_", 30},
                                          {"github_pat_", 30},
                                          {"glpat-", 16},
                                          {"xoxb-", 16},
                                          {"xoxp-", 16},
                                          {"sk-ant-", 16},
                                          {"sk_live_", 16}}};

std::string_view find_issued(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c != 'A' && c != 'g' && c != 's' && c != 'x') continue;  // as the prefixes begin
    const auto rest = text.substr(at);
    for (const auto& [prefix, length] : kIssuers) {
      if (c != prefix[0] || !rest.starts_with(prefix)) continue;
      const auto token = run_length(rest, is_token_part);
      if (token >= prefix.size() + length) return rest.substr(0, token);
    }
  }
  return {};
}

std::string_view find_private_key(std::string_view text) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  const auto at = text.find(kBegin);
  if (at == std::string_view::npos) return {};
  const auto line = text.substr(at, text.find('\n', at) - at);
  return line.contains("PRIVATE KEY-----") ? line : std::string_view();
}

/// Text that stands for a value which comes from elsewhere, or no value at all.
bool is_stand_in(std::string_view value) {
  constexpr std::size_t kShortest = 5;
  return value.size() < kShortest || std::string_view("${<(/*%@.`[").contains(value[0]) ||
         value.find_first_not_of(value[0]) == std::string_view::npos;
}

std::string_view value_after(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;
  const auto end = text.find_first_of(" \t\n'\"&;|", at);
  return text.substr(std::min(at, text.size()), end - std::min(at, text.size()));
}

/// `db_password=hunter22`, `--token='abc123'`.
std::string_view find_assigned(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kNames{
      "password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "access_key"};
  for (auto at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    auto begin = at;
    while (begin > 0 && is_token_part(text[begin - 1])) --begin;
    std::string name(text.substr(begin, at - begin));
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c == '-' ? '_' : document::to_lower(c); });
    const bool named =
        std::ranges::any_of(kNames, [&](std::string_view n) { return name.ends_with(n); });
    const auto value = value_after(text, at + 1);
    if (named && !is_stand_in(value)) return text.substr(begin, at + 1 - begin);
  }
  return {};
}

/// `https://user:hunter22@host`.
std::string_view find_in_url(std::string_view text) {
  for (auto at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
    const auto end = std::min(text.find_first_of("/ \t\n\"'", at + 3), text.size());
    const auto authority = text.substr(at + 3, end - at - 3);
    const auto sign = authority.rfind('@');
    const auto colon = authority.find(':');
    if (sign == std::string_view::npos || colon >= sign) continue;
    if (!is_stand_in(authority.substr(colon + 1, sign - colon - 1)))
      return authority.substr(0, colon);
  }
  return {};
}

}  // namespace

std::string_view find_credential(std::string_view text) {
  std::string_view first;
  for (const auto find : {find_issued, find_private_key, find_assigned, find_in_url}) {
    const auto found = find(text);
    if (!found.empty() && (first.empty() || found.data() < first.data())) first = found;
  }
  return first;
}

}  // namespace fettle::flow
