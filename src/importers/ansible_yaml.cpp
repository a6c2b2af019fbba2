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

class Reader {
 public:
  explicit Reader(Problems& problems) : problems_(problems) {}

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
    for (const auto& group : root.entries) read_group(group);
  }

  RawInventory finish() && { return std::move(inventory_); }

 private:
  std::optional<std::size_t> read_group(const Entry& group) {
    if (const auto problem = name_problem(group.key); !problem.empty()) {
      shape(group.key_span, "the group name " + quote(group.key) + " " + problem);
      return std::nullopt;
    }
    const auto index = inventory_.group({group.key, group.key_span});
    if (!group.value.is_mapping() && !group.value.is_null()) {
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
    } else if (!value.is_mapping() && !value.is_null()) {
      shape(value.span, quote(section.key) + " is a mapping, not " +
                            std::string(document::describe(value.kind)));
    } else if (section.key == "hosts") {
      for (const auto& host : value.entries) read_host(group, host);
    } else if (section.key == "vars") {
      for (auto& [name, text] : read_variables(value)) {
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
    inventory_.add_hosts({host.key, host.key_span}, group, read_variables(host.value), problems_);
  }

  Variables read_variables(const Node& node) {
    Variables variables;
    for (const auto& entry : node.entries) {
      if (auto value = plain_value(entry.value)) {
        variables[entry.key] = {*std::move(value), entry.value.span};
      } else if (!entry.value.is_null()) {
        problems_.warning(
            "inventory.ignored", entry.key_span,
            "the variable " + quote(entry.key) +
                " is not taken: its value is neither plain nor a list of plain values");
      }
    }
    return variables;
  }

  void shape(Span span, std::string message) {
    problems_.error("inventory.syntax", span, std::move(message));
  }

  Problems& problems_;
  RawInventory inventory_;
};

}  // namespace

RawInventory read_ansible_yaml(std::string_view name, std::string_view text, Problems& problems) {
  const SourceText source(std::string(name), text);
  Diagnostics diagnostics;
  const auto root =
      document::parse_yaml(source, {0, text.size()}, diagnostics, kInventoryValuesMax);
  for (const auto& problem : diagnostics.list()) {
    problems.error(problem.code, problem.span, problem.message, problem.hint);
  }
  Reader reader(problems);
  if (root) reader.read(*root);
  return std::move(reader).finish();
}

}  // namespace fettle::importers
