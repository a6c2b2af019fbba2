#include "core/engine/approved_plan.hpp"

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/described.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"

namespace fettle::engine {
namespace {

constexpr auto kPlan = R"(---
subject: proof
risk_level: low
variables:
  word: {}
  spot:
    per: target
---

# Proof

## Steps

### Step 1: tell

```yaml
type: custom_tool
command: "echo {{ word }} {{ spot }}"
```

### Step 2: tidy

```yaml
type: recipe
recipe: tidy
```
)";

constexpr auto kRecipe = R"(---
slug: tidy
version: "1.0"
risk: high
---

# Tidy

## Script

```sh
echo tidy
```
)";

/// Has something in every field, so that every field can be changed.
ApprovedPlan full() {
  ApprovedPlan frozen;
  frozen.markdown = kPlan;
  frozen.variables = {{"word", "two words"}};
  frozen.strategy.kind = flow::StrategyKind::kRings;
  frozen.strategy.rings = {{"one", 10, std::chrono::minutes(5), true}, {"two", 100}};
  frozen.strategy.max_failures = flow::FailureLimit{5, true};
  frozen.strategy.max_concurrency = 8;
  frozen.strategy.shuffle = 3;
  for (const std::string name : {"web1", "web2"}) {
    fleet::Server server{.name = name, .address = "192.0.2.1", .port = 22, .user = "root"};
    server.identity_file = "key";
    server.proxy_jump = "jump";
    server.role = "web";
    server.site = "north";
    server.os_family = "debian";
    server.tags = {"blue"};
    server.variables = {{"spot", "spot of " + name}};
    server.ssh_options = {"Compression=yes"};
    server.ssh_config_file = "config";
    server.become_user = "app";
    server.become_method = "su";
    server.server_id = "id of " + name;
    frozen.targets.push_back({name, server});
  }
  frozen.recipes = {{"tidy", kRecipe}};
  return frozen;
}

// --- every record that differs from another in one place -----------------------------------------

/// Calls `changed` with each value that differs from `value` in exactly one place, `place` named.
template <class T>
void for_each_change(T& value, const std::string& place,
                     const std::function<void(const std::string& place)>& changed);

template <class T>
void change_and_back(T& value, T other, const std::string& place,
                     const std::function<void(const std::string& place)>& changed) {
  std::swap(value, other);
  changed(place);
  std::swap(value, other);
}

template <class T>
void change_items(std::vector<T>& items, const std::string& place,
                  const std::function<void(const std::string& place)>& changed) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    for_each_change(items[i], place + "[" + std::to_string(i) + "]", changed);
  }
  auto more = items;
  more.emplace_back();
  change_and_back(items, more, place + " with one more", changed);
  auto fewer = items;
  fewer.pop_back();
  change_and_back(items, fewer, place + " with one less", changed);
  if (items.size() < 2) return;
  auto swapped = items;
  std::swap(swapped.front(), swapped.back());
  change_and_back(items, swapped, place + " in another order", changed);
}

void change_map(std::map<std::string, std::string>& map, const std::string& place,
                const std::function<void(const std::string& place)>& changed) {
  for (auto& [name, value] : map) for_each_change(value, place + "." + name, changed);
  auto more = map;
  more["more"] = "value";
  change_and_back(map, more, place + " with one more", changed);
  auto renamed = map;
  auto node = renamed.extract(renamed.begin());
  node.key() += "x";
  renamed.insert(std::move(node));
  change_and_back(map, renamed, place + " with another name", changed);
}

template <class T>
void for_each_change(T& value, const std::string& place,
                     const std::function<void(const std::string& place)>& changed) {
  if constexpr (std::is_same_v<T, std::string>) {
    change_and_back(value, value + "x", place, changed);
    change_and_back(value, std::string(), place + " emptied", changed);
  } else if constexpr (std::is_same_v<T, bool>) {
    change_and_back(value, !value, place, changed);
  } else if constexpr (std::is_integral_v<T>) {
    change_and_back(value, static_cast<T>(value + 1), place, changed);
  } else if constexpr (std::is_enum_v<T>) {
    const auto next =
        (static_cast<int>(value) + 1) %
        static_cast<int>(boost::mp11::mp_size<boost::describe::describe_enumerators<T>>());
    change_and_back(value, static_cast<T>(next), place, changed);
  } else if constexpr (kIsDuration<T>) {
    change_and_back(value, value + T(1), place, changed);
  } else if constexpr (kIsOptional<T>) {
    for_each_change(*value, place, changed);
    change_and_back(value, T(), place + " left out", changed);
  } else if constexpr (std::is_same_v<T, std::map<std::string, std::string>>) {
    change_map(value, place, changed);
  } else if constexpr (boost::describe::has_describe_members<T>::value) {
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
        [&](auto member) {
          for_each_change(value.*member.pointer, place + "." + member.name, changed);
        });
  } else {
    change_items(value, place, changed);
  }
}

