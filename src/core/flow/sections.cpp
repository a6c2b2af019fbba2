#include "core/flow/sections.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/document/characters.hpp"

namespace fettle::flow {
namespace {

using document::Block;
using document::ByteRange;
using document::Heading;

const Heading* heading_of(const Block& block, int level_max) {
  const auto* heading = std::get_if<Heading>(&block);
  return heading != nullptr && heading->level <= level_max ? heading : nullptr;
}

std::string prose_of(const SourceText& source, ByteRange range) {
  return std::string(trim_prose(document::slice(source.text(), range)));
}

void refuse_before_title(Span place, Diagnostics& diagnostics) {
  diagnostics.error("plan.text-before-title", place, "text stands before the flow's name",
                    "put the level-1 heading first and this text below it");
}

void refuse_text_before_title(const SourceText& source, ByteRange range, Diagnostics& diagnostics) {
  const auto text = document::slice(source.text(), range);
  const auto blank = text.size() - document::trim_left(text).size();
  if (blank == text.size()) return;
  const auto place = source.position(range.begin + blank);
  refuse_before_title({place, place}, diagnostics);
}

void read_title(const Heading& heading, Sections& out, Diagnostics& diagnostics) {
  if (out.title != Span()) {
    diagnostics.error("plan.second-title", heading.span, "a flow has one level-1 heading, its name",
                      "use level 2 (`##`) for sections and level 3 (`###`) for steps");
    return;
  }
  out.title = heading.span;
  out.name = flow_name(heading.text);
  if (!out.name.empty()) return;
  diagnostics.error("plan.title-missing", heading.span, "the level-1 heading names no flow",
                    "write `# Name of the flow`");
}

void require_title(const SourceText& source, std::size_t begin, const Sections& out,
                   Diagnostics& diagnostics) {
  if (out.title != Span()) return;
  const auto place = source.position(begin);
  diagnostics.error("plan.title-missing", {place, place},
                    "the document has no level-1 heading that names the flow",
                    "write `# Name of the flow` after the front matter");
}

}  // namespace

std::string_view flow_name(std::string_view heading) {
  constexpr std::string_view kPrefix = "maintenance:";
  const bool prefixed = document::same_word(heading.substr(0, kPrefix.size()), kPrefix);
  return prefixed ? document::trim(heading.substr(kPrefix.size())) : heading;
}

std::string_view trim_prose(std::string_view text) {
  for (;;) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos || !document::trim(text.substr(0, end)).empty()) break;
    text.remove_prefix(end + 1);
  }
  return document::trim_right(text);
}

Sections read_sections(const SourceText& source, std::size_t begin, Diagnostics& diagnostics) {
  Sections out;
  out.blocks = document::read_outline(source, begin);
  auto description_begin = begin;
  const auto end_body = [&](std::size_t end, const Block* next) {
    if (!out.sections.empty()) {
      auto& section = out.sections.back();
      section.body.end = end;
      section.blocks = {section.blocks.data(), next};
    } else if (out.title == Span()) {
      refuse_text_before_title(source, {begin, end}, diagnostics);
    } else {
      out.description = prose_of(source, {description_begin, end});
    }
  };
  for (const auto& block : out.blocks) {
    const auto* heading = heading_of(block, 2);
    if (heading == nullptr) continue;
    if (heading->level == 1 && out.title != Span()) {
      read_title(*heading, out, diagnostics);
      continue;
    }
    end_body(heading->range.begin, &block);
    if (heading->level == 1) {
      if (!out.sections.empty()) refuse_before_title(out.sections[0].heading.span, diagnostics);
      read_title(*heading, out, diagnostics);
      description_begin = heading->range.end;
    } else {
      const ByteRange body{heading->range.end, source.text().size()};
      out.sections.push_back({*heading, body, {&block + 1, &block + 1}});
    }
  }
  end_body(source.text().size(), out.blocks.data() + out.blocks.size());
  require_title(source, begin, out, diagnostics);
  return out;
}

}  // namespace fettle::flow
