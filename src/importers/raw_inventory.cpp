#include "importers/raw_inventory.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/fleet/text.hpp"
#include "importers/host_range.hpp"
#include "importers/inventory.hpp"

namespace fettle::importers {

std::size_t size_of(const Variables& variables) {
  constexpr std::size_t node = 128;
  std::size_t size = 0;
  for (const auto& [name, value] : variables) size += name.size() + value.value.size() + node;
  return size;
}

std::size_t RawInventory::group(const Located<std::string>& name) {
  const auto [known, is_new] = group_index_.try_emplace(name.value, groups_.size());
  if (is_new) groups_.push_back({.name = name.value, .span = name.span});
  return known->second;
}

RawHost& RawInventory::host(std::string name, Span span) {
  const auto [known, is_new] = host_index_.try_emplace(name, hosts_.size());
  if (is_new) hosts_.push_back({.name = std::move(name), .span = span});
  return hosts_[known->second];
}

void RawInventory::set_variable(std::size_t group, std::string_view name,
                                Located<std::string> value, Problems& problems) {
  if (full_) return;
  const auto place = value.span;
  auto& variables = groups_[group].variables;
  variables[std::string(name)] = std::move(value);
  refuse_variables(variables, place, problems);
}

void RawInventory::refuse_variables(const Variables& variables, Span place, Problems& problems) {
  full_ = variables.size() > kVariablesMax;
  if (!full_) return;
  problems.error("inventory.too-large", place,
                 fmt::format("a host or group has more than {} variables", kVariablesMax));
}

/// One name is one machine: `web1:22` and `web1:2222` would quietly become the latter.
void RawInventory::take_port(RawHost& host, const Variables& variables, Problems& problems) {
  const auto port = variables.find("ansible_port");
  if (port == variables.end()) return;
  if (host.port && host.port->value != port->second.value)
    problems.error("inventory.host", port->second.span,
                   fmt::format("{} has the port {} here and {} on line {}", fleet::quote(host.name),
                               fleet::quote(port->second.value), fleet::quote(host.port->value),
                               host.port->span.begin.line),
                   "give each machine a name of its own, and its address with ansible_host");
  host.port = port->second;
}

/// Ansible takes the port of `web1:2222` only where the host is named for the first time.
void RawInventory::refuse_late_port(const RawHost& host, std::uint16_t port, Span span,
                                    Problems& problems) {
  if (host.groups.empty() || host.variables.contains("ansible_port")) return;
  problems.error("inventory.host", span,
                 fmt::format("{} has the port {} here and none on line {}, where Ansible reads it",
                             fleet::quote(host.name), port, host.span.begin.line),
                 "give the port where the host is named first, or as ansible_port");
}

void RawInventory::add_group_vars(const std::string& group, const Variables& variables) {
  if (group == "all" || group == "ungrouped") this->group({group, {}});  // which nobody declares
  const auto known = group_index_.find(group);
  if (known == group_index_.end()) return;
  for (const auto& [name, value] : variables) groups_[known->second].from_group_vars[name] = value;
}

void RawInventory::add_host_vars(const std::string& host, const Variables& variables) {
  const auto known = host_index_.find(host);
  if (known == host_index_.end()) return;
  for (const auto& [name, value] : variables) hosts_[known->second].from_host_vars[name] = value;
}

void RawInventory::begin_file() {
  for (auto& host : hosts_) host.port.reset();
}

void RawInventory::add_hosts(const Located<std::string>& pattern, std::size_t group,
                             Variables variables, Problems& problems) {
  if (full_) return;
  refuse_variables(variables, pattern.span, problems);
  if (full_) return;
  auto hosts = expand_hosts(pattern.value, kServersMax);
  if (!hosts) {
    problems.error("inventory.host", pattern.span,
                   fleet::quote(pattern.value) + " " + hosts.error());
    return;
  }
  if (hosts->port != 0) {
    variables.try_emplace("ansible_port", std::to_string(hosts->port), pattern.span);
  }
  variable_bytes_ += hosts->names.size() * size_of(variables);
  memberships_ += hosts->names.size();
  full_ = variable_bytes_ > kVariableBytesMax || memberships_ > kMembershipsMax;
  if (full_) {
    problems.error("inventory.too-large", pattern.span,
                   "the inventory's hosts have too many variables or groups to hold");
    return;
  }
  for (auto& name : hosts->names) {
    auto& added = host(std::move(name), pattern.span);
    if (hosts->port != 0) refuse_late_port(added, hosts->port, pattern.span, problems);
    added.groups.push_back(group);
    take_port(added, variables, problems);
    for (const auto& [variable, value] : variables) added.variables[variable] = value;
  }
  full_ = hosts_.size() > kServersMax;
  if (full_) {
    problems.error("inventory.too-large", pattern.span,
                   fmt::format("the inventory has more than {} hosts", kServersMax));
  }
}

}  // namespace fettle::importers
