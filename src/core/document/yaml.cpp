#include "core/document/yaml.hpp"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/utf8.hpp"

namespace fettle::document {
namespace {

constexpr std::size_t kEntriesUsual = 6;

/// Turns libyaml's marks into positions. Its own lines and columns are right in ASCII text without
/// carriage returns. Elsewhere it also breaks lines at U+0085, U+2028, U+2029 and CR, so there the
/// code points that it counted are counted again.
class Marks {
 public:
  Marks(const SourceText& source, ByteRange range)
      : text_(slice(source.text(), range)),
        is_plain_(utf8::is_ascii(text_) && !text_.contains('\r')),
        start_{0, 0, source.position(range.begin)},
        here_(start_),
        last_begin_(start_) {}

  std::string_view text() const { return text_; }
  Position start() const { return start_.position; }

  Span span(const yaml_mark_t& begin, const yaml_mark_t& end) {
    const auto first = at(begin);
    last_begin_ = here_;
    return {first, at(end)};
  }

  Position at(const yaml_mark_t& mark) {
    if (!is_plain_) return walk_to(mark.index).position;
    const int column = mark.line == 0 ? start_.position.column : 1;
    return {start_.position.line + static_cast<int>(mark.line),
            column + static_cast<int>(mark.column)};
  }

  /// What is left of the text there.
  std::string_view rest(const yaml_mark_t& mark) {
    return text_.substr(is_plain_ ? mark.index : walk_to(mark.index).byte);
  }

 private:
  struct Place {
    std::size_t index = 0;
    std::size_t byte = 0;
    Position position;
  };

  const Place& walk_to(std::size_t index) {
    if (index < here_.index) here_ = last_begin_;
    if (index < here_.index) here_ = start_;
    while (here_.index < index && here_.byte < text_.size()) step();
    return here_;
  }

  void step() {
    auto& [index, byte, position] = here_;
    const bool line_break = text_[byte] == '\n';
    ++byte;
    while (byte < text_.size() && (static_cast<unsigned char>(text_[byte]) & 0xC0U) == 0x80U) {
      ++byte;
    }
    ++index;
    position =
        line_break ? Position{position.line + 1, 1} : Position{position.line, position.column + 1};
  }

  std::string_view text_;
  bool is_plain_;
  Place start_;
  Place here_;
  Place last_begin_;  // the same event is often asked for again
};

struct Event {
  yaml_event_t value{};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&value); }
};

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

ScalarStyle style_of(yaml_scalar_style_t style) {
  if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE) {
    return ScalarStyle::kBlock;
  }
  return style == YAML_PLAIN_SCALAR_STYLE ? ScalarStyle::kPlain : ScalarStyle::kQuoted;
}

/// What an anchor names, and what it counts as wherever an alias stands for it.
struct Anchored {
  Node value;
  int nodes = 0;
  int height = 0;
  std::size_t bytes = 0;
};

/// Counts `node` into `sum`, which lies `level` levels deep in what is counted.
void measure(const Node& node, int level, Anchored& sum) {
  ++sum.nodes;
  sum.height = std::max(sum.height, level);
  sum.bytes += node.text.size() + sizeof(Node);
  for (const auto& item : node.items) measure(item, level + 1, sum);
  for (const auto& entry : node.entries) {
    ++sum.nodes;
    sum.bytes += entry.key.size();
    measure(entry.value, level + 1, sum);
  }
}

