#include "core/flow/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/document/characters.hpp"
#include "core/flow/nearest.hpp"

namespace fettle::flow {

using document::Node;
using document::NodeKind;

namespace {

constexpr std::size_t kKeysUsual = 16;

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// `[ -f x ]` and `a: b` are text that lacks its quotes, as often as not.
std::string way_out(const Node& node, std::string_view wanted) {
  if (wanted == "text" && node.is_sequence()) {
    const auto words = node.items.size() == 1 ? node.items[0].text : "...";
    return fmt::format("text that begins with `[` needs quotes: '[ {} ]'", words);
  }
  if (wanted == "text" && node.is_mapping() && !node.entries.empty()) {
    const auto& entry = node.entries.front();
    return fmt::format("text that holds `: ` needs quotes: '{}: {}'", entry.key,
                       entry.value.is_scalar() ? entry.value.text : "...");
  }
  if (wanted == "a whole number" && node.kind == NodeKind::kFloat) {
    return fmt::format("write it without a fraction: {}",
                       node.text.substr(0, node.text.find_first_of(".eE")));
  }
  return {};
}

/// Of a number that YAML allows and we don't: `0x10`, `0o17`.
std::string in_decimal(std::string_view text) {
  const int base = text.starts_with("0x") ? 16 : 8;
  std::int64_t value = 0;
  const auto digits = text.substr(std::min<std::size_t>(2, text.size()));
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return read.ec == std::errc() ? fmt::format("write it in decimal digits: {}", value) : "";
}

}  // namespace

// --- FieldReader ------------------------------------------------------------------------------

FieldReader::FieldReader(const Node& node, std::string subject, Diagnostics& diagnostics)
    : node_(node), subject_(std::move(subject)), diagnostics_(diagnostics) {
  known_.reserve(kKeysUsual);
  if (node.is_mapping()) return;
  diagnostics_.error(
      "plan.wrong-type", node.span,
      fmt::format("{} must be a mapping of keys, not {}", subject_, describe(node.kind)),
      "write `key: value` lines");
}

const Node* FieldReader::find(std::string_view key) {
  known_.push_back(key);
  const auto* entry = node_.find(key);
  return entry == nullptr || entry->value.is_null() ? nullptr : &entry->value;
}

const Node* FieldReader::require(std::string_view key) {
  const auto* node = find(key);
  if (node == nullptr && is_valid()) {
    const auto place = has(key) ? key_span(key) : Span{span().begin, span().begin};
    diagnostics_.error("plan.missing-key", place, fmt::format("{} needs `{}`", subject_, key),
                       fmt::format("add `{}:`", key));
  }
  return node;
}

bool FieldReader::has(std::string_view key) const { return node_.find(key) != nullptr; }

Span FieldReader::key_span(std::string_view key) const {
  const auto* entry = node_.find(key);
  return entry == nullptr ? node_.span : entry->key_span;
}

void FieldReader::wrong_kind(const Node& node, std::string_view key, std::string_view wanted) {
  const bool number = node.kind == NodeKind::kInteger || node.kind == NodeKind::kFloat;
  const auto found = number ? fmt::format("`{}`", node.text) : std::string(describe(node.kind));
  diagnostics_.error("plan.wrong-type", node.span,
                     fmt::format("`{}` of {} must be {}, not {}", key, subject_, wanted, found),
                     way_out(node, wanted));
}

void FieldReader::unknown_value(const Node& node, std::string_view key,
                                std::span<const std::string_view> known) {
  if (!node.is_scalar()) {
    wrong_kind(node, key, one_of(known));
    return;
  }
  diagnostics_.error(
      "plan.unknown-value", node.span,
      fmt::format("`{}` is no value of `{}`; it takes {}", node.text, key, one_of(known)),
      did_you_mean(node.text, known));
}

std::optional<Located<std::string>> FieldReader::text_of(const Node& node, std::string_view key) {
  if (!node.is_scalar()) {
    wrong_kind(node, key, "text");
    return std::nullopt;
  }
  return Located<std::string>(node.text, node.span);
}

std::optional<Located<std::string>> FieldReader::text(std::string_view key) {
  const auto* node = find(key);
  return node == nullptr ? std::nullopt : text_of(*node, key);
}

std::optional<Located<std::string>> FieldReader::require_text(std::string_view key) {
  const auto* node = require(key);
  auto text = node == nullptr ? std::nullopt : text_of(*node, key);
  if (text && document::trim(text->value).empty()) {
    diagnostics_.error("plan.missing-key", text->span,
                       fmt::format("`{}` of {} must not be blank", key, subject_));
    return std::nullopt;
  }
  return text;
}

std::string FieldReader::text_or(std::string_view key, std::string_view fallback) {
  auto value = text(key);
  return value ? std::move(value->value) : std::string(fallback);
}

std::vector<Located<std::string>> FieldReader::texts(std::string_view key) {
  std::vector<Located<std::string>> values;
  const auto* node = find(key);
  if (node == nullptr) return values;
  if (!node->is_sequence()) {
    wrong_kind(*node, key, "a list");
    return values;
  }
  values.reserve(node->items.size());
  for (const auto& item : node->items) {
    if (auto value = text_of(item, key)) values.push_back(std::move(*value));
  }
  return values;
}

std::optional<Located<bool>> FieldReader::flag(std::string_view key) {
  const auto* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind != NodeKind::kBool) {
    wrong_kind(*node, key, "true or false");
    return std::nullopt;
  }
  return Located<bool>(document::to_lower(node->text[0]) == 't', node->span);
}

