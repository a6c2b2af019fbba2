#include "core/document/yaml_json.hpp"

#include <gtest/gtest.h>

namespace fettle::document {
namespace {

std::string json_of(std::string text) {
  const SourceText source("a.yaml", std::move(text));
  Diagnostics diagnostics;
  const auto node = parse_yaml(source, {0, source.text().size()}, diagnostics);
  EXPECT_TRUE(node);
  return node ? to_json(*node).text : "";
}

TEST(YamlJson, KeepsKindsAndOrder) {
  EXPECT_EQ(json_of("b: [1, -2, [3], {c: true}]\na: \"1\"\nn: null\ne: {}\nl: []\n"),
            R"({"b":[1,-2,[3],{"c":true}],"a":"1","n":null,"e":{},"l":[]})");
}

TEST(YamlJson, HasNoNumbersThatJsonDoesNotHave) {
  EXPECT_EQ(json_of("[0x1F, +1, 012, 1.5, .inf, True, 99999999999999999999]"),
            R"(["0x1F","+1",12,"1.5",".inf",true,"99999999999999999999"])");
}

}  // namespace
}  // namespace fettle::document
