#include "core/flow/locate.hpp"

#include <algorithm>
#include <optional>

namespace fettle::flow {
namespace {

std::optional<Span> find(const SourceText& source, Extent extent, std::string_view part) {
  const auto begin = std::min(extent.begin, source.text().size());
  const auto end = std::clamp(extent.end, begin, source.text().size());
  const auto at = source.text().substr(begin, end - begin).find(part);
  if (part.empty() || at == std::string_view::npos) return std::nullopt;
  return Span{source.position(begin + at), source.position(begin + at + part.size())};
}

}  // namespace

Span locate(const SourceText& source, const FlowText& text, std::string_view part) {
  const Extent value{source.offset(text.span.begin), source.offset(text.span.end)};
  if (const auto found = find(source, value, part)) return *found;
  const Extent around = text.step != nullptr ? text.step->extent : Extent{0, source.text().size()};
  return find(source, around, part).value_or(text.span);
}

}  // namespace fettle::flow