class YamlReader {
 public:
  YamlReader(const SourceText& source, ByteRange range, Diagnostics& diagnostics, int nodes_max,
             YamlAliases aliases)
      : marks_(source, range),
        diagnostics_(diagnostics),
        nodes_max_(nodes_max),
        resolves_(aliases == YamlAliases::kResolved) {
    const auto text = slice(source.text(), range);
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  YamlReader(const YamlReader&) = delete;
  YamlReader& operator=(const YamlReader&) = delete;
  ~YamlReader() { yaml_parser_delete(&parser_); }

  std::optional<Node> read();

 private:
  bool next(Event& event);
  // Each of these fills in what it is given; false means that reading can't go on.
  bool node(const Event& event, int depth, Node& out);
  bool content(const Event& event, int depth, Node& out);
  bool sequence(const Event& event, int depth, Node& out);
  bool mapping(const Event& event, int depth, Node& out);
  bool entry(const Event& key, int depth, Entry& out);
  void scalar(const Event& event, Node& out);
  bool within_limits(Span place, int depth);
  bool alias(const Event& event, int depth, Node& out);
  bool too_much(Span place);
  void merge(Node& mapping);
  void refuse_properties(const yaml_char_t* anchor, const yaml_char_t* tag, Span place);
  void refuse_duplicates(const std::vector<Entry>& entries);
  void report_syntax();
  bool refuse_directives();

  Span span(const Event& event) {
    return marks_.span(event.value.start_mark, event.value.end_mark);
  }

  yaml_parser_t parser_{};
  Marks marks_;
  Diagnostics& diagnostics_;
  int nodes_max_;
  bool resolves_;
  int nodes_ = 0;
  std::size_t alias_bytes_ = 0;
  std::map<std::string, Anchored, std::less<>> anchors_;
};

bool YamlReader::next(Event& event) {
  if (yaml_parser_parse(&parser_, &event.value) != 0) return true;
  report_syntax();
  return false;
}

void YamlReader::report_syntax() {
  // A reader error knows only bytes, which are code points but for text before it.
  const auto place =
      marks_.at(parser_.error == YAML_READER_ERROR ? parser_.mark : parser_.problem_mark);
  auto message = fmt::format("this is not valid YAML: {}",
                             parser_.problem == nullptr ? "unreadable" : parser_.problem);
  if (parser_.context != nullptr) {
    const int line = marks_.at(parser_.context_mark).line;
    message += fmt::format(", {}", parser_.context);
    if (line != place.line) message += fmt::format(" that starts on line {}", line);
  }
  diagnostics_.error("yaml.syntax", {place, place}, std::move(message),
                     "indent with blanks, not tabs; put quotes around a value that holds `: `, "
                     "` #` or begins with a sign such as `{`, `[`, `*`, `&`, `!`, `%` or `@`, or "
                     "write it as a block after `|`");
}

/// libyaml holds each directive against all before it, in one go.
bool YamlReader::refuse_directives() {
  constexpr std::string_view kTag = "%TAG";
  constexpr int kTagsMax = 1000;
  const auto text = marks_.text();
  int count = 0;
  for (auto at = text.find(kTag); at != std::string_view::npos; at = text.find(kTag, at + 1)) {
    if (++count <= kTagsMax) continue;
    diagnostics_.error("yaml.tag", {marks_.start(), marks_.start()},
                       fmt::format("tags (`{}`) are not supported", kTag), "remove these lines");
    return true;
  }
  return false;
}

std::optional<Node> YamlReader::read() {
  if (refuse_directives()) return std::nullopt;
  Node root;
  root.span = {marks_.start(), marks_.start()};
  for (int documents = 0;;) {
    Event event;
    if (!next(event)) return std::nullopt;
    if (event.value.type == YAML_STREAM_END_EVENT) return root;
    if (event.value.type != YAML_DOCUMENT_START_EVENT) continue;
    if (++documents > 1) {
      diagnostics_.error("yaml.documents", span(event), "a block holds one YAML document, not more",
                         "remove this `---` line");
      return std::nullopt;
    }
    Event content;
    if (!next(content) || !node(content, 1, root)) return std::nullopt;
  }
}

std::string anchor_of(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_SCALAR_EVENT:
      return std::string(view(event.data.scalar.anchor));
    case YAML_SEQUENCE_START_EVENT:
      return std::string(view(event.data.sequence_start.anchor));
    case YAML_MAPPING_START_EVENT:
      return std::string(view(event.data.mapping_start.anchor));
    default:
      return {};
  }
}

