#include "core/flow/locate.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace fettle::flow {
namespace {

std::optional<Span> find(const SourceText& source, Extent extent, std::string_view part,
                         std::size_t before) {
  const auto begin = std::min(extent.begin, source.text().size());
  const auto end = std::clamp(extent.end, begin, source.text().size());
  auto text = source.text().substr(begin, end - begin);
  std::optional<Span> last;
  for (std::size_t i = 0; i <= before && !part.empty(); ++i) {
    // memmem, because find() takes time for the one times the other.
    const auto* const found =
        static_cast<const char*>(memmem(text.data(), text.size(), part.data(), part.size()));
    if (found == nullptr) break;
    const auto at = static_cast<std::size_t>(found - source.text().data());
    last = Span{source.position(at), source.position(at + part.size())};
    text = source.text().substr(at + part.size(), end - at - part.size());
  }
  return last;
}

}  // namespace

Span locate(const SourceText& source, const FlowText& text, std::string_view part,
            std::size_t before) {
  const Extent value{source.offset(text.span.begin), source.offset(text.span.end)};
  if (const auto found = find(source, value, part, before)) return *found;
  const Extent around = text.step != nullptr ? text.step->extent : Extent{0, source.text().size()};
  return find(source, around, part, before).value_or(text.span);
}

}  // namespace fettle::flow