TEST(Digest, DiffersWhenAnyFieldOfTheRecordDiffers) {
  auto frozen = full();
  frozen.compiled = "{}";
  const auto before = frozen;
  std::set<std::string> digests{digest(frozen)};
  int changes = 0;
  for_each_change<ApprovedPlan>(frozen, "frozen", [&](const std::string& place) {
    ++changes;
    EXPECT_TRUE(digests.insert(digest(frozen)).second) << place << " makes no difference";
  });
  EXPECT_GT(changes, 90);
  EXPECT_EQ(frozen, before) << "each change was taken back";
}

TEST(Digest, OfEqualRecordsIsEqual) {
  EXPECT_EQ(digest(full()), digest(full()));
  EXPECT_EQ(digest(full()).size(), 64U);
}

TEST(Digest, KeepsTextsApartThatReadTheSameWhenJoined) {
  ApprovedPlan one;
  one.variables = {{"a", "b\",\"c\":\"d"}};
  ApprovedPlan two;
  two.variables = {{"a", "b"}, {"c", "d"}};
  EXPECT_NE(digest(one), digest(two));
}

TEST(Digest, IsThatOfTheBytesThatAreKept) {
  auto frozen = full();
  // Shown, these are escaped; kept, they are what they are.
  frozen.markdown += "\u202E\u200B\u009B\x7F\x1b";
  frozen.variables["hidden"] = "\u202E\x7F";
  const auto variables = to_canonical_json(frozen.variables);
  const auto strategy = to_canonical_json(frozen.strategy);
  const auto recipes = to_canonical_json(frozen.recipes);
  std::vector<std::string> targets;
  for (const auto& target : frozen.targets) targets.push_back(to_canonical_json(target));
  const ApprovedTexts texts{.format = frozen.format,
                            .markdown = frozen.markdown,
                            .variables = variables,
                            .strategy = strategy,
                            .targets = {targets.begin(), targets.end()},
                            .recipes = recipes};
  EXPECT_EQ(digest(texts), digest(frozen));
}

TEST(Digest, OfTheFirstFormatIsWhatItWas) {
  const ApprovedTexts texts{.format = 1,
                            .markdown = "# P\n",
                            .variables = R"({"a":"b"})",
                            .strategy = R"({"kind":"rolling"})",
                            .targets = {"1", "2"},
                            .recipes = "[]"};
  EXPECT_EQ(digest(texts), sha256_hex(R"({"markdown":"# P\n","variables":{"a":"b"},)"
                                      R"("strategy":{"kind":"rolling"},"targets":[1,2],)"
                                      R"("recipes":[]})"));
}

// --- the flow that it stands for -----------------------------------------------------------------

TEST(FlowFor, FillsInTheVariablesOfTheBatchAndOfTheTarget) {
  const auto frozen = full();
  const auto flow = flow_for(frozen, frozen.targets[1]);
  ASSERT_TRUE(flow) << flow.error().message;
  const auto& tool = std::get<flow::CustomTool>(flow->steps[0].body);
  EXPECT_EQ(tool.command.value, "echo 'two words' 'spot of web2'");
}

TEST(FlowFor, ResolvesTheRecipeFromItsFrozenText) {
  const auto frozen = full();
  const auto flow = flow_for(frozen, frozen.targets[0]);
  ASSERT_TRUE(flow) << flow.error().message;
  const auto& recipe = std::get<flow::Recipe>(flow->steps[1].body);
  ASSERT_TRUE(recipe.resolved);
  EXPECT_EQ(recipe.resolved->risk, flow::Risk::kHigh);
  EXPECT_EQ(recipe.resolved->version, "1.0");
}