bool YamlReader::node(const Event& event, int depth, Node& out) {
  if (!content(event, depth, out)) return false;
  if (auto name = anchor_of(event.value); resolves_ && !name.empty()) {
    Anchored anchored;
    measure(out, 0, anchored);
    alias_bytes_ += anchored.bytes;  // the copy that is kept counts as well
    if (alias_bytes_ > kYamlAliasBytesMax) return too_much(out.span);
    anchored.value = out;
    anchors_.insert_or_assign(std::move(name), std::move(anchored));
  }
  return true;
}

bool YamlReader::too_much(Span place) {
  diagnostics_.error("yaml.too-many-values", place,
                     "the aliases of this text stand for more than can be held",
                     "write fewer aliases of large values");
  return false;
}

/// An alias within its own value finds nothing: an anchor is known once its value is complete.
bool YamlReader::alias(const Event& event, int depth, Node& out) {
  const auto name = view(event.value.data.alias.anchor);
  const auto found = anchors_.find(name);
  if (found == anchors_.end()) {
    diagnostics_.error("yaml.alias", out.span,
                       fmt::format("`*{}` stands for no complete value before it", name));
    return false;
  }
  const auto& anchored = found->second;
  const auto place = out.span;
  if (!within_limits(place, depth + anchored.height)) return false;
  nodes_ += anchored.nodes;
  alias_bytes_ += anchored.bytes;
  if (nodes_ > nodes_max_ || alias_bytes_ > kYamlAliasBytesMax) return too_much(place);
  out = anchored.value;
  out.span = place;
  return true;
}

bool YamlReader::content(const Event& event, int depth, Node& out) {
  out.span = span(event);
  if (!within_limits(out.span, depth)) return false;
  switch (event.value.type) {
    case YAML_SCALAR_EVENT:
      scalar(event, out);
      return true;
    case YAML_SEQUENCE_START_EVENT:
      return sequence(event, depth, out);
    case YAML_MAPPING_START_EVENT:
      return mapping(event, depth, out);
    default:
      if (resolves_) return alias(event, depth, out);
      diagnostics_.error("yaml.alias", out.span, "aliases (`*name`) are not supported",
                         "write the value out; put quotes around text that begins with `*`");
      return true;
  }
}

bool YamlReader::within_limits(Span place, int depth) {
  if (depth > kYamlDepthMax) {
    diagnostics_.error("yaml.too-deep", place,
                       fmt::format("nesting is deeper than {} levels", kYamlDepthMax));
    return false;
  }
  if (++nodes_ > nodes_max_) {
    diagnostics_.error("yaml.too-many-values", place,
                       fmt::format("a block holds more than {} values", nodes_max_));
    return false;
  }
  return true;
}

void YamlReader::refuse_properties(const yaml_char_t* anchor, const yaml_char_t* tag, Span place) {
  if (anchor != nullptr && !resolves_) {
    diagnostics_.error("yaml.anchor", place,
                       fmt::format("anchors (`&{}`) are not supported", view(anchor)),
                       "write the value out where it is needed");
  }
  if (tag == nullptr) return;
  const auto name = view(tag);
  if (resolves_ && (name == "!unsafe" || name == "tag:yaml.org,2002:str")) return;
  diagnostics_.error("yaml.tag", place, fmt::format("tags (`{}`) are not supported", name),
                     name == "!vault"
                         ? "give the value in the clear, or leave it out of this file"
                         : "remove the tag; put quotes around text that begins with `!`");
}

void YamlReader::scalar(const Event& event, Node& out) {
  const auto& scalar = event.value.data.scalar;
  out.style = style_of(scalar.style);
  out.text = std::string(reinterpret_cast<const char*>(scalar.value), scalar.length);
  out.kind = out.style == ScalarStyle::kPlain ? plain_scalar_kind(out.text) : NodeKind::kString;
  refuse_properties(scalar.anchor, scalar.tag, out.span);
}

