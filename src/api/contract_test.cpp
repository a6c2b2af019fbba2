#include "api/contract.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <set>

#include "api/routes/all.hpp"
#include "base/json.hpp"

namespace fettle::api {
namespace {

using ::testing::HasSubstr;
namespace json = boost::json;

constexpr std::array<std::string_view, 5> kMethods{"get", "put", "post", "patch", "delete"};

std::string upper(std::string_view method) {
  std::string letters(method);
  std::ranges::transform(letters, letters.begin(),
                         [](char letter) { return static_cast<char>(letter - 'a' + 'A'); });
  return letters;
}

/// `operation METHOD pattern`, as a route has it too.
struct Operation {
  std::string name;
  json::object body;
  bool is_route = true;  ///< below /api/v1
};

std::vector<Operation> operations() {
  std::vector<Operation> all;
  const auto document = parse_own_json(contract_json());
  for (const auto& path : document.at("paths").as_object()) {
    for (const auto method : kMethods) {
      const auto* found = path.value().as_object().if_contains(method);
      if (found == nullptr) continue;
      const auto& body = found->as_object();
      const auto* id = body.if_contains("operationId");
      all.push_back({(id == nullptr ? "?" : std::string(id->as_string())) + " " + upper(method) +
                         " " + std::string(path.key()),
                     body, !path.value().as_object().contains("servers")});
    }
  }
  return all;
}

TEST(Contract, EveryOperationHasARouteAndTheReverse) {
  std::set<std::string> described;
  for (const auto& operation : operations()) {
    if (operation.is_route) described.insert(operation.name);
  }
  std::set<std::string> routed;
  for (const auto& route : all_routes()) {
    routed.insert(std::string(route.operation) + " " + std::string(route.method) + " " +
                  std::string(route.pattern));
  }
  EXPECT_EQ(described, routed);
}

TEST(Contract, OperationsAreNamedOnce) {
  std::set<json::string> names;
  for (const auto& operation : operations()) {
    EXPECT_TRUE(names.insert(operation.body.at("operationId").as_string()).second)
        << operation.name;
  }
}

TEST(Contract, EveryOperationHasASummaryAndOneTag) {
  for (const auto& operation : operations()) {
    EXPECT_TRUE(operation.body.contains("summary")) << operation.name;
    const auto* tags = operation.body.if_contains("tags");
    EXPECT_TRUE(tags != nullptr && tags->as_array().size() == 1) << operation.name;
  }
}

/// Bodies without an example, of what is sent or answered.
bool lacks_example(const json::value& described) {
  const auto* content = described.as_object().if_contains("content");
  return content != nullptr && std::ranges::any_of(content->as_object(), [](const auto& one) {
           const auto& body = one.value().as_object();
           return !body.contains("example") && !body.contains("examples");
         });
}

TEST(Contract, EveryBodyHasAnExample) {
  for (const auto& operation : operations()) {
    if (const auto* body = operation.body.if_contains("requestBody")) {
      EXPECT_FALSE(lacks_example(*body)) << operation.name;
    }
    for (const auto& answer : operation.body.at("responses").as_object()) {
      EXPECT_FALSE(lacks_example(answer.value())) << operation.name << " " << answer.key();
    }
  }
}

/// Of the body that the operation takes as JSON.
std::vector<json::value> body_examples(const Operation& operation) {
  const auto* body = operation.body.if_contains("requestBody");
  if (body == nullptr) return {};
  const auto* content = body->at("content").as_object().if_contains("application/json");
  if (content == nullptr) return {};
  const auto& described = content->as_object();
  if (const auto* one = described.if_contains("example")) return {*one};
  std::vector<json::value> examples;
  for (const auto& one : described.at("examples").as_object()) {
    examples.push_back(one.value().at("value"));
  }
  return examples;
}

TEST(Contract, EveryRouteTakesTheBodiesOfItsExamples) {
  const auto described = operations();
  for (const auto& route : all_routes()) {
    const auto operation = std::ranges::find_if(described, [&](const auto& one) {
      return one.name.starts_with(std::string(route.operation) + " ");
    });
    ASSERT_NE(operation, described.end()) << route.operation;
    const auto examples = body_examples(*operation);
    EXPECT_EQ(route.body != nullptr, !examples.empty()) << route.operation;
    for (const auto& example : examples) {
      if (route.body == nullptr) continue;
      const auto read = route.body(
          {.headers = {{"Content-Type", "application/json"}}, .body = json::serialize(example)});
      EXPECT_TRUE(read) << route.operation << ": " << read.error().message;
    }
  }
}

TEST(Contract, EveryRouteTellsItsErrors) {
  for (const auto& operation : operations()) {
    if (!operation.is_route) continue;
    EXPECT_TRUE(std::ranges::any_of(
        operation.body.at("responses").as_object(),
        [](const auto& one) { return one.key() == "default" || one.key().starts_with('4'); }))
        << operation.name;
  }
}

constexpr EmbeddedFile kRoot{"openapi.yaml", "openapi: 3.1.0\npaths: {}\n"};

TEST(MergedContract, HasThePathsAndComponentsOfAllParts) {
  const std::array parts{kRoot,
                         EmbeddedFile{"a.yaml", "paths: {/a: {}}\ncomponents: {schemas: {A: {}}}"},
                         EmbeddedFile{"b.yaml", "paths: {/b: {}}\ncomponents: {schemas: {B: {}}}"}};
  EXPECT_EQ(
      merge_contract(parts),
      R"({"openapi":"3.1.0","paths":{"/a":{},"/b":{}},"components":{"schemas":{"A":{},"B":{}}}})");
}

TEST(MergedContract, RefusesWhatTwoPartsName) {
  const std::array parts{kRoot, EmbeddedFile{"a.yaml", "paths: {/a: {}}"},
                         EmbeddedFile{"b.yaml", "paths: {/a: {}}"}};
  const auto merged = merge_contract(parts);
  ASSERT_FALSE(merged);
  EXPECT_THAT(merged.error().message, HasSubstr("contract/b.yaml"));
}

TEST(MergedContract, RefusesPartsWithMore) {
  const std::array parts{kRoot, EmbeddedFile{"a.yaml", "info: {}"}};
  EXPECT_FALSE(merge_contract(parts));
  const std::array broken{kRoot, EmbeddedFile{"a.yaml", "paths: ["}};
  EXPECT_FALSE(merge_contract(broken));
}

}  // namespace
}  // namespace fettle::api
