#include "importers/limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/edit_distance.hpp"
#include "core/fleet/text.hpp"

namespace fettle::importers {
namespace {

using fleet::quote;
using fleet::to_lower_ascii;
using fleet::trim;

constexpr std::size_t kPatternMax = 64U << 10U;
constexpr std::size_t kTermsMax = 1'000;
constexpr std::size_t kUnknownsShown = 10;
constexpr std::size_t kGlobWorkMax = 300'000'000;

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

/// Whether `text` is what `piece` says, in which `?` is any character.
bool is_like(std::string_view piece, std::string_view text) {
  return std::ranges::equal(piece, text, [](char p, char t) { return p == '?' || p == t; });
}

/// The first place in `text` that is like `piece`, or npos.
std::size_t find_like(std::string_view piece, std::string_view text) {
  for (std::size_t at = 0; at + piece.size() <= text.size(); ++at) {
    if (is_like(piece, text.substr(at, piece.size()))) return at;
  }
  return std::string_view::npos;
}

/// A pattern of `*` and `?`, cut at its first and its last star.
struct Glob {
  std::string_view before;
  std::string_view between;  ///< from the first star up to the last
  std::string_view after;
  bool has_star = false;
};

Glob read_glob(std::string_view pattern) {
  const auto first = pattern.find('*');
  if (first == std::string_view::npos) return {pattern, {}, {}, false};
  const auto last = pattern.rfind('*');
  return {pattern.substr(0, first), pattern.substr(first, last - first), pattern.substr(last + 1),
          true};
}

/// Whether `text` fits. What stands between two stars is taken where it first is.
bool fits(const Glob& glob, std::string_view text) {
  const auto& [before, between, after, has_star] = glob;
  if (!has_star) return is_like(before, text);
  if (text.size() < before.size() + after.size()) return false;
  if (!is_like(before, text.substr(0, before.size()))) return false;
  if (!is_like(after, text.substr(text.size() - after.size()))) return false;
  auto rest = text.substr(before.size(), text.size() - before.size() - after.size());
  for (auto pieces = between; !pieces.empty();) {
    pieces.remove_prefix(1);
    const auto piece = pieces.substr(0, pieces.find('*'));
    const auto at = find_like(piece, rest);
    if (at == std::string_view::npos) return false;
    rest.remove_prefix(at + piece.size());
    pieces.remove_prefix(piece.size());
  }
  return true;
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
    for (const auto& [name, members] : members_) bytes_ += name.size();
  }

  /// About how many characters it takes to hold a glob against all names.
  std::size_t work(std::string_view name) const {
    const bool globs = has_wildcard(name) && name != "*";
    return globs ? read_glob(name).between.size() * bytes_ + name.size() * members_.size() : 0;
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
    const auto glob = read_glob(name);
    for (const auto& [known, members] : members_) {
      if (!fits(glob, known)) continue;
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
      if (const auto far = edit_distance(name, known); far <= reach) near[far].push_back(known);
    }
    if (near.empty()) return {};
    auto& best = near.begin()->second;
    std::ranges::sort(best);
    return fmt::format(" (did you mean {}{}?)", quote(best[0]),
                       best.size() > 1 ? " or " + quote(best[1]) : "");
  }

 private:
  std::size_t count_;
  std::size_t bytes_ = 0;  ///< of all names
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
  std::size_t work = 0;
  for (const auto& term : terms) work += names.work(term.name);
  if (work > kGlobWorkMax) {
    return fail(
        ErrorCode::kInvalid,
        "--limit: the pattern has too many globs for an inventory of this size; use groups");
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
