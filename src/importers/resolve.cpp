#include "importers/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <ranges>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/fleet/text.hpp"
#include "importers/ansible_variables.hpp"
#include "importers/server_fields.hpp"

namespace fettle::importers {
namespace {

constexpr std::size_t kNamesShown = 5;

using fleet::quote;

/// The groups of an inventory as a graph under `all`.
struct Graph {
  std::size_t all = 0;
  std::size_t ungrouped = 0;
  std::vector<std::vector<std::size_t>> parents;
  std::vector<int> depth;         ///< longest way down from `all`
  std::vector<std::size_t> rank;  ///< whose variables win: those of the higher rank
};

/// A group that nobody has as a child is a child of `all`.
void add_edges(const RawInventory& raw, Graph& graph) {
  graph.parents.resize(raw.groups().size());
  for (std::size_t group = 0; group < raw.groups().size(); ++group) {
    for (const auto& child : raw.groups()[group].children) {
      graph.parents[child.value].push_back(group);
    }
  }
  for (std::size_t group = 0; group < graph.parents.size(); ++group) {
    auto& parents = graph.parents[group];
    std::ranges::sort(parents);
    const auto repeats = std::ranges::unique(parents);
    parents.erase(repeats.begin(), repeats.end());
    if (parents.empty() && group != graph.all) parents.push_back(graph.all);
  }
}

/// Walks up from a group that no order reaches until one comes twice: that is a cycle.
void report_cycle(const RawInventory& raw, const Graph& graph, std::size_t from,
                  Problems& problems) {
  std::vector<std::size_t> path;
  while (std::ranges::find(path, from) == path.end()) {
    path.push_back(from);
    const auto& parents = graph.parents[from];
    from = *std::ranges::find_if(parents, [&](auto parent) { return graph.depth[parent] < 0; });
  }
  path.erase(path.begin(), std::ranges::find(path, from));
  std::string names;
  for (const auto group : path | std::views::take(kNamesShown)) {
    names += quote(raw.groups()[group].name) + " in ";
  }
  if (path.size() > kNamesShown) names += "... in ";
  problems.error("inventory.cycle", raw.groups()[from].span,
                 "groups contain each other: " + names + quote(raw.groups()[from].name),
                 "remove one of them from the children of the other");
}

/// Gives each group its depth once all its parents have theirs. False when groups form a cycle.
bool measure_depth(const RawInventory& raw, Graph& graph, Problems& problems) {
  const auto count = graph.parents.size();
  graph.depth.assign(count, -1);
  std::vector<std::size_t> waiting(count);
  std::vector<std::vector<std::size_t>> children(count);
  std::vector<std::size_t> ready;
  for (std::size_t group = 0; group < count; ++group) {
    waiting[group] = graph.parents[group].size();
    for (const auto parent : graph.parents[group]) children[parent].push_back(group);
    if (waiting[group] == 0) ready.push_back(group);
  }
  for (std::size_t i = 0; i < ready.size(); ++i) {
    auto& depth = graph.depth[ready[i]];
    for (const auto parent : graph.parents[ready[i]]) {
      depth = std::max(depth, graph.depth[parent]);
    }
    ++depth;
    for (const auto child : children[ready[i]]) {
      if (--waiting[child] == 0) ready.push_back(child);
    }
  }
  if (ready.size() == count) return true;
  const auto stuck = std::ranges::find(graph.depth, -1) - graph.depth.begin();
  report_cycle(raw, graph, static_cast<std::size_t>(stuck), problems);
  return false;
}

/// Takes `ansible_group_priority` out of the variables: to Ansible it isn't one.
int take_priority(Variables& variables, Problems& problems) {
  const auto found = variables.find("ansible_group_priority");
  if (found == variables.end()) return 1;
  const auto [value, span] = found->second;
  variables.erase(found);
  int priority = 1;
  const auto* const end = value.data() + value.size();
  const auto [rest, error] = std::from_chars(value.data(), end, priority);
  if (error != std::errc{} || rest != end) {
    problems.error("inventory.variable", span,
                   "`ansible_group_priority`: " + quote(value) + " is no whole number");
  }
  return priority;
}

/// Ansible's order: by depth, then `ansible_group_priority`, then name.
void rank_groups(RawInventory& raw, Graph& graph, Problems& problems) {
  std::vector<std::tuple<int, int, std::string_view, std::size_t>> order;
  for (std::size_t group = 0; group < raw.groups().size(); ++group) {
    auto& written = raw.group_at(group);
    const int priority = take_priority(written.variables, problems);
    order.emplace_back(graph.depth[group], priority, written.name, group);
  }
  std::ranges::sort(order);
  graph.rank.resize(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) graph.rank[std::get<3>(order[i])] = i;
}

std::optional<Graph> make_graph(RawInventory& raw, Problems& problems) {
  Graph graph;
  graph.all = raw.group({"all", {}});
  graph.ungrouped = raw.group({"ungrouped", {}});
  if (raw.groups().size() > kGroupsMax) {
    problems.error("inventory.too-large", {},
                   fmt::format("the inventory has more than {} groups", kGroupsMax));
    return std::nullopt;
  }
  add_edges(raw, graph);
  if (!measure_depth(raw, graph, problems)) return std::nullopt;
  rank_groups(raw, graph, problems);
  return graph;
}

/// All groups of a host, inherited ones included, weakest first. Who is in any other group is
/// not in `ungrouped`, even when listed there.
std::vector<std::size_t> memberships(const Graph& graph, const RawHost& host) {
  std::vector<std::size_t> groups;
  std::vector<char> seen(graph.parents.size(), 0);
  const auto add = [&](std::size_t group) {
    if (std::exchange(seen[group], 1) == 0) groups.push_back(group);
  };
  for (const auto group : host.groups) {
    if (group != graph.all && group != graph.ungrouped) add(group);
  }
  if (groups.empty()) add(graph.ungrouped);
  for (std::size_t next = 0; next < groups.size();) {
    for (const auto parent : graph.parents[groups[next++]]) add(parent);
  }
  std::ranges::sort(groups, {}, [&](std::size_t group) { return graph.rank[group]; });
  return groups;
}

/// Makes the servers one by one and counts what they come to together.
class Builder {
 public:
  Builder(const RawInventory& raw, const Graph& graph, Problems& problems)
      : raw_(raw), graph_(graph), problems_(problems) {
    for (const auto& group : raw.groups()) inventory_.groups.try_emplace(group.name);
  }

