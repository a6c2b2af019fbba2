#include "usecases/targets/select_servers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/source_text.hpp"
#include "core/document/yaml.hpp"
#include "core/fleet/natural_key.hpp"
#include "core/fleet/text.hpp"
#include "core/flow/selector_fields.hpp"
#include "store/target_list_store.hpp"
#include "usecases/field_problems.hpp"
#include "usecases/targets/target_entry.hpp"

namespace fettle::usecases {
namespace {

using Kind = fleet::Selector::Kind;
using Labels = std::vector<std::string>;
using Lists = std::map<std::string, Labels>;

constexpr int kSelectorNodesMax = 1000;

void name_lists(const fleet::Selector& selector, std::set<std::string>& names) {
  if (selector.kind == Kind::kList) names.insert(selector.value);
  for (const auto& part : selector.parts) name_lists(part, names);
}

Result<Lists> read_lists(Context& context, const fleet::Selector& selector) {
  std::set<std::string> names;
  name_lists(selector, names);
  Lists lists;
  FieldProblems problems;
  for (const auto& name : names) {
    FETTLE_TRY(list, store::find_target_list_by_name(context.database, context.actor.team, name));
    if (!list) {
      problems.add("selector", fmt::format("the team has no target list {}", fleet::quote(name)));
      continue;
    }
    for (auto& target : read_targets(list->targets)) {
      if (!target.vanished_at) lists[name].push_back(std::move(target.label));
    }
  }
  FETTLE_TRY_VOID(problems.done());
  return lists;
}

/// With each list as any of the servers that it names: a condition that can be asked of a server.
fleet::Selector without_lists(const fleet::Selector& selector, const Lists& lists) {
  auto plain = selector;
  plain.parts.clear();
  for (const auto& part : selector.parts) plain.parts.push_back(without_lists(part, lists));
  if (selector.kind != Kind::kList) return plain;
  plain = {.kind = Kind::kAnyOf, .value = {}, .parts = {}};
  if (const auto labels = lists.find(selector.value); labels != lists.end()) {
    for (const auto& label : labels->second) plain.parts.push_back({Kind::kName, label, {}});
  }
  return plain;
}

/// Only what is chosen by its name alone can be chosen without being a server.
void loose_labels(const fleet::Selector& selector, const Lists& lists, Labels& labels) {
  if (selector.kind == Kind::kAnyOf) {
    for (const auto& part : selector.parts) loose_labels(part, lists, labels);
  }
  if (selector.kind != Kind::kList) return;
  if (const auto found = lists.find(selector.value); found != lists.end()) {
    labels.insert(labels.end(), found->second.begin(), found->second.end());
  }
}

Labels without_server(const Labels& labels, const std::vector<store::ServerRow>& all) {
  std::set<std::string> seen;
  for (const auto& server : all) seen.insert(server.name_key);
  Labels rest;
  for (const auto& label : labels) {
    if (seen.insert(fleet::to_lower_ascii(label)).second) rest.push_back(label);
  }
  return rest;
}

/// A list of thousands of names is looked up, not walked for each server.
class Matcher {
 public:
  Matcher(const fleet::Selector& selector, const Lists& lists) {
    if (selector.kind != Kind::kList) {
      selector_ = without_lists(selector, lists);
      return;
    }
    names_.emplace();
    if (const auto found = lists.find(selector.value); found != lists.end()) {
      for (const auto& label : found->second) names_->insert(fleet::to_lower_ascii(label));
    }
  }

  bool matches(const store::ServerRow& row) const {
    return names_ ? names_->contains(row.name_key) : fleet::matches(selector_, to_server(row));
  }

 private:
  fleet::Selector selector_;
  std::optional<std::set<std::string>> names_;
};

}  // namespace

Result<fleet::Selector> read_selector_text(std::string_view text) {
  const SourceText source("selector", text);
  Diagnostics problems;
  const auto node = document::parse_yaml(source, {0, text.size()}, problems, kSelectorNodesMax);
  auto selector = node && !problems.has_errors() ? flow::read_selector(*node, problems)
                                                 : std::optional<fleet::Selector>();
  if (selector && !problems.has_errors()) return *std::move(selector);
  auto found = problems.sorted();
  for (auto& problem : found) problem.pointer = "/selector";
  return std::unexpected(
      Error{.code = ErrorCode::kInvalid,
            .message = "selector: " + (found.empty() ? "is no selector" : found.front().message),
            .diagnostics = std::move(found)});
}

Result<SelectedServers> select_servers(Context& context, const fleet::Selector& selector) {
  FETTLE_TRY(lists, read_lists(context, selector));
  FETTLE_TRY(all, store::find_servers(context.database, {.team = context.actor.team}));
  Labels labels;
  loose_labels(selector, lists, labels);
  SelectedServers selected;
  selected.labels_without_server = without_server(labels, all);
  const Matcher matcher(selector, lists);
  for (auto& row : all) {
    if (!matcher.matches(row)) continue;
    if (row.vanished_at) {
      selected.vanished.push_back(std::move(row.name));
    } else {
      selected.servers.push_back(std::move(row));
    }
  }
  return selected;
}

Result<std::vector<std::string>> labels_of_selector(Context& context,
                                                    const fleet::Selector& selector) {
  FETTLE_TRY(selected, select_servers(context, selector));
  auto labels = std::move(selected.labels_without_server);
  for (auto& server : selected.servers) labels.push_back(std::move(server.name));
  if (labels.empty()) {
    return fail(ErrorCode::kInvalid,
                fmt::format("target_selector: {} chooses no server now", describe(selector)));
  }
  std::ranges::sort(labels, {}, fleet::natural_key);
  return labels;
}

Result<ShownSelection> preview_selector(Context& context, std::string_view text) {
  FETTLE_TRY(selector, read_selector_text(text));
  FETTLE_TRY(selected, select_servers(context, selector));
  ShownSelection shown{.total = std::ssize(selected.servers),
                       .words = describe(selector),
                       .names = {},
                       .labels_without_server = std::move(selected.labels_without_server),
                       .vanished = std::move(selected.vanished)};
  for (auto& server : selected.servers) shown.names.push_back(std::move(server.name));
  return shown;
}

}  // namespace fettle::usecases
