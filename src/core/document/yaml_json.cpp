#include "core/document/yaml_json.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace fettle::document {
namespace {

void append(const Node& node, std::string& out);

/// YAML also has `+1`, `012` and `0x1F`; what JSON has no number for stays as it is written.
void append_integer(std::string_view text, std::string& out) {
  std::int64_t value = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec == std::errc() && read.ptr == end) {
    out += fmt::format("{}", value);
  } else {
    append_json_string(out, text);
  }
}

void append_items(const Node& sequence, std::string& out) {
  out += '[';
  for (const auto& item : sequence.items) {
    if (out.back() != '[') out += ',';
    append(item, out);
  }
  out += ']';
}

void append_entries(const Node& mapping, std::string& out) {
  out += '{';
  for (const auto& [key, span, value] : mapping.entries) {
    if (out.back() != '{') out += ',';
    append_json_string(out, key);
    out += ':';
    append(value, out);
  }
  out += '}';
}

void append(const Node& node, std::string& out) {
  switch (node.kind) {
    case NodeKind::kNull:
      out += "null";
      return;
    case NodeKind::kBool:
      out += node.text.front() == 't' || node.text.front() == 'T' ? "true" : "false";
      return;
    case NodeKind::kInteger:
      return append_integer(node.text, out);
    case NodeKind::kFloat:
    case NodeKind::kString:
      append_json_string(out, node.text);
      return;
    case NodeKind::kSequence:
      return append_items(node, out);
    case NodeKind::kMapping:
      return append_entries(node, out);
  }
}

}  // namespace

JsonText to_json(const Node& root) {
  JsonText json;
  append(root, json.text);
  json.text = visible_json(std::move(json.text));
  return json;
}

}  // namespace fettle::document
