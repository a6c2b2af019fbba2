#include <algorithm>
#include <array>
#include <cstddef>

#include "core/document/characters.hpp"
#include "core/flow/lint_habits.hpp"

namespace fettle::flow {
namespace {

bool is_token_part(char c) { return document::is_name_part(c) || c == '-'; }

std::size_t run_length(std::string_view text, bool (*allowed)(char)) {
  const auto* const end = std::ranges::find_if_not(text, allowed);
  return static_cast<std::size_t>(end - text.begin());
}

/// What well-known issuers begin their tokens with, and how many characters follow at least.
struct Issuer {
  std::string_view prefix;
  std::size_t length;
};
constexpr auto kIssuers = std::to_array<Issuer>({{"AKIA", 16},
                                                 {"ASIA", 16},
                                                 {"AIza", 30},
                                                 {"dckr_pat_", 16},
                                                 {"dop_v1_", 30},
                                                 {"ghp_", 30},
                                                 {"gho_", 30},
                                                 {"ghs_", 30},
                                                 {"ghu_", 30},
                                                 {"github_pat_", 30},
                                                 {"glpat-", 16},
                                                 {"npm_", 30},
                                                 {"sk-ant-", 16},
                                                 {"sk-proj-", 16},
                                                 {"sk_live_", 16},
                                                 {"tskey-", 16},
                                                 {"xapp-", 16},
                                                 {"xoxb-", 16},
                                                 {"xoxp-", 16}});
constexpr std::string_view kFirstLetters = "Adgnstx";
static_assert(std::ranges::all_of(kIssuers, [](const Issuer& issuer) {
  return kFirstLetters.contains(issuer.prefix[0]);
}));

constexpr std::size_t kTokenMin = 20;  // no issuer's is shorter
static_assert(std::ranges::all_of(kIssuers, [](const Issuer& issuer) {
  return issuer.prefix.size() + issuer.length >= kTokenMin;
}));

/// The token that `run` holds, which is all token characters: from its prefix to the run's end.
std::string_view find_issued_in(std::string_view run) {
  for (std::size_t at = 0; at + kTokenMin <= run.size(); ++at) {
    if (!kFirstLetters.contains(run[at])) continue;
    const auto rest = run.substr(at);
    for (const auto& [prefix, length] : kIssuers) {
      const bool long_enough = rest.size() >= prefix.size() + length;
      if (long_enough && rest.starts_with(prefix)) return rest;
    }
  }
  return {};
}

/// Looks at each kTokenMin-th character alone for as long as these end words before they could
/// be tokens.
std::string_view find_issued(std::string_view text) {
  for (std::size_t at = 0; at + kTokenMin <= text.size();) {
    auto begin = at + kTokenMin;
    while (begin > at && is_token_part(text[begin - 1])) --begin;
    if (begin > at) {
      at = begin;
      continue;
    }
    const auto run = text.substr(at, run_length(text.substr(at), is_token_part));
    if (const auto found = find_issued_in(run); !found.empty()) return found;
    at += run.size();
  }
  return {};
}

std::string_view find_private_key(std::string_view text) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  constexpr std::string_view kEnd = "PRIVATE KEY-----";
  const auto at = text.contains(kEnd) ? text.find(kBegin) : std::string_view::npos;
  if (at == std::string_view::npos) return {};
  const auto line = text.substr(at, text.find('\n', at) - at);
  return line.contains(kEnd) ? line : std::string_view();
}

constexpr std::size_t kValueMin = 5;

constexpr std::size_t kSettingMax = 12;

/// What settings are set to that are called like a credential and hold none.
bool is_setting(std::string_view value) {
  static constexpr auto kSettings = std::to_array<std::string_view>(
      {"false", "prompt", "required", "optional", "disabled", "enabled", "never", "always",
       "expired", "sufficient", "requisite", "redacted", "REDACTED", "masked", "hidden"});
  // `sed s/password=.*/password=REDACTED/`
  return std::ranges::find(kSettings, value.substr(0, value.find('/'))) != kSettings.end();
}

constexpr std::string_view kValueEnd = " \t\n'\"&;|";

std::size_t value_begin(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == '"' || text[at] == '\'') ? at + 1 : at;
}

/// As much of the value that begins at `at` as is_stand_in() has to see: the whole of each of
/// many long ones would be read over and over.
std::string_view value_after(std::string_view text, std::size_t at) {
  const auto rest = text.substr(std::min(value_begin(text, at), text.size()));
  if (rest.empty()) return rest;
  const auto alike = std::min(rest.find_first_not_of(rest[0]), rest.size());
  const auto seen = rest.substr(0, std::max(alike + 1, kSettingMax));
  return seen.substr(0, seen.find_first_of(kValueEnd));
}

/// Whether `name` ends with `word`, which is in lower case: `API-KEY` with `api_key`.
bool ends_like(std::string_view name, std::string_view word) {
  if (name.size() < word.size()) return false;
  return std::ranges::equal(name.substr(name.size() - word.size()), word, {},
                            [](char c) { return c == '-' ? '_' : document::to_lower(c); });
}

bool is_called_like_one(std::string_view name) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "access_key",
       "_pass", "sshpass", "mysql_pwd", "rediscli_auth"});
  return document::same_word(name, "pass") ||
         (std::ranges::any_of(kNames, [&](std::string_view n) { return ends_like(name, n); }) &&
          !ends_like(name, "existingsecret"));
}

/// `db_password=hunter22`, `--token='abc123'`, `password = hunter22` of a settings file.
std::string_view find_assigned(std::string_view text) {
  for (auto at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    const bool spaced = at > 0 && text[at - 1] == ' ' && text.substr(at).starts_with("= ");
    const auto name_end = spaced ? at - 1 : at;
    const auto value = spaced ? at + 2 : at + 1;
    auto begin = name_end;
    while (begin > 0 && is_token_part(text[begin - 1])) --begin;
    const bool compares = spaced && begin > 0 && text[begin - 1] == '$';  // `[ $token = x ]`
    const auto name = text.substr(begin, name_end - begin);
    if (!compares && is_called_like_one(name) && !is_stand_in(value_after(text, value))) {
      const auto end = text.find_first_of(kValueEnd, value_begin(text, value));
      return text.substr(begin, std::min(end, text.size()) - begin);
    }
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
      return authority.substr(0, sign);
  }
  return {};
}

}  // namespace

bool is_stand_in(std::string_view value) {
  return value.size() < kValueMin || std::string_view("${<(/*%@.`[\\").contains(value[0]) ||
         value.find_first_not_of(value[0]) == std::string_view::npos ||
         value.starts_with("file:") || value.starts_with("env:") || is_setting(value);
}

std::string_view find_credential(std::string_view text) {
  std::string_view first;
  for (const auto find : {find_issued, find_private_key, find_assigned, find_in_url}) {
    const auto found = find(text);
    if (!found.empty() && (first.empty() || found.data() < first.data())) first = found;
  }
  return first;
}

}  // namespace fettle::flow
