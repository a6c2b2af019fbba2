#include "core/document/yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/document/yaml_write.hpp"

namespace fettle::document {
namespace {

using testing::HasSubstr;

struct Parsed {
  std::string text;
  SourceText source;
  Diagnostics diagnostics;
  std::optional<Node> node;

  explicit Parsed(std::string t, std::size_t begin = 0)
      : text(std::move(t)), source("test.yaml", text) {
    node = parse_yaml(source, {begin, text.size()}, diagnostics);
  }
  const Node& at(std::string_view key) const { return node->find(key)->value; }
  std::string code() const { return diagnostics.empty() ? "" : diagnostics.list().front().code; }
};

TEST(Yaml, ScalarsFollowTheCoreSchemaOfVersion12) {
  const Parsed yaml("a: no\nb: 012\nc: true\nd: ~\ne: 1.5\nf: 0x1F\ng: \"true\"\nh:\ni: 1_000\n");
  EXPECT_EQ(yaml.at("a").kind, NodeKind::kString);
  EXPECT_EQ(yaml.at("b").kind, NodeKind::kInteger);
  EXPECT_EQ(yaml.at("b").text, "012");
  EXPECT_EQ(yaml.at("c").kind, NodeKind::kBool);
  EXPECT_TRUE(yaml.at("d").is_null());
  EXPECT_EQ(yaml.at("e").kind, NodeKind::kFloat);
  EXPECT_EQ(yaml.at("f").kind, NodeKind::kInteger);
  EXPECT_EQ(yaml.at("g").kind, NodeKind::kString);
  EXPECT_TRUE(yaml.at("h").is_null());
  EXPECT_EQ(yaml.at("i").kind, NodeKind::kString);
}

TEST(Yaml, SpansAreThoseOfTheWholeFile) {
  const Parsed yaml("# title\n```yaml\nkey: value\n", 16);
  const auto& entry = yaml.node->entries.front();
  EXPECT_EQ(entry.key_span, (Span{{3, 1}, {3, 4}}));
  EXPECT_EQ(entry.value.span, (Span{{3, 6}, {3, 11}}));
}

TEST(Yaml, ColumnsCountCodePoints) {
  const Parsed yaml("Größe: 日本\nb: x\n");
  EXPECT_EQ(yaml.at("Größe").span, (Span{{1, 8}, {1, 10}}));
  EXPECT_EQ(yaml.at("b").span, (Span{{2, 4}, {2, 5}}));
}

TEST(Yaml, UnicodeLineSeparatorsDoNotShiftLines) {
  const Parsed yaml("a: \"x\xE2\x80\xA8y\"\nb: z\n");
  EXPECT_EQ(yaml.at("b").span, (Span{{2, 4}, {2, 5}}));
}

TEST(Yaml, WindowsLineBreaksDoNotShiftColumns) {
  const Parsed yaml("a: 1\r\nb: 2\r\n");
  EXPECT_EQ(yaml.at("b").span, (Span{{2, 4}, {2, 5}}));
  EXPECT_EQ(yaml.at("b").text, "2");
}

TEST(Yaml, NothingIsNull) {
  EXPECT_TRUE(Parsed("").node->is_null());
  EXPECT_TRUE(Parsed("# only a comment\n").node->is_null());
}

TEST(Yaml, DuplicateKeyNamesTheLineOfTheFirst) {
  const Parsed yaml("a: 1\nb: 2\na: 3\n");
  ASSERT_EQ(yaml.diagnostics.list().size(), 1U);
  EXPECT_EQ(yaml.code(), "yaml.duplicate-key");
  EXPECT_EQ(yaml.diagnostics.list()[0].span, (Span{{3, 1}, {3, 2}}));
  EXPECT_THAT(yaml.diagnostics.list()[0].message, HasSubstr("line 1"));
}

TEST(Yaml, AliasesAnchorsAndTagsAreRefused) {
  EXPECT_EQ(Parsed("a: &x 1\n").code(), "yaml.anchor");
  EXPECT_EQ(Parsed("a: *x\n").code(), "yaml.alias");
  EXPECT_EQ(Parsed("a: !!str 1\n").code(), "yaml.tag");
  EXPECT_EQ(Parsed("a: ! x\n").code(), "yaml.tag");
}

TEST(Yaml, SecondDocumentIsRefused) {
  EXPECT_EQ(Parsed("a: 1\n---\nb: 2\n").code(), "yaml.documents");
}

TEST(Yaml, UnquotedPlaceholderGetsAHint) {
  const Parsed yaml("a: {{ name }}\n");
  EXPECT_EQ(yaml.code(), "yaml.complex-key");
  EXPECT_THAT(yaml.diagnostics.list()[0].hint, HasSubstr("quotes"));
}

TEST(Yaml, SyntaxErrorNamesItsLineAndWhereTheBlockBegan) {
  const Parsed yaml("a: 1\nb: x: y\n");
  EXPECT_FALSE(yaml.node);
  EXPECT_EQ(yaml.code(), "yaml.syntax");
  EXPECT_EQ(yaml.diagnostics.list()[0].span.begin, (Position{2, 5}));
}

TEST(Yaml, DepthIsBoundedAtOnce) {
  EXPECT_FALSE(Parsed(std::string(60, '[') + std::string(60, ']')).node == std::nullopt);
  EXPECT_EQ(Parsed(std::string(65, '[') + std::string(65, ']')).code(), "yaml.too-deep");
  EXPECT_EQ(Parsed(std::string(500'000, '[')).code(), "yaml.too-deep");
}

TEST(Yaml, NumberOfValuesIsBounded) {
  std::string text = "[a";
  for (int i = 0; i < kYamlNodesMax; ++i) text += ",a";
  EXPECT_EQ(Parsed(text + "]").code(), "yaml.too-many-values");
}

TEST(Yaml, DirectivesAreBounded) {
  const auto directives = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "%TAG !" + std::to_string(i) + "! a\n";
    return text + "---\na: b\n";
  };
  EXPECT_EQ(Parsed(directives(1000)).code(), "");
  EXPECT_EQ(Parsed(directives(1001)).code(), "yaml.tag");
}

TEST(Yaml, ControlCharacterIsRefused) { EXPECT_EQ(Parsed("a: \x01\n").code(), "yaml.syntax"); }

bool same(const Node& a, const Node& b) {
  return a.kind == b.kind && a.text == b.text && std::ranges::equal(a.items, b.items, same) &&
         std::ranges::equal(a.entries, b.entries, [](const Entry& x, const Entry& y) {
           return x.key == y.key && same(x.value, y.value);
         });
}

class WrittenText : public testing::TestWithParam<std::string_view> {};

TEST_P(WrittenText, ReadsBackAsItWas) {
  const auto node = mapping_node({{"key", text_node(GetParam())},
                                  {"list", sequence_node({text_node(GetParam())})},
                                  {std::string(GetParam()) + "k", integer_node(-3)}});
  const Parsed yaml(write_yaml(node));
  ASSERT_TRUE(yaml.node) << yaml.text << yaml.source.show(yaml.diagnostics.list().front());
  EXPECT_TRUE(same(*yaml.node, node)) << yaml.text;
  EXPECT_TRUE(yaml.diagnostics.empty()) << yaml.text;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, WrittenText,
    testing::Values("", " ", "plain", "true", "null", "12", "~", "- x", "a: b", "a #b", "#", "'",
                    "\"", "\\", "{{ x }}", "[a]", "*a", "&a", "!a", "%a", "@a", "a:", " lead",
                    "trail ", "two\nlines", "two\nlines\n", "two\nlines\n\n", "\n", "\nlead",
                    "  indented\nfirst", "a\n  b\n\n c\n", "tab\there", "a\n\tb", "trail \nblank",
                    "a\r\nb", "bell\a", "\x7F", "Größe", "\xE2\x80\xA8", "a\nb\xE2\x80\xA8",
                    "\xC2\x85", "\xEF\xBB\xBF", "\xF0\x9F\x98\x80", "---", "...", "--- a\n...\n",
                    "a\n---\nb", "echo \"$x\" | sed 's/a/b/'", "|", ">", "? a", "x\n#not a comment",
                    "a\n \nb", "a\n   \n", "0x10", "1e3", ".inf", "=", "<<", "a, b", "a]"));

}  // namespace
}  // namespace fettle::document
