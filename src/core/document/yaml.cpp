#include "core/document/yaml.hpp"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/utf8.hpp"

namespace fettle::document {
namespace {

constexpr std::size_t kEntriesUsual = 6;

/// Turns libyaml's marks, which count code points from the start of what it was fed, into
/// positions. Its own lines are not used: it also breaks lines at U+0085, U+2028 and U+2029.
class Marks {
 public:
  Marks(const SourceText& source, ByteRange range)
      : text_(slice(source.text(), range)),
        start_{0, 0, source.position(range.begin)},
        here_(start_),
        last_begin_(start_) {}

  Span span(std::size_t begin, std::size_t end) {
    const auto first = at(begin);
    last_begin_ = here_;
    return {first, at(end)};
  }

  Position at(std::size_t index) {
    if (index < here_.index) here_ = last_begin_;
    if (index < here_.index) here_ = start_;
    while (here_.index < index && here_.byte < text_.size()) step();
    return here_.position;
  }

  /// What is left of the text at the place that was last asked for.
  std::string_view rest() const { return text_.substr(here_.byte); }

 private:
  struct Place {
    std::size_t index = 0;
    std::size_t byte = 0;
    Position position;
  };

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

class YamlReader {
 public:
  YamlReader(const SourceText& source, ByteRange range, Diagnostics& diagnostics)
      : marks_(source, range), begin_(source.position(range.begin)), diagnostics_(diagnostics) {
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
  std::optional<Node> node(Event& event, int depth);
  std::optional<Node> sequence(const Event& event, Span place, int depth);
  std::optional<Node> mapping(const Event& event, Span place, int depth);
  std::optional<Entry> entry(Event& key, int depth);
  Node scalar(const Event& event, Span place);
  bool within_limits(Span place, int depth);
  void refuse_properties(const yaml_char_t* anchor, const yaml_char_t* tag, Span place);
  void refuse_duplicates(const std::vector<Entry>& entries);
  void report_syntax();

  Span span(const Event& event) {
    return marks_.span(event.value.start_mark.index, event.value.end_mark.index);
  }

  yaml_parser_t parser_{};
  Marks marks_;
  Position begin_;
  Diagnostics& diagnostics_;
  int nodes_ = 0;
};

bool YamlReader::next(Event& event) {
  if (yaml_parser_parse(&parser_, &event.value) != 0) return true;
  report_syntax();
  return false;
}

void YamlReader::report_syntax() {
  // A reader error knows only bytes, which are code points but for text before it.
  const auto index =
      parser_.error == YAML_READER_ERROR ? parser_.mark.index : parser_.problem_mark.index;
  const auto place = marks_.at(index);
  auto message = fmt::format("this is not valid YAML: {}",
                             parser_.problem == nullptr ? "unreadable" : parser_.problem);
  if (parser_.context != nullptr) {
    const int line = marks_.at(parser_.context_mark.index).line;
    message += fmt::format(", {}", parser_.context);
    if (line != place.line) message += fmt::format(" that starts on line {}", line);
  }
  diagnostics_.error("yaml.syntax", {place, place}, std::move(message),
                     "indent with blanks, not tabs; put quotes around a value that holds `: `, "
                     "` #` or begins with a sign such as `{`, `[`, `*`, `&`, `!`, `%` or `@`, or "
                     "write it as a block after `|`");
}

std::optional<Node> YamlReader::read() {
  Node root;
  root.span = {begin_, begin_};
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
    if (!next(content)) return std::nullopt;
    auto read = node(content, 1);
    if (!read) return std::nullopt;
    root = std::move(*read);
  }
}

std::optional<Node> YamlReader::node(Event& event, int depth) {
  const auto place = span(event);
  if (!within_limits(place, depth)) return std::nullopt;
  switch (event.value.type) {
    case YAML_SCALAR_EVENT:
      return scalar(event, place);
    case YAML_SEQUENCE_START_EVENT:
      return sequence(event, place, depth);
    case YAML_MAPPING_START_EVENT:
      return mapping(event, place, depth);
    default: {
      diagnostics_.error("yaml.alias", place, "aliases (`*name`) are not supported",
                         "write the value out; put quotes around text that begins with `*`");
      Node missing;
      missing.span = place;
      return missing;
    }
  }
}

bool YamlReader::within_limits(Span place, int depth) {
  if (depth > kYamlDepthMax) {
    diagnostics_.error("yaml.too-deep", place,
                       fmt::format("nesting is deeper than {} levels", kYamlDepthMax));
    return false;
  }
  if (++nodes_ > kYamlNodesMax) {
    diagnostics_.error("yaml.too-many-values", place,
                       fmt::format("a block holds more than {} values", kYamlNodesMax));
    return false;
  }
  return true;
}

void YamlReader::refuse_properties(const yaml_char_t* anchor, const yaml_char_t* tag, Span place) {
  if (anchor != nullptr) {
    diagnostics_.error("yaml.anchor", place,
                       fmt::format("anchors (`&{}`) are not supported", view(anchor)),
                       "write the value out where it is needed");
  }
  if (tag != nullptr) {
    diagnostics_.error("yaml.tag", place, fmt::format("tags (`{}`) are not supported", view(tag)),
                       "remove the tag; put quotes around text that begins with `!`");
  }
}

Node YamlReader::scalar(const Event& event, Span place) {
  const auto& scalar = event.value.data.scalar;
  Node node;
  node.style = style_of(scalar.style);
  node.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
  node.kind = node.style == ScalarStyle::kPlain ? plain_scalar_kind(node.text) : NodeKind::kString;
  node.span = place;
  refuse_properties(scalar.anchor, scalar.tag, place);
  return node;
}

std::optional<Node> YamlReader::sequence(const Event& event, Span place, int depth) {
  Node node;
  node.kind = NodeKind::kSequence;
  node.span = place;
  const auto& start = event.value.data.sequence_start;
  refuse_properties(start.anchor, start.tag, node.span);
  for (;;) {
    Event item;
    if (!next(item)) return std::nullopt;
    if (item.value.type == YAML_SEQUENCE_END_EVENT) return node;
    auto value = this->node(item, depth + 1);
    if (!value) return std::nullopt;
    node.span.end = std::max(node.span.end, value->span.end);
    node.items.push_back(std::move(*value));
  }
}

std::optional<Node> YamlReader::mapping(const Event& event, Span place, int depth) {
  Node node;
  node.kind = NodeKind::kMapping;
  node.span = place;
  node.entries.reserve(kEntriesUsual);
  const auto& start = event.value.data.mapping_start;
  refuse_properties(start.anchor, start.tag, node.span);
  for (;;) {
    Event key;
    if (!next(key)) return std::nullopt;
    if (key.value.type == YAML_MAPPING_END_EVENT) break;
    auto entry = this->entry(key, depth);
    if (!entry) return std::nullopt;
    node.span.end = std::max(node.span.end, entry->value.span.end);
    node.entries.push_back(std::move(*entry));
  }
  refuse_duplicates(node.entries);
  return node;
}

std::optional<Entry> YamlReader::entry(Event& key, int depth) {
  const auto place = span(key);
  if (key.value.type != YAML_SCALAR_EVENT) {
    marks_.at(key.value.start_mark.index);
    const bool placeholder = marks_.rest().starts_with('{');
    diagnostics_.error("yaml.complex-key", place, "a key must be plain text",
                       placeholder ? "put quotes around a value that begins with `{{`" : "");
    return std::nullopt;
  }
  if (!within_limits(place, depth)) return std::nullopt;
  auto name = scalar(key, place);
  Event event;
  if (!next(event)) return std::nullopt;
  auto value = node(event, depth + 1);
  if (!value) return std::nullopt;
  return Entry{std::move(name.text), place, std::move(*value)};
}

void YamlReader::refuse_duplicates(const std::vector<Entry>& entries) {
  // Sorted by key and place, so that each repeat stands behind the first of its kind.
  std::vector<const Entry*> sorted;
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

std::optional<Node> parse_yaml(const SourceText& source, ByteRange range,
                               Diagnostics& diagnostics) {
  return YamlReader(source, range, diagnostics).read();
}

}  // namespace fettle::document
