#include "importers/ansible_yaml.hpp"

#include <string>
#include <utility>

#include "core/document/yaml.hpp"
#include "core/fleet/text.hpp"
#include "importers/host_range.hpp"

namespace fettle::importers {
namespace {

using document::Entry;
using document::Node;
using document::NodeKind;
using fleet::quote;

/// A variable as text. A list of plain values becomes `a,b`; anything deeper is not taken.
std::optional<std::string> plain_value(const Node& node) {
  if (node.is_null() || node.is_mapping()) return std::nullopt;
  if (node.is_scalar()) return node.text;
  std::string joined;
  for (const auto& item : node.items) {
    if (!item.is_scalar()) return std::nullopt;
    if (!joined.empty()) joined += ',';
    joined += item.text;
  }
  return joined;
}

Variables read_variables(const Node& node, Problems& problems) {
  Variables variables;
  for (const auto& entry : node.entries) {
    if (auto value = plain_value(entry.value)) {
      variables[entry.key] = {*std::move(value), entry.value.span};
    } else if (!entry.value.is_null()) {
      problems.warning("inventory.ignored", entry.key_span,
                       "the variable " + quote(entry.key) +
                           " is not taken: its value is neither plain nor a list of plain values");
    }
  }
  return variables;
}

class Reader {
 public:
  Reader(RawInventory& inventory, Problems& problems)
      : problems_(problems), inventory_(inventory) {}

  void read(const Node& root) {
    if (!root.is_mapping()) {
      shape(root.span, "an inventory is a mapping of groups, as in `all: {hosts: {web1: }}`");
      return;
    }
    if (const auto* const plugin = root.find("plugin")) {
      shape(plugin->key_span,
            "this configures an inventory plugin, which only Ansible can run; give Fettle the "
            "output of `ansible-inventory --list --yaml`");
      return;
    }
    for (const auto& group : root.entries) {
      if (group.key == "_meta")
        read_meta(group.value);
      else
        read_group(group);
    }
  }

 private:
  std::optional<std::size_t> read_group(const Entry& group) {
    if (const auto problem = name_problem(group.key); !problem.empty()) {
      shape(group.key_span, "the group name " + quote(group.key) + " " + problem);
      return std::nullopt;
    }
    const auto index = inventory_.group({group.key, group.key_span});
    if (group.value.is_sequence()) {
      read_names(index, "hosts", group.value);
    } else if (!group.value.is_mapping() && !group.value.is_null()) {
      shape(group.value.span, "a group is a mapping of hosts, vars and children");
    }
    for (const auto& section : group.value.entries) read_section(index, section);
    return index;
  }

  void read_section(std::size_t group, const Entry& section) {
    const auto& value = section.value;
    if (section.key != "hosts" && section.key != "vars" && section.key != "children") {
      problems_.warning("inventory.ignored", section.key_span,
                        quote(section.key) + " is ignored: a group has hosts, vars and children");
    } else if (section.key == "hosts" && value.kind == NodeKind::kString) {
      inventory_.add_hosts({value.text, value.span}, group, {}, problems_);
    } else if (value.is_sequence() && section.key != "vars") {
      read_names(group, section.key, value);
    } else if (!value.is_mapping() && !value.is_null()) {
      shape(value.span, quote(section.key) + " is a mapping, not " +
                            std::string(document::describe(value.kind)));
    } else if (section.key == "hosts") {
      for (const auto& host : value.entries) read_host(group, host);
    } else if (section.key == "vars") {
      for (auto& [name, text] : read_variables(value, problems_)) {
        inventory_.set_variable(group, name, std::move(text), problems_);
      }
    } else {
      for (const auto& child : value.entries) {
        if (const auto index = read_group(child)) {
          inventory_.group_at(group).children.emplace_back(*index, child.key_span);
        }
      }
    }
  }

  void read_host(std::size_t group, const Entry& host) {
    if (!host.value.is_mapping() && !host.value.is_null()) {
      shape(host.value.span, "a host's variables are a mapping");
      return;
    }
    inventory_.add_hosts({host.key, host.key_span}, group, read_variables(host.value, problems_),
                         problems_);
  }

  /// `_meta: {hostvars: ...}`, where `ansible-inventory --list` puts the variables of hosts.
  void read_meta(const Node& meta) {
    const auto* const hosts = meta.find("hostvars");
    if (hosts == nullptr) return;
    const auto ungrouped = inventory_.group({"ungrouped", {}});
    for (const auto& host : hosts->value.entries) read_host(ungrouped, host);
  }

  /// Names of hosts or of groups, as JSON lists them.
  void read_names(std::size_t group, std::string_view section, const Node& list) {
    for (const auto& name : list.items) {
      if (!name.is_scalar()) {
        shape(name.span, "this is no name");
      } else if (section == "hosts") {
        inventory_.add_hosts({name.text, name.span}, group, {}, problems_);
      } else if (const auto problem = name_problem(name.text); !problem.empty()) {
        shape(name.span, "the group name " + quote(name.text) + " " + problem);
      } else {
        const auto child = inventory_.group({name.text, name.span});
        inventory_.group_at(group).children.emplace_back(child, name.span);
      }
    }
  }

  void shape(Span span, std::string message) {
    problems_.error("inventory.syntax", span, std::move(message));
  }

  Problems& problems_;
  RawInventory& inventory_;
};

std::optional<Node> parse(const SourceText& source, document::ByteRange range, Problems& problems) {
  Diagnostics diagnostics;
  auto root = document::parse_yaml(source, range, diagnostics, kInventoryValuesMax,
                                   document::YamlAliases::kResolved);
  for (const auto& problem : diagnostics.list())
    problems.error(problem.code, problem.span, problem.message, problem.hint);
  return root;
}

}  // namespace

void read_ansible_yaml(const SourceText& source, document::ByteRange range, RawInventory& inventory,
                       Problems& problems) {
  if (const auto root = parse(source, range, problems)) Reader(inventory, problems).read(*root);
}

Variables read_variables_file(const SourceText& source, document::ByteRange range,
                              Problems& problems) {
  const auto root = parse(source, range, problems);
  if (!root || root->is_null()) return {};
  if (root->is_mapping()) return read_variables(*root, problems);
  problems.error("inventory.syntax", root->span, "a file of variables is a mapping");
  return {};
}

}  // namespace fettle::importers
