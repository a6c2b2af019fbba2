#include "core/document/yaml_write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/document/characters.hpp"

namespace fettle::document {
namespace {

constexpr std::size_t kIndent = 2;

// --- scalars ----------------------------------------------------------------------------------

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

/// Sequences of UTF-8 that a YAML reader takes for a line break, a mark or an error: they are
/// only safe as escapes. Each is matched as a prefix and stands for one code point.
struct Escape {
  std::string_view bytes;
  std::string_view written;
};
constexpr std::array<Escape, 5> kSpecial{{{"\xE2\x80\xA8", "\\u2028"},
                                          {"\xE2\x80\xA9", "\\u2029"},
                                          {"\xEF\xBB\xBF", "\\uFEFF"},
                                          {"\xEF\xBF\xBE", "\\uFFFE"},
                                          {"\xEF\xBF\xBF", "\\uFFFF"}}};

bool is_c1_control(std::string_view text) {
  return text.size() >= 2 && text[0] == '\xC2' && static_cast<unsigned char>(text[1]) < 0xA0;
}

const Escape* special(std::string_view text) {
  const auto* const found =
      std::ranges::find_if(kSpecial, [&](const Escape& e) { return text.starts_with(e.bytes); });
  return found == kSpecial.end() ? nullptr : found;
}

bool needs_escape(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.substr(at);
    const bool line_or_tab = rest[0] == '\n' || rest[0] == '\t';
    if ((is_control(rest[0]) && !line_or_tab) || is_c1_control(rest) || special(rest) != nullptr)
      return true;
  }
  return false;
}

bool is_plain_start(char c) {
  return is_name_part(c) || c == '/' || c == '.' || c == '$' || c == '(' || c == '+' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool plain_is_safe(std::string_view text) {
  return !text.empty() && is_plain_start(text[0]) && !is_space(text.back()) && text.back() != ':' &&
         !text.contains(": ") && !text.contains(" #") && !text.starts_with("...") &&
         std::ranges::none_of(text, is_control) && !needs_escape(text) &&
         plain_scalar_kind(text) == NodeKind::kString;
}

/// A literal block keeps every byte but for how it starts and ends; what does not fit is quoted.
bool literal_is_safe(std::string_view text) {
  const bool one_break_at_end_at_most = !text.ends_with("\n\n");
  return text.contains('\n') && !is_space(text[0]) && one_break_at_end_at_most &&
         !needs_escape(text);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.substr(at);
    const char c = rest[0];
    if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (is_control(c)) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned>(c));
    } else if (is_c1_control(rest)) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(rest[1]));
      ++at;
    } else if (const auto* escape = special(rest)) {
      out += escape->written;
      at += escape->bytes.size() - 1;
    } else {
      out += c;
    }
  }
  return out += '"';
}

std::string literal(std::string_view text, std::size_t indent) {
  std::string out = text.ends_with('\n') ? "|" : "|-";
  if (text.ends_with('\n')) text.remove_suffix(1);
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    out += '\n';
    if (end > at) out.append(indent, ' ').append(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string scalar(const Node& node, std::size_t indent) {
  if (node.kind == NodeKind::kNull) return "null";
  if (node.kind != NodeKind::kString) return node.text;
  if (literal_is_safe(node.text)) return literal(node.text, std::max(indent, kIndent));
  return plain_is_safe(node.text) ? node.text : quoted(node.text);
}

std::string key_text(std::string_view key) {
  return plain_is_safe(key) && !key.contains('\n') ? std::string(key) : quoted(key);
}

// --- collections ------------------------------------------------------------------------------

void write(const Node& node, std::size_t indent, std::string& out);

bool is_leaf(const Node& node) {
  return node.items.empty() && node.entries.empty();  // also an empty collection
}

std::string leaf(const Node& node, std::size_t indent) {
  if (node.is_sequence()) return "[]";
  return node.is_mapping() ? "{}" : scalar(node, indent);
}

void write_mapping(const Node& node, std::size_t indent, std::string& out) {
  bool first = true;
  for (const auto& [key, span, value] : node.entries) {
    if (!std::exchange(first, false)) out.append(indent, ' ');
    out += key_text(key) + ':';
    if (is_leaf(value)) {
      out += ' ' + leaf(value, indent + kIndent) + '\n';
    } else {
      out.append("\n").append(indent + kIndent, ' ');
      write(value, indent + kIndent, out);
    }
  }
}

void write_sequence(const Node& node, std::size_t indent, std::string& out) {
  bool first = true;
  for (const auto& item : node.items) {
    if (!std::exchange(first, false)) out.append(indent, ' ');
    out += "- ";
    write(item, indent + kIndent, out);
  }
}

/// Writes from where the cursor stands, which is at column `indent`.
void write(const Node& node, std::size_t indent, std::string& out) {
  if (is_leaf(node)) {
    out += leaf(node, indent) + '\n';
  } else if (node.is_mapping()) {
    write_mapping(node, indent, out);
  } else {
    write_sequence(node, indent, out);
  }
}

Node scalar_node(NodeKind kind, std::string text) {
  Node node;
  node.kind = kind;
  node.text = std::move(text);
  return node;
}

}  // namespace

Node text_node(std::string_view text) { return scalar_node(NodeKind::kString, std::string(text)); }
Node integer_node(std::int64_t value) {
  return scalar_node(NodeKind::kInteger, std::to_string(value));
}
Node bool_node(bool value) { return scalar_node(NodeKind::kBool, value ? "true" : "false"); }

Node sequence_node(std::vector<Node> items) {
  Node node;
  node.kind = NodeKind::kSequence;
  node.items = std::move(items);
  return node;
}

Node mapping_node(std::vector<std::pair<std::string, Node>> entries) {
  Node node;
  node.kind = NodeKind::kMapping;
  for (auto& [key, value] : entries) node.entries.push_back({key, {}, std::move(value)});
  return node;
}

std::string write_yaml(const Node& root) {
  std::string out;
  write(root, 0, out);
  return out;
}

}  // namespace fettle::document
