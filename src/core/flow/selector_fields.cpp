#include "core/flow/selector_fields.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fettle::flow {
namespace {

using fleet::Selector;
using Kind = Selector::Kind;

/// Conditions nested deeper than this are nobody's intent.
constexpr int kDepthMax = 8;
constexpr std::array kCompounds{Kind::kAllOf, Kind::kAnyOf, Kind::kNot};

std::optional<Selector> read(const document::Node& node, int depth, Diagnostics& diagnostics);

std::optional<Selector> read_plain(FieldReader& fields) {
  constexpr std::size_t kPlainKinds = 7;  // the rest are keys of their own
  fields.require("by");
  const auto by = fields.choice<Kind>("by", std::span(kNamedValues<Kind>).first(kPlainKinds));
  if (by == Kind::kAll) {
    fields.refuse("value", "has no meaning with `by: all`");
    return Selector{*by, {}, {}};
  }
  auto value = fields.require_text("value");
  if (!by || !value) return std::nullopt;
  return Selector{*by, std::move(value->value), {}};
}

std::optional<Selector> read_compound(FieldReader& fields, Kind kind, int depth) {
  const auto& node = *fields.find(enum_name(kind));
  auto& diagnostics = fields.diagnostics();
  Selector selector{kind, {}, {}};
  if (kind == Kind::kNot) {
    auto part = read(node, depth + 1, diagnostics);
    if (!part) return std::nullopt;
    selector.parts.push_back(std::move(*part));
    return selector;
  }
  if (!node.is_sequence() || node.items.empty()) {
    diagnostics.error("plan.selector", node.span,
                      "`all_of` and `any_of` take a list of at least one selector");
    return std::nullopt;
  }
  for (const auto& item : node.items) {
    if (auto part = read(item, depth + 1, diagnostics)) selector.parts.push_back(std::move(*part));
  }
  return selector;
}

std::optional<Selector> read(const document::Node& node, int depth, Diagnostics& diagnostics) {
  if (depth > kDepthMax) {
    diagnostics.error("plan.selector", node.span, "the selector is nested too deep");
    return std::nullopt;
  }
  FieldReader fields(node, "a selector", diagnostics);
  if (!fields.is_valid()) return std::nullopt;
  std::optional<Selector> selector;
  const auto* const compound =
      std::ranges::find_if(kCompounds, [&](Kind kind) { return fields.find(enum_name(kind)); });
  selector =
      compound == kCompounds.end() ? read_plain(fields) : read_compound(fields, *compound, depth);
  fields.refuse_unknown();
  return selector;
}

}  // namespace

std::optional<Selector> read_selector(const document::Node& node, Diagnostics& diagnostics) {
  return read(node, 1, diagnostics);
}

document::Node to_node(const Selector& selector) {
  std::vector<document::Node> parts;
  for (const auto& part : selector.parts) parts.push_back(to_node(part));
  const std::string key(enum_name(selector.kind));
  switch (selector.kind) {
    case Kind::kAllOf:
    case Kind::kAnyOf:
      return document::mapping_node({{key, document::sequence_node(std::move(parts))}});
    case Kind::kNot:
      return document::mapping_node({{key, std::move(parts.front())}});
    case Kind::kAll:
      return document::mapping_node({{"by", document::text_node(key)}});
    default:
      return document::mapping_node(
          {{"by", document::text_node(key)}, {"value", document::text_node(selector.value)}});
  }
}

}  // namespace fettle::flow
