// The outline of a markdown text: its headings and fenced blocks, with the bytes that they are,
// so that prose is the exact source and an edit replaces nothing else. The only user of
// cmark-gfm, and of its block structure alone: inline markup is never parsed. Front matter is
// cut off before (front_matter.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "base/source_text.hpp"
#include "base/span.hpp"
#include "core/document/byte_range.hpp"

namespace fettle::document {

/// A heading at the top level of the document.
struct Heading {
  int level = 1;
  std::string text;  ///< as written, without the marks that make it a heading
  Span span;         ///< of the heading's first line
  ByteRange range;   ///< whole lines, with an underline where it has one
};

/// A fenced block, wherever it stands.
struct Fence {
  std::string info;        ///< after the opening marks: `yaml`, `sh title="x"`
  bool top_level = true;   ///< false inside a list or a quote; only `span` and `info` count then
  bool closed = true;      ///< false where the text ends first
  std::size_t indent = 0;  ///< columns before the opening marks
  Span span;               ///< of the opening line
  ByteRange range;         ///< whole lines, both fences included
  ByteRange content;       ///< the lines between the fences
};

using Block = std::variant<Heading, Fence>;

/// Headings and fenced blocks of the text from byte `begin` on, in order.
std::vector<Block> read_outline(const SourceText& source, std::size_t begin);

/// First word of the info string in lower case: `yaml`.
std::string language(const Fence& fence);

/// What a top-level block says: its lines with LF, less the fence's own indent.
std::string content(const SourceText& source, const Fence& fence);

}  // namespace fettle::document
