#include "api/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "core/document/yaml.hpp"
#include "core/document/yaml_json.hpp"
#include "embedded/contract.hpp"

namespace fettle::api {
namespace {

using document::Entry;
using document::Node;

constexpr std::string_view kRoot = "openapi.yaml";

Result<Node> parse(const EmbeddedFile& file) {
  const SourceText source(std::string(file.name), file.bytes);
  Diagnostics problems;
  auto node = document::parse_yaml(source, {0, file.bytes.size()}, problems,
                                   document::kYamlNodesMax, document::YamlAliases::kResolved);
  if (!node || problems.has_errors() || !node->is_mapping()) {
    auto shown = problems.empty() ? std::string("no mapping") : source.show(problems.sorted());
    return fail(ErrorCode::kInvalid, fmt::format("contract/{}: {}", file.name, shown));
  }
  return *std::move(node);
}

/// The mapping called `key`, made where there is none.
Node& child(Node& mapping, std::string_view key) {
  const auto found = std::ranges::find(mapping.entries, key, &Entry::key);
  if (found != mapping.entries.end()) return found->value;
  mapping.entries.push_back({.key = std::string(key), .key_span = {}, .value = {}});
  mapping.entries.back().value.kind = document::NodeKind::kMapping;
  return mapping.entries.back().value;
}

Result<void> move_entries(Node& from, Node& to, std::string_view file) {
  for (auto& entry : from.entries) {
    if (to.find(entry.key) != nullptr) {
      return fail(ErrorCode::kInvalid, fmt::format("contract/{}: another part has {} already; "
                                                   "choose another name",
                                                   file, entry.key));
    }
    to.entries.push_back(std::move(entry));
  }
  return {};
}

Result<void> merge_part(Node part, Node& root, std::string_view file) {
  for (auto& [key, span, value] : part.entries) {
    if (key == "paths") {
      FETTLE_TRY_VOID(move_entries(value, child(root, key), file));
    } else if (key == "components") {
      for (auto& kind : value.entries) {
        FETTLE_TRY_VOID(move_entries(kind.value, child(child(root, key), kind.key), file));
      }
    } else {
      return fail(ErrorCode::kInvalid, fmt::format("contract/{}: a part has paths and components, "
                                                   "not {}",
                                                   file, key));
    }
  }
  return {};
}

}  // namespace

Result<std::string> merge_contract(std::span<const EmbeddedFile> parts) {
  const auto first = std::ranges::find(parts, kRoot, &EmbeddedFile::name);
  if (first == parts.end()) return fail(ErrorCode::kInvalid, "contract/openapi.yaml is missing");
  FETTLE_TRY(root, parse(*first));
  for (const auto& part : parts) {
    if (part.name == kRoot) continue;
    FETTLE_TRY(node, parse(part));
    FETTLE_TRY_VOID(merge_part(std::move(node), root, part.name));
  }
  return document::to_json(root).text;
}

const std::string& contract_json() {
  static const auto json = merge_contract(embedded::contract());
  // A test merges the same parts and says what is wrong.
  FETTLE_CHECK(json.has_value());
  return *json;
}

}  // namespace fettle::api
