// That every document of the catalogue is one that Fettle takes without a word, is what the
// specification promises, and holds only shell text that every POSIX shell can read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdio.h>

#include <algorithm>
#include <string>

#include "core/flow/parse_flow.hpp"
#include "tests/catalogue/documents.hpp"
#include "tests/catalogue/sandbox.hpp"

namespace fettle::catalogue {
namespace {

using flow::FlowType;
using flow::Risk;
using flow::StrategyKind;

/// Values for the variables that have no default.
flow::Values sample_values(const flow::Flow& flow) {
  flow::Values values;
  for (const flow::Variable& variable : flow.variables) {
    if (variable.required) values[variable.name.value] = "sample";
  }
  return values;
}

/// What `shell -n` says about a script; empty when it can be read.
std::string syntax_problem(const std::string& shell, const std::string& script) {
  const Sandbox sandbox("");
  sandbox.write("text", script);
  const std::string file = sandbox.path("text").string();
  FILE* pipe = popen((shell + " -n '" + file + "' 2>&1").c_str(), "r");
  std::string said;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) said.push_back(static_cast<char>(c));
  const int status = pclose(pipe);
  return status == 0 ? "" : shell + ": " + said + "\n" + script;
}

class EveryFlow : public testing::TestWithParam<std::filesystem::path> {};
class EveryRecipe : public testing::TestWithParam<std::filesystem::path> {};

std::string test_name(const testing::TestParamInfo<std::filesystem::path>& test) {
  std::string name = test.param.stem().string();
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryFlow, testing::ValuesIn(documents("flows")), test_name);
INSTANTIATE_TEST_SUITE_P(Catalogue, EveryRecipe, testing::ValuesIn(documents("recipes")),
                         test_name);

TEST_P(EveryFlow, IsReadWithoutAnErrorOrAWarning) {
  const std::string text = read(GetParam());
  const SourceText source(GetParam().filename().string(), text);
  EXPECT_EQ(source.show(flow::parse_flow(source).diagnostics), "");
}

TEST_P(EveryRecipe, IsReadWithoutAnErrorOrAWarning) {
  const std::string text = read(GetParam());
  const SourceText source(GetParam().filename().string(), text);
  EXPECT_EQ(source.show(flow::parse_recipe(source).diagnostics), "");
}

TEST_P(EveryRecipe, IsNamedAfterItsFile) {
  EXPECT_NE(recipe_catalogue().find(GetParam().stem().string()), nullptr);
}

TEST_P(EveryFlow, BindsAndFindsItsRecipes) {
  const flow::Flow flow = read_flow(GetParam().stem().string());
  EXPECT_NO_THROW(ready(flow, sample_values(flow)));
}

TEST_P(EveryFlow, HoldsOnlyTextThatEveryShellCanRead) {
  const flow::Flow flow = read_flow(GetParam().stem().string());
  const flow::Flow bound = ready(flow, sample_values(flow));
  for (const auto& steps : {bound.steps, bound.rollback}) {
    for (const std::string& script : scripts(steps)) {
      for (const char* shell : {"dash", "bash", "busybox sh"}) {
        EXPECT_EQ(syntax_problem(shell, script), "");
      }
    }
  }
}

TEST_P(EveryFlow, TellsWhoeverWatchesWhatItIsFor) {
  EXPECT_FALSE(read_flow(GetParam().stem().string()).description.empty());
}

TEST(EveryRecipe, IsUsedByAFlow) {
  std::vector<std::string> used;
  for (const auto& file : documents("flows")) {
    for (const flow::Step& step : read_flow(file.stem().string()).steps) {
      const auto* recipe = std::get_if<flow::Recipe>(&step.body);
      if (recipe != nullptr) used.push_back(recipe->slug.value);
    }
  }
  const flow::RecipeCatalogue book = recipe_catalogue();
  for (const std::string_view slug : book.slugs()) EXPECT_THAT(used, testing::Contains(slug));
}

// --- the seven plans --------------------------------------------------------------------------

struct Promise {
  const char* file;
  const char* name;
  Risk risk;
  StrategyKind strategy;
  const char* subject;
};
void PrintTo(const Promise& promise, std::ostream* out) { *out << promise.file; }

class TheSevenPlans : public testing::TestWithParam<Promise> {};

INSTANTIATE_TEST_SUITE_P(
    Catalogue, TheSevenPlans,
    testing::Values(Promise{"monthly-security-patches", "Monthly Security Patches", Risk::kMedium,
                            StrategyKind::kRolling, "os"},
                    Promise{"kernel-patch-rings", "Kernel Patch - Rings with Reboot", Risk::kHigh,
                            StrategyKind::kRings, "kernel"},
                    Promise{"disk-cleanup-cycle", "Disk Cleanup Cycle", Risk::kLow,
                            StrategyKind::kParallel, "os"},
                    Promise{"tls-certificate-renewal", "TLS Certificate Renewal", Risk::kLow,
                            StrategyKind::kParallelBatched, "tls"},
                    Promise{"nginx-config-deployment", "Nginx Config Deployment", Risk::kMedium,
                            StrategyKind::kRolling, "nginx"},
                    Promise{"mysql-minor-upgrade", "MySQL Minor Version Upgrade", Risk::kHigh,
                            StrategyKind::kRolling, "mysql"},
                    Promise{"install-software", "Install Software", Risk::kMedium,
                            StrategyKind::kRolling, "os"}),
    [](const auto& test) {
      std::string name = test.param.file;
      std::ranges::replace(name, '-', '_');
      return name;
    });

TEST_P(TheSevenPlans, AreWhatIsPromised) {
  const flow::Flow flow = read_flow(GetParam().file);
  EXPECT_EQ(flow.type, FlowType::kMaintenance);
  EXPECT_EQ(flow.name, GetParam().name);
  EXPECT_EQ(flow.risk, GetParam().risk);
  EXPECT_EQ(flow.strategy.kind, GetParam().strategy);
  EXPECT_EQ(flow.subject, GetParam().subject);
}

TEST_P(TheSevenPlans, CheckBeforeTheyChangeAndLookAfterwards) {
  const flow::Flow flow = read_flow(GetParam().file);
  EXPECT_EQ(flow::type_name(flow.steps.front()), "validate");
  EXPECT_EQ(flow::type_name(flow.steps.back()), "validate");
}

TEST_P(TheSevenPlans, LetNothingChangeUnapprovedButWhatARuleNames) {
  const flow::Flow flow = read_flow(GetParam().file);
  for (const flow::Step& step : flow.steps) {
    if (flow::effect(step) != flow::Effect::kChange) continue;
    EXPECT_TRUE(!step.requires_approval || step.requires_approval->value) << step.title;
  }
  for (const auto& rule : flow.auto_approve_rules) EXPECT_TRUE(rule.value.recipe_slug.has_value());
}

TEST(InstallSoftware, NeedsNothingButThePackagesName) {
  const flow::Flow flow = read_flow("install-software");
  EXPECT_NO_THROW(ready(flow, {{"package_name", "nginx"}}));
  EXPECT_FALSE(flow::bind(flow, {}, {}).has_value());
}

// `lib.x-` would remove a package and `lib*` install a hundred.
TEST(InstallSoftware, RefusesANameThatAptWouldTakeForSomethingElse) {
  const flow::Flow flow = read_flow("install-software");
  for (const char* name : {"nginx-", "lib*", "-y", "nginx curl", "x; reboot", "nginx=1.0"}) {
    EXPECT_FALSE(flow::bind(flow, {{"package_name", name}}, {}).has_value()) << name;
  }
}

TEST(KernelPatch, ExactlyTheRebootExpectsOne) {
  std::vector<std::string> rebooting;
  for (const flow::Step& step : read_flow("kernel-patch-rings").steps) {
    if (step.expect_reboot) rebooting.push_back(step.title);
  }
  EXPECT_THAT(rebooting, testing::ElementsAre("Reboot"));
}

}  // namespace
}  // namespace fettle::catalogue