  /// False when the inventory is too large to go on.
  bool add(const RawHost& host) {
    const auto groups = memberships(graph_, host);
    Variables variables;
    for (const auto group : groups) merge(raw_.groups()[group].variables, variables);
    for (const auto group : groups) merge(raw_.groups()[group].from_group_vars, variables);
    merge(host.variables, variables);
    merge(host.from_host_vars, variables);
    memberships_ += groups.size();
    variable_bytes_ += size_of(variables);
    if (memberships_ > kMembershipsMax || variable_bytes_ > kVariableBytesMax) {
      problems_.error("inventory.too-large", host.span,
                      "the inventory's hosts have too many variables or groups to hold");
      return false;
    }
    auto [server, refusal] = server_of(host, variables, problems_);
    if (refusal) inventory_.refused.emplace(server.name, *std::move(refusal));
    memberships_ += server.tags.size();
    for (const auto group : groups) join(server, group);
    normalize_tags(server);
    check_unique(server, host.span);
    inventory_.servers.push_back(std::move(server));
    return true;
  }

  Inventory finish() && { return std::move(inventory_); }

 private:
  static void merge(const Variables& from, Variables& into) {
    for (const auto& [name, value] : from) into[name] = value;
  }

  void join(fleet::Server& server, std::size_t group) {
    const auto& name = raw_.groups()[group].name;
    inventory_.groups[name].push_back(server.name);
    if (group != graph_.all && group != graph_.ungrouped) server.tags.push_back(name);
  }

  void check_unique(const fleet::Server& server, Span span) {
    const auto [other, is_new] =
        names_.try_emplace(fleet::to_lower_ascii(server.name), server.name);
    if (is_new) return;
    problems_.error("inventory.host", span,
                    quote(server.name) + " and " + quote(other->second) +
                        " differ only in case, which names of servers must not");
  }

  const RawInventory& raw_;
  const Graph& graph_;
  Problems& problems_;
  Inventory inventory_;
  std::unordered_map<std::string, std::string> names_;
  std::size_t memberships_ = 0;
  std::size_t variable_bytes_ = 0;
};

}  // namespace

Inventory resolve(RawInventory raw, Problems& problems) {
  const auto graph = make_graph(raw, problems);
  if (!graph) return {};
  Builder builder(raw, *graph, problems);
  for (const auto& host : raw.hosts()) {
    if (!builder.add(host)) break;
  }
  return std::move(builder).finish();
}

}  // namespace fettle::importers
