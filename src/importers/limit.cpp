#include "importers/limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/fleet/text.hpp"

namespace fettle::importers {
namespace {

using fleet::quote;
using fleet::to_lower_ascii;
using fleet::trim;

constexpr std::size_t kPatternMax = 64U << 10U;
constexpr std::size_t kTermsMax = 1'000;
constexpr std::size_t kUnknownsShown = 10;

/// Which servers a term means, by their index.
using Chosen = std::vector<char>;

struct Term {
  enum class Kind { kUnion, kIntersection, kExclusion };
  Kind kind = Kind::kUnion;
  std::string name;  ///< in lower case
};

Term make_term(std::string_view text) {
  if (text.starts_with('!')) return {Term::Kind::kExclusion, to_lower_ascii(trim(text.substr(1)))};
  if (text.starts_with('&')) {
    return {Term::Kind::kIntersection, to_lower_ascii(trim(text.substr(1)))};
  }
  return {Term::Kind::kUnion, to_lower_ascii(text)};
}

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != text.npos; }

/// Whether `text` fits a pattern of `*` and `?`. On a mismatch only the last `*` takes one more
/// character, which keeps the worst case at pattern times text.
bool fits(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  auto star = std::string_view::npos;
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
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

/// Levenshtein distance, in bytes.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = std::exchange(row[j + 1], std::min({replaced, row[j] + 1, row[j + 1] + 1}));
    }
  }
  return row.back();
}

/// The servers and groups of an inventory by their names in lower case.
class Names {
 public:
  explicit Names(const Inventory& inventory) : count_(inventory.servers.size()) {
    for (std::size_t i = 0; i < count_; ++i) {
      members_[to_lower_ascii(inventory.servers[i].name)].push_back(i);
    }
    const auto servers = members_;
    for (const auto& [group, names] : inventory.groups) {
      auto& members = members_[to_lower_ascii(group)];
      for (const auto& name : names) members.push_back(servers.at(to_lower_ascii(name)).front());
    }
  }

  /// Whether `name` is a server's or a group's.
  bool knows(const std::string& name) const { return members_.contains(name); }

  /// Marks what a name or glob means. False when it means nothing known.
  bool mark(const std::string& name, Chosen& chosen) const {
    if (name == "all" || name == "*") {
      chosen.assign(count_, 1);
      return true;
    }
    if (!has_wildcard(name)) {
      const auto found = members_.find(name);
      if (found == members_.end()) return false;
      for (const auto index : found->second) chosen[index] = 1;
      return true;
    }
    bool any = false;
    for (const auto& [known, members] : members_) {
      if (!fits(name, known)) continue;
      any = true;
      for (const auto index : members) chosen[index] = 1;
    }
    return any;
  }

  /// ` (did you mean a, b?)`, or nothing when no name is near.
  std::string suggestion(const std::string& name) const {
    const auto reach = std::max<std::size_t>(1, name.size() / 4);
    std::map<std::size_t, std::vector<std::string>> near;
    for (const auto& [known, members] : members_) {
      const auto longer = std::max(known.size(), name.size()) - std::min(known.size(), name.size());
      if (longer > reach) continue;
      if (const auto far = distance(name, known); far <= reach) near[far].push_back(known);
    }
    if (near.empty()) return {};
    auto& best = near.begin()->second;
    std::ranges::sort(best);
    return fmt::format(" (did you mean {}{}?)", quote(best[0]),
                       best.size() > 1 ? " or " + quote(best[1]) : "");
  }

 private:
  std::size_t count_;
  std::unordered_map<std::string, std::vector<std::size_t>> members_;
};

