#include "core/document/placeholder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::document {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names(std::string_view text) {
  std::vector<std::string> names;
  for (const auto& placeholder : find_placeholders(text)) names.emplace_back(placeholder.name);
  return names;
}

TEST(Placeholder, IsAnIdentifierBetweenDoubleBraces) {
  EXPECT_THAT(names("{{ a }} {{b_1}} {{\t_c }}"), ElementsAre("a", "b_1", "_c"));
}

TEST(Placeholder, ForeignTemplatesAreLiteral) {
  EXPECT_THAT(names("{{.Names}} {{ range .Items }} {{ .Values.x | quote }} {{ a b }} {{ 1a }}"),
              IsEmpty());
  EXPECT_THAT(names("{{ a-b }} {{a.b}} {{}} {{ }} { { a } } {{ a } } {{a\n}}"), IsEmpty());
}

TEST(Placeholder, TemplateWordsAreLiteral) {
  EXPECT_THAT(names("{{ end }}{{ else }}{{range}}{{if}}{{with}}{{define}}{{block}}{{template}}"
                    "{{break}}{{continue}}{{ending}}"),
              ElementsAre("ending"));
}

TEST(Placeholder, TripleBracesAreLiteral) {
  EXPECT_THAT(names("{{{ a }}}"), IsEmpty());
  EXPECT_THAT(names("${x:-{{ a }}}"), ElementsAre("a"));
}

TEST(FillPlain, LeavesUnknownNamesAndEverythingElseByteForByte) {
  const std::string value = "{{ b }}";
  const auto lookup = [&](std::string_view name) { return name == "a" ? &value : nullptr; };
  EXPECT_EQ(fill_plain("x {{ a }} {{ b }} {{.c}}", lookup), "x {{ b }} {{ b }} {{.c}}");
}

}  // namespace
}  // namespace fettle::document
