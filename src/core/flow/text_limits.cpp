#include "core/flow/text_limits.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "core/flow/parse_flow.hpp"

namespace fettle::flow {
namespace {

std::size_t find_lone_return(std::string_view text) {
  auto at = text.find('\r');
  while (at != std::string_view::npos && text.substr(at + 1, 1) == "\n") {
    at = text.find('\r', at + 1);
  }
  return at;
}

bool refuse_at(const SourceText& source, std::size_t offset, Diagnostic diagnostic,
               Diagnostics& diagnostics) {
  if (offset == std::string_view::npos) return false;
  const auto place = source.position(offset);
  diagnostic.span = {place, place};
  diagnostics.add(std::move(diagnostic));
  return true;
}

}  // namespace

bool check_text(const SourceText& source, Diagnostics& diagnostics) {
  const auto text = source.text();
  if (text.size() > kTextBytesMax) {
    diagnostics.error("text.too-large", {}, "the document is larger than 1 MiB");
    return false;
  }
  const auto error = Severity::kError;
  return !refuse_at(source, text.find('\0'),
                    {error, "text.nul", {}, "the document holds a NUL byte", {}}, diagnostics) &&
         !refuse_at(source, utf8::find_invalid(text),
                    {error,
                     "text.not-utf8",
                     {},
                     "the document is not UTF-8 from here on",
                     "save it as UTF-8"},
                    diagnostics) &&
         !refuse_at(source, find_lone_return(text),
                    {error,
                     "text.lone-return",
                     {},
                     "a carriage return stands alone here",
                     "end lines with LF, or with CR LF"},
                    diagnostics);
}

}  // namespace fettle::flow
