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
constexpr std::array<Issuer, 9> kIssuers{{{"AKIA", 16},
                                          {"ghp_", 30},
                                          {"gho_", 30},
                                          {"github_pat_", 30},
                                          {"glpat-", 16},
                                          {"xoxb-", 16},
                                          {"xoxp-", 16},
                                          {"sk-ant-", 16},
                                          {"sk_live_", 16}}};

constexpr std::size_t kTokenMin = 20;  // no issuer's is shorter
static_assert(std::ranges::all_of(kIssuers, [](const Issuer& issuer) {
  return issuer.prefix.size() + issuer.length >= kTokenMin;
}));

/// The token that `run` holds, which is all token characters: from its prefix to the run's end.
std::string_view find_issued_in(std::string_view run) {
  for (std::size_t at = 0; at + kTokenMin <= run.size(); ++at) {
    const char c = run[at];
    if (c != 'A' && c != 'g' && c != 's' && c != 'x') continue;  // as the prefixes begin
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
  static constexpr std::array<std::string_view, 11> kSettings{
      "false", "prompt", "required", "optional",   "disabled", "enabled",
      "never", "always", "expired",  "sufficient", "requisite"};
  return std::ranges::find(kSettings, value) != kSettings.end();
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

/// `db_password=hunter22`, `--token='abc123'`.
std::string_view find_assigned(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kNames{
      "password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "access_key"};
  for (auto at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    auto begin = at;
    while (begin > 0 && is_token_part(text[begin - 1])) --begin;
    const auto name = text.substr(begin, at - begin);
    const bool named =
        std::ranges::any_of(kNames, [&](std::string_view n) { return ends_like(name, n); }) &&
        !ends_like(name, "existingsecret");
    if (named && !is_stand_in(value_after(text, at + 1))) {
      const auto end = text.find_first_of(kValueEnd, value_begin(text, at + 1));
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
         value.find_first_not_of(value[0]) == std::string_view::npos || is_setting(value);
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
