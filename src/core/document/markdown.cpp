#include "core/document/markdown.hpp"

// parser.h, because the finished tree is not needed: the blocks are complete once the last line
// has been fed, and finishing would parse inline markup, which takes most of the time and is
// quadratic for some hostile inputs.
#include <cmark-gfm.h>
#include <cmark-gfm/parser.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "core/document/characters.hpp"

namespace fettle::document {
namespace {

constexpr std::size_t kBlocksUsual = 64;

struct ParserFree {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
using Parser = std::unique_ptr<cmark_parser, ParserFree>;

Span line_span(const SourceText& source, int line) {
  const auto text = source.line(line);
  const auto indent = text.size() - trim_left(text).size();
  const auto begin = static_cast<int>(indent) + 1;
  return {{line, begin}, {line, begin + static_cast<int>(utf8::length(trim(text)))}};
}

ByteRange line_range(const SourceText& source, int first, int after) {
  return {source.line_start(first), source.line_start(after)};
}

// --- headings ---------------------------------------------------------------------------------

/// `## Title ##` without its marks (CommonMark 4.2).
std::string_view atx_text(std::string_view line) {
  auto text = trim(line);
  text.remove_prefix(std::min(text.find_first_not_of('#'), text.size()));
  text = trim(text);
  const auto last = text.find_last_not_of('#');
  if (last == std::string_view::npos) return "";
  if (last + 1 < text.size() && is_blank(text[last])) text = trim(text.substr(0, last));
  return text;
}

bool is_underline(std::string_view line) {
  const auto text = trim(line);
  return !text.empty() && (text[0] == '=' || text[0] == '-') &&
         text.find_first_not_of(text[0]) == std::string_view::npos;
}

Heading read_heading(const SourceText& source, int level, int line) {
  Heading heading{level, {}, line_span(source, line), {}};
  const auto first = trim_left(source.line(line));
  const auto marks = std::min(first.find_first_not_of('#'), first.size());
  if (marks > 0 && marks <= 6 && (marks == first.size() || is_space(first[marks]))) {
    heading.text = atx_text(first);
    heading.range = line_range(source, line, line + 1);
    return heading;
  }
  int after = line;
  while (after <= source.line_count() && (after == line || !is_underline(source.line(after)))) {
    if (!heading.text.empty()) heading.text += ' ';
    heading.text += trim(source.line(after++));
  }
  heading.range = line_range(source, line, after + 1);
  return heading;
}

// --- fenced blocks ----------------------------------------------------------------------------

/// Where the marks of a fence stand in the line that opens it, and what follows them.
struct FenceMarks {
  std::size_t indent = 0;
  std::string_view info;
};

std::optional<FenceMarks> fence_marks(std::string_view line) {
  const auto start = std::min(line.find("```"), line.find("~~~"));
  if (start == std::string_view::npos) return std::nullopt;
  const auto end = std::min(line.find_first_not_of(line[start], start), line.size());
  return FenceMarks{start, trim(line.substr(end))};
}

/// Ends where the parser saw its last line: at the closing marks, or nowhere.
std::optional<Fence> read_fence(const SourceText& source, int line, int last, bool top_level) {
  const auto marks = fence_marks(source.line(line));
  if (!marks) return std::nullopt;  // an indented block
  Fence fence{std::string(marks->info), top_level, last > line, marks->indent,
              line_span(source, line),  {},        {}};
  if (!top_level) return fence;
  if (!fence.closed) last = source.line_count() + 1;
  fence.content = line_range(source, line + 1, last);
  fence.range = line_range(source, line, last + 1);
  return fence;
}

// --- the walk ---------------------------------------------------------------------------------

bool is_container(cmark_node* node) {
  const auto type = cmark_node_get_type(node);
  return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
}

/// The next block in document order, without a stack: nesting is as deep as the text says.
cmark_node* next_block(cmark_node* node, cmark_node* root) {
  if (is_container(node) && cmark_node_first_child(node) != nullptr) {
    return cmark_node_first_child(node);
  }
  while (node != root && cmark_node_next(node) == nullptr) node = cmark_node_parent(node);
  return node == root ? nullptr : cmark_node_next(node);
}

}  // namespace

std::vector<Block> read_outline(const SourceText& source, std::size_t begin) {
  const auto body = source.text().substr(std::min(begin, source.text().size()));
  const int line_before = source.position(begin).line - 1;
  const Parser parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  cmark_parser_feed(parser.get(), body.data(), body.size());
  cmark_parser_feed(parser.get(), "\n", 1);

  std::vector<Block> blocks;
  blocks.reserve(kBlocksUsual);
  auto* root = parser->root;
  for (auto* node = cmark_node_first_child(root); node != nullptr; node = next_block(node, root)) {
    const bool top_level = cmark_node_parent(node) == root;
    const int line = line_before + cmark_node_get_start_line(node);
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING && top_level) {
      blocks.emplace_back(read_heading(source, cmark_node_get_heading_level(node), line));
    } else if (type == CMARK_NODE_CODE_BLOCK && node->as.code.fenced != 0) {
      const int last = line_before + cmark_node_get_end_line(node);
      if (auto fence = read_fence(source, line, last, top_level))
        blocks.emplace_back(std::move(*fence));
    }
  }
  return blocks;
}

std::string language(const Fence& fence) {
  const auto end = std::ranges::find_first_of(fence.info, std::string_view(" \t{,"));
  std::string word(fence.info.begin(), end);
  std::ranges::transform(word, word.begin(), to_lower);
  return word;
}

std::string content(const SourceText& source, const Fence& fence) {
  std::string text;
  const int first = source.position(fence.content.begin).line;
  for (int line = first; source.line_start(line) < fence.content.end; ++line) {
    auto row = source.line(line);
    const auto blanks = std::min(row.find_first_not_of(' '), row.size());
    row.remove_prefix(std::min(blanks, fence.indent));
    text.append(row).push_back('\n');
  }
  return text;
}

}  // namespace fettle::document