bool FieldReader::flag_or(std::string_view key, bool fallback) {
  const auto value = flag(key);
  return value ? value->value : fallback;
}

std::optional<std::int64_t> FieldReader::integer(std::string_view key, Range range) {
  const auto* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind != NodeKind::kInteger) {
    wrong_kind(*node, key, "a whole number");
    return std::nullopt;
  }
  std::int64_t value = 0;
  const auto digits = std::string_view(node->text).substr(node->text.starts_with('+') ? 1 : 0);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  if (!whole || value < range.least || value > range.most) {
    const bool other = node->text.starts_with("0x") || node->text.starts_with("0o");
    diagnostics_.error("plan.out-of-range", node->span,
                       fmt::format("`{}` of {} must be a number from {} to {}", key, subject_,
                                   range.least, range.most),
                       other ? in_decimal(node->text) : "");
    return std::nullopt;
  }
  return value;
}

std::int64_t FieldReader::integer_or(std::string_view key, Range range, std::int64_t fallback) {
  return integer(key, range).value_or(fallback);
}

std::chrono::seconds FieldReader::seconds_or(std::string_view key, std::chrono::seconds fallback) {
  return std::chrono::seconds(integer_or(key, {1, kSecondsMax}, fallback.count()));
}

void FieldReader::refuse(std::string_view key, std::string_view why) {
  if (!has(key)) return;
  refused_.push_back(key);
  diagnostics_.error("plan.misplaced-key", key_span(key), fmt::format("`{}` {}", key, why),
                     "remove it");
}

void FieldReader::refuse_unknown() {
  std::vector<std::string_view> known;  // each once, in the order in which they were asked for
  for (const auto& entry : node_.entries) {
    if (contains(known_, entry.key) || contains(refused_, entry.key)) continue;
    for (const auto key : known_) {
      if (!contains(known, key)) known.push_back(key);
    }
    diagnostics_.error("plan.unknown-key", entry.key_span,
                       fmt::format("{} has no key `{}`", subject_, entry.key),
                       did_you_mean(entry.key, known, "it takes " + one_of(known)));
  }
}

// --- FieldWriter ------------------------------------------------------------------------------

void FieldWriter::node(std::string_view key, Node value) {
  const bool collection = value.is_sequence() || value.is_mapping();
  const bool empty = collection && value.items.empty() && value.entries.empty();
  if (empty && leaves_out_defaults()) return;
  mapping_.entries.push_back({std::string(key), {}, std::move(value)});
}

void FieldWriter::text(std::string_view key, std::string_view value) {
  node(key, document::text_node(value));
}

void FieldWriter::text_unless(std::string_view key, std::string_view value,
                              std::string_view fallback) {
  if (value != fallback || !leaves_out_defaults()) text(key, value);
}

void FieldWriter::integer_unless(std::string_view key, std::int64_t value, std::int64_t fallback) {
  if (value != fallback || !leaves_out_defaults()) node(key, document::integer_node(value));
}

void FieldWriter::flag_unless(std::string_view key, bool value, bool fallback) {
  if (value != fallback || !leaves_out_defaults()) node(key, document::bool_node(value));
}

void FieldWriter::texts(std::string_view key, const std::vector<std::string>& values) {
  std::vector<Node> items;
  std::ranges::transform(values, std::back_inserter(items), document::text_node);
  node(key, document::sequence_node(std::move(items)));
}

void FieldWriter::texts(std::string_view key, const std::vector<Located<std::string>>& values) {
  std::vector<Node> items;
  items.reserve(values.size());
  for (const auto& value : values) items.push_back(document::text_node(value.value));
  node(key, document::sequence_node(std::move(items)));
}

}  // namespace fettle::flow