TEST(FlowFor, TakesTheStrategyOfTheLaunchAndNotOfTheText) {
  const auto frozen = full();
  EXPECT_EQ(flow_for(frozen, frozen.targets[0])->strategy, frozen.strategy);
}

TEST(FlowFor, RefusesATargetWithoutItsVariable) {
  auto frozen = full();
  frozen.targets[0].server.variables.clear();
  const auto flow = flow_for(frozen, frozen.targets[0]);
  ASSERT_FALSE(flow);
  EXPECT_EQ(flow.error().code, ErrorCode::kInvalid);
}

TEST(FlowFor, RefusesARecipeThatWasNotFrozen) {
  auto frozen = full();
  frozen.recipes.clear();
  EXPECT_FALSE(flow_for(frozen, frozen.targets[0]));
}

/// As a launch of this version makes it.
ApprovedPlan compiled() {
  auto frozen = full();
  frozen.compiled = freeze(*read_plan(frozen));
  return frozen;
}

TEST(CompiledPlan, IsReadBackAsItWas) {
  const auto frozen = full();
  const auto read = read_plan(frozen);
  const auto again = read_plan(compiled());
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->flow, read->flow);
  EXPECT_EQ(freeze(*again), freeze(*read));
  EXPECT_EQ(*flow_for(compiled(), frozen.targets[1]), *flow_for(frozen, frozen.targets[1]));
}

// A later version may read the text otherwise. What was approved is what it was understood as.
TEST(CompiledPlan, RunsWhateverItsTextMeansToALaterVersion) {
  auto frozen = compiled();
  frozen.markdown = "no plan at all";
  const auto flow = flow_for(frozen, frozen.targets[1]);
  ASSERT_TRUE(flow) << flow.error().message;
  EXPECT_EQ(std::get<flow::CustomTool>(flow->steps[0].body).command.value,
            "echo 'two words' 'spot of web2'");
}

TEST(CompiledPlan, WithAFieldThatNobodyKnowsIsRefused) {
  auto frozen = compiled();
  frozen.compiled.insert(1, "\"later\":1,");
  const auto plan = read_plan(frozen);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::kInvalid);
}

TEST(CompiledPlan, IsPartOfWhatIsApproved) {
  const auto frozen = compiled();
  auto other = frozen;
  other.compiled.replace(other.compiled.find("echo"), 4, "rm x");
  EXPECT_NE(digest(other), digest(frozen));
  EXPECT_NE(digest(full()), digest(frozen));
}

TEST(FlowFor, ReadsWhatWasApprovedInTheFirstFormatAsItWasThen) {
  ApprovedPlan frozen;
  frozen.format = 1;
  frozen.markdown =
      "---\nsubject: proof\nrisk_level: low\nvariables: {target: {}}\n---\n\n# P\n\n## Steps\n\n"
      "### Step 1: c\n\n```yaml\ntype: custom_tool\ncommand: |\n  false\n  echo {{ target "
      "}}\n```\n";
  frozen.variables = {{"target", "mine"}};
  const auto flow = flow_for(frozen, {"web1", {.name = "web1"}});
  ASSERT_TRUE(flow) << flow.error().message;
  EXPECT_FALSE(flow->scripts.fail_fast);
  EXPECT_EQ(std::get<flow::CustomTool>(flow->steps[0].body).command.value, "false\necho mine\n");
  frozen.format = flow::kFormat;
  EXPECT_FALSE(flow_for(frozen, {"web1", {.name = "web1"}})) << "the name is the target's now";
}

TEST(ApprovedPlan, OfTheFirstFormatIsCarriedOutOnlyWithValuesThatNoRuleOfQuotingTouches) {
  ApprovedPlan plan;
  plan.format = 1;
  plan.markdown =
      "---\nsubject: os\nrisk_level: low\n---\n\n# P\n\n## Steps\n\n### Step 1: go\n\n"
      "```yaml\ntype: custom_tool\ncommand: echo {{ word }}\n```\n";
  plan.variables = {{"word", "nginx-1.2"}};
  const fleet::Target target{"web1", {.name = "web1"}};
  EXPECT_TRUE(flow_for(plan, target));
  plan.variables = {{"word", "a b"}};
  const auto refused = flow_for(plan, target);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_NE(refused.error().message.find("`word`"), std::string::npos);
  plan.format = 2;
  EXPECT_TRUE(flow_for(plan, target));
}

}  // namespace
}  // namespace fettle::engine