/// Splits at commas, and at colons where the piece is no name with colons in it.
std::vector<Term> split_terms(std::string_view pattern, const Names& names) {
  std::vector<Term> terms;
  const auto add = [&](std::string_view text) {
    if (!text.empty()) terms.push_back(make_term(text));
  };
  for (std::size_t begin = 0; begin <= pattern.size();) {
    const auto end = std::min(pattern.find(',', begin), pattern.size());
    auto piece = trim(pattern.substr(begin, end - begin));
    begin = end + 1;
    if (names.knows(make_term(piece).name)) {
      add(piece);
      continue;
    }
    while (!piece.empty()) {
      const auto colon = std::min(piece.find(':'), piece.size());
      add(trim(piece.substr(0, colon)));
      piece.remove_prefix(std::min(colon + 1, piece.size()));
    }
  }
  return terms;
}

/// What Ansible has and Fettle has not; empty for a term that Fettle can read.
std::string unsupported(const Term& term) {
  if (term.name.empty()) return "a name is missing after `!` or `&`";
  if (term.name[0] == '~') return quote(term.name) + ": regular expressions are not supported";
  if (term.name[0] == '@') return quote(term.name) + ": lists in files are not supported";
  if (term.name.contains('[')) {
    return quote(term.name) + ": ranges are not supported; use * and ?, or list the names";
  }
  return {};
}

Result<std::vector<Chosen>> choose(const std::vector<Term>& terms, const Names& names,
                                   std::size_t count) {
  std::vector<Chosen> sets;
  std::string problems;
  std::size_t unknown = 0;
  for (const auto& term : terms) {
    auto problem = unsupported(term);
    auto& chosen = sets.emplace_back(count, 0);
    if (problem.empty() && !names.mark(term.name, chosen)) {
      if (++unknown > kUnknownsShown) break;
      problem = quote(term.name) + " is no host or group" + names.suggestion(term.name);
    }
    if (problem.empty()) continue;
    problems += (problems.empty() ? "" : "; ") + problem;
  }
  if (problems.empty()) return sets;
  return fail(ErrorCode::kInvalid, "--limit: " + problems);
}

/// First all unions, then intersections, then exclusions; without a union, all.
Chosen combine(const std::vector<Term>& terms, const std::vector<Chosen>& sets, std::size_t count) {
  const auto is = [](Term::Kind kind) { return [kind](const Term& t) { return t.kind == kind; }; };
  Chosen result(count, std::ranges::any_of(terms, is(Term::Kind::kUnion)) ? 0 : 1);
  using enum Term::Kind;
  for (const auto kind : {kUnion, kIntersection, kExclusion}) {
    for (std::size_t t = 0; t < terms.size(); ++t) {
      if (terms[t].kind != kind) continue;
      for (std::size_t i = 0; i < count; ++i) {
        const bool in = sets[t][i] != 0;
        if (kind == kUnion && in) result[i] = 1;
        if (kind == kIntersection && !in) result[i] = 0;
        if (kind == kExclusion && in) result[i] = 0;
      }
    }
  }
  return result;
}

}  // namespace

Result<std::vector<fleet::Server>> limit(const Inventory& inventory, std::string_view pattern) {
  const Names names(inventory);
  const auto count = inventory.servers.size();
  if (pattern.size() > kPatternMax) {
    return fail(ErrorCode::kInvalid, "--limit: the pattern is longer than 64 KiB");
  }
  const auto terms = split_terms(pattern, names);
  if (terms.empty()) return fail(ErrorCode::kInvalid, "--limit: the pattern is empty");
  if (terms.size() > kTermsMax) {
    return fail(ErrorCode::kInvalid,
                fmt::format("--limit: the pattern has more than {} terms", kTermsMax));
  }
  FETTLE_TRY(sets, choose(terms, names, count));
  const auto chosen = combine(terms, sets, count);
  std::vector<fleet::Server> servers;
  for (std::size_t i = 0; i < count; ++i) {
    if (chosen[i] != 0) servers.push_back(inventory.servers[i]);
  }
  if (servers.empty()) {
    return fail(ErrorCode::kInvalid, "--limit: " + quote(pattern) + " leaves no server");
  }
  return servers;
}

}  // namespace fettle::importers
