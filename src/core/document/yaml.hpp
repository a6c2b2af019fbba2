// YAML as a tree of values that know where they stand. The only user of libyaml, fed event by
// event so that depth and size are bounded while reading. Scalars follow the core schema of
// YAML 1.2: `no` and `012` are what they look like. Anchors, aliases, tags, keys that are not
// scalars and several documents are refused: a plan has no use for them, an attacker has.
// Written back by yaml_write.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "base/span.hpp"
#include "core/document/byte_range.hpp"

namespace fettle::document {

inline constexpr int kYamlDepthMax = 64;
inline constexpr int kYamlNodesMax = 50'000;  ///< in a block of a plan

enum class NodeKind { kNull, kBool, kInteger, kFloat, kString, kSequence, kMapping };
enum class ScalarStyle { kPlain, kQuoted, kBlock };

struct Entry;

struct Node {
  NodeKind kind = NodeKind::kNull;
  ScalarStyle style = ScalarStyle::kPlain;
  std::string text;            ///< of a scalar: as written, with escapes resolved
  std::vector<Node> items;     ///< of a sequence
  std::vector<Entry> entries;  ///< of a mapping, in the order of the text
  Span span;

  bool is_null() const { return kind == NodeKind::kNull; }
  bool is_sequence() const { return kind == NodeKind::kSequence; }
  bool is_mapping() const { return kind == NodeKind::kMapping; }
  bool is_scalar() const { return !is_null() && !is_sequence() && !is_mapping(); }
  /// The first entry of that key, or null.
  const Entry* find(std::string_view key) const;
};

struct Entry {
  std::string key;
  Span key_span;
  Node value;
};

/// Whether `*name` is an error, as in a plan, or stands for the value of `&name`. What it stands
/// for counts towards the values and may come to kYamlAliasBytesMax in all; `<<` merges mappings,
/// and
/// `!unsafe` and `!!str` mark text, as programs write them.
enum class YamlAliases { kRefused, kResolved };
inline constexpr std::size_t kYamlAliasBytesMax = std::size_t{64} << 20;

/// Reads the one document in `range`; all spans are positions in `source`. An empty range is a
/// null node. Empty when the text is not YAML; duplicate keys and the like are reported and the
/// tree is still returned, so that whoever reads it can report more. More than `nodes_max` values,
/// keys included, are refused.
std::optional<Node> parse_yaml(const SourceText& source, ByteRange range, Diagnostics& diagnostics,
                               int nodes_max = kYamlNodesMax,
                               YamlAliases aliases = YamlAliases::kRefused);

/// What a plain scalar is in the core schema (YAML 1.2.2, 10.3.2).
NodeKind plain_scalar_kind(std::string_view text);

/// "a list", "a number" and so on, for messages.
std::string_view describe(NodeKind kind);

}  // namespace fettle::document
