#include "core/flow/locate.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace fettle::flow {
namespace {

std::optional<Span> find(const SourceText& source, Extent extent, std::string_view part) {
  const auto begin = std::min(extent.begin, source.text().size());
  const auto end = std::clamp(extent.end, begin, source.text().size());
  const auto text = source.text().substr(begin, end - begin);
  // memmem, because find() takes time for the one times the other.
  const auto* const found = static_cast<const char*>(
      part.empty() ? nullptr : memmem(text.data(), text.size(), part.data(), part.size()));
  if (found == nullptr) return std::nullopt;
  const auto at = static_cast<std::size_t>(found - source.text().data());
  return Span{source.position(at), source.position(at + part.size())};
}

}  // namespace

Span locate(const SourceText& source, const FlowText& text, std::string_view part) {
  const Extent value{source.offset(text.span.begin), source.offset(text.span.end)};
  if (const auto found = find(source, value, part)) return *found;
  const Extent around = text.step != nullptr ? text.step->extent : Extent{0, source.text().size()};
  return find(source, around, part).value_or(text.span);
}

}  // namespace fettle::flow