bool YamlReader::sequence(const Event& event, int depth, Node& out) {
  out.kind = NodeKind::kSequence;
  const auto& start = event.value.data.sequence_start;
  refuse_properties(start.anchor, start.tag, out.span);
  for (;;) {
    Event item;
    if (!next(item)) return false;
    if (item.value.type == YAML_SEQUENCE_END_EVENT) return true;
    auto& value = out.items.emplace_back();
    if (!node(item, depth + 1, value)) return false;
    out.span.end = std::max(out.span.end, value.span.end);
  }
}

bool YamlReader::mapping(const Event& event, int depth, Node& out) {
  out.kind = NodeKind::kMapping;
  out.entries.reserve(kEntriesUsual);
  const auto& start = event.value.data.mapping_start;
  refuse_properties(start.anchor, start.tag, out.span);
  for (;;) {
    Event key;
    if (!next(key)) return false;
    if (key.value.type == YAML_MAPPING_END_EVENT) break;
    auto& added = out.entries.emplace_back();
    if (!entry(key, depth, added)) return false;
    out.span.end = std::max(out.span.end, added.value.span.end);
  }
  refuse_duplicates(out.entries);
  if (resolves_) merge(out);
  return true;
}

/// `<<: *name` or `<<: [*a, *b]`: what the mapping doesn't say itself, the first that says it.
void YamlReader::merge(Node& mapping) {
  const auto from = std::ranges::find(mapping.entries, "<<", &Entry::key);
  if (from == mapping.entries.end()) return;
  const Node merged = std::move(from->value);
  mapping.entries.erase(from);
  const auto add = [&](const Node& other) {
    for (const auto& entry : other.entries)
      if (mapping.find(entry.key) == nullptr) mapping.entries.push_back(entry);
  };
  add(merged);
  for (const auto& item : merged.items) add(item);
}

bool YamlReader::entry(const Event& key, int depth, Entry& out) {
  out.key_span = span(key);
  if (key.value.type != YAML_SCALAR_EVENT) {
    const bool placeholder = marks_.rest(key.value.start_mark).starts_with('{');
    diagnostics_.error("yaml.complex-key", out.key_span, "a key must be plain text",
                       placeholder ? "put quotes around a value that begins with `{{`" : "");
    return false;
  }
  if (!within_limits(out.key_span, depth)) return false;
  const auto& name = key.value.data.scalar;
  out.key = std::string(reinterpret_cast<const char*>(name.value), name.length);
  refuse_properties(name.anchor, name.tag, out.key_span);
  Event value;
  return next(value) && node(value, depth + 1, out.value);
}

/// Whether keys may repeat: most mappings are small, and quicker looked through than sorted.
bool may_repeat(const std::vector<Entry>& entries) {
  if (entries.size() > kEntriesUsual) return true;
  for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
    if (std::ranges::find(entries.begin(), entry, entry->key, &Entry::key) != entry) return true;
  }
  return false;
}

void YamlReader::refuse_duplicates(const std::vector<Entry>& entries) {
  if (!may_repeat(entries)) return;
  // Sorted by key and place, so that each repeat stands behind the first of its kind.
  std::vector<const Entry*> sorted;
  sorted.reserve(entries.size());
  for (const auto& entry : entries) sorted.push_back(&entry);
  std::ranges::sort(sorted, {}, [](const Entry* e) { return std::tie(e->key, e->key_span); });
  const Entry* first = nullptr;
  for (const auto* entry : sorted) {
    if (first == nullptr || entry->key != first->key) {
      first = entry;
      continue;
    }
    diagnostics_.error("yaml.duplicate-key", entry->key_span,
                       fmt::format("`{}` is given twice; the first is on line {}", entry->key,
                                   first->key_span.begin.line),
                       "remove one of them");
  }
}

}  // namespace

std::optional<Node> parse_yaml(const SourceText& source, ByteRange range, Diagnostics& diagnostics,
                               int nodes_max, YamlAliases aliases) {
  return YamlReader(source, range, diagnostics, nodes_max, aliases).read();
}

}  // namespace fettle::document
