#include "cli/lint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace fettle::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class Lint : public testing::Test {
 protected:
  ~Lint() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) const {
    auto path = folder_ + "/" + name;
    std::ofstream(path) << text;
    return path;
  }

  /// What is said of these files.
  std::string lint_of(const std::vector<std::string>& files, int status = kExitDone) {
    std::ostringstream out;
    EXPECT_EQ(lint({.files = files}, {out, out, false, "tester"}), status) << out.str();
    return out.str();
  }

  std::string plan_with(const std::string& recipe) const {
    return write("plan.md",
                 "---\nsubject: x\nrisk_level: low\n---\n# T\n\n## Steps\n\n### Step 1: a\n"
                 "```yaml\ntype: recipe\nrecipe: " +
                     recipe + "\n```\n");
  }

  std::string recipe(const std::string& script) const {
    return write("recipe.md",
                 "---\nslug: tidy-up\nversion: 1\nrisk: low\n---\n# Tidy up\n\n## Script\n\n"
                 "```sh\n" +
                     script + "\n```\n");
  }

  std::string folder_ = [] {
    auto folder = testing::TempDir() + "fettle_lint_" + std::to_string(::getpid());
    std::filesystem::create_directories(folder);
    return folder;
  }();
};

TEST_F(Lint, WarnsOfARecipeThatNobodyKnowsAndSaysWhichIsNear) {
  EXPECT_THAT(
      lint_of({plan_with("clean-pakage-cache")}),
      AllOf(HasSubstr("warning recipe.unknown: there is no recipe `clean-pakage-cache` in the "
                      "catalogue or among these files"),
            HasSubstr("did you mean `clean-package-cache`?")));
}

TEST_F(Lint, KnowsTheRecipesOfTheCatalogueAndOfTheOtherFiles) {
  EXPECT_THAT(lint_of({plan_with("clean-package-cache")}), IsEmpty());
  EXPECT_THAT(lint_of({plan_with("tidy-up"), recipe("date")}), IsEmpty());
}

TEST_F(Lint, FindsTheHabitsInARecipesScriptToo) {
  EXPECT_THAT(lint_of({recipe("curl -fu admin:hunter22 http://localhost/")}),
              AllOf(HasSubstr("recipe.md:11:16: warning lint.credential"),
                    HasSubstr("take it as a parameter of the type `secret`")));
  EXPECT_THAT(lint_of({recipe("while true; do sleep 1; done")}),
              HasSubstr("warning lint.unbounded-loop"));
  EXPECT_THAT(lint_of({recipe("grep 'while true; do' f")}), IsEmpty());
}

}  // namespace
}  // namespace fettle::cli
