// What the program writes for shells and for man(1), read by the real shells and by mandoc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fleet/sandbox.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::run;
using fleet_test::Sandbox;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The completion for `shell`, written to a file of the sandbox.
std::string completion_file(Sandbox& sandbox, const std::string& shell) {
  const auto written = run({FETTLE_BINARY, "completion", shell});
  EXPECT_EQ(written.exit_status, 0) << written.output;
  const auto file = sandbox.file("fettle." + shell);
  fleet_test::write_file(file, written.output);
  return file;
}

std::string bash_offers(const std::string& words) {
  Sandbox sandbox;
  const auto file = completion_file(sandbox, "bash");
  const auto script = ". " + file + "; COMP_WORDS=(fettle " + words +
                      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _fettle; echo \"${COMPREPLY[@]}\"";
  const auto result = run({"bash", "-c", script});
  EXPECT_EQ(result.exit_status, 0) << result.output;
  return result.output;
}

TEST(Completion, BashOffersCommandsOptionsAndCommandsOfCommands) {
  EXPECT_EQ(bash_offers("re"), "resume restore\n");
  EXPECT_EQ(bash_offers("plan s"), "show\n");
  EXPECT_THAT(bash_offers("run patch.md --"),
              AllOf(HasSubstr("--target"), HasSubstr("--dry-run"), Not(HasSubstr("--describe"))));
  EXPECT_EQ(bash_offers("plan show --l"), "--limit --local\n");
  EXPECT_EQ(bash_offers("run --target web1 pat"), "\n") << "files are offered by bash itself";
}

TEST(Completion, FishOffersTheSame) {
  Sandbox sandbox;
  const auto file = completion_file(sandbox, "fish");
  const auto offers = [&](const std::string& words) {
    return run({"fish", "--no-config", "-c",
                "source " + file + "; complete -C 'fettle " + words + "'"})
        .output;
  };
  EXPECT_THAT(offers("re"), HasSubstr("resume\t"));
  EXPECT_THAT(offers("plan "), HasSubstr("show\t"));
  EXPECT_THAT(offers("run --dry"), HasSubstr("--dry-run\t"));
  EXPECT_THAT(offers("cron --"), AllOf(HasSubstr("--describe\t"), Not(HasSubstr("--dry-run"))));
}

TEST(Completion, ZshTakesItsScript) {
  Sandbox sandbox;
  const auto file = completion_file(sandbox, "zsh");
  const auto result = run({"zsh", "-f", "-c",
                           "autoload -U compinit; compinit -D -u; source " + file +
                               "; print $_comps[fettle]; whence -w _fettle_plan_show"});
  EXPECT_EQ(result.output, "_fettle\n_fettle_plan_show: function\n");
}

TEST(ManPage, IsFlawlessAndNamesEveryCommand) {
  Sandbox sandbox;
  const auto page = run({FETTLE_BINARY, "man"});
  const auto file = sandbox.file("fettle.1");
  fleet_test::write_file(file, page.output);
  EXPECT_EQ(run({"mandoc", "-T", "lint", "-W", "warning", file}).output, "");
  const auto shown = run({"mandoc", "-T", "ascii", file}).output;
  for (const auto* command : {"run", "resume", "lint", "plan show", "cron", "demo", "completion"}) {
    EXPECT_THAT(page.output, HasSubstr(std::string(".Ss \"fettle ") + command));
  }
  EXPECT_THAT(shown, HasSubstr("Exit status: 0 all completed"));
}

TEST(Usage, AnUnknownCommandIsNamedWithTheNearestOne) {
  const auto result = run({FETTLE_BINARY, "resum"});
  EXPECT_EQ(result.exit_status, 2);
  EXPECT_THAT(result.output, HasSubstr("there is no command `resum`; did you mean `resume`?"));
  EXPECT_THAT(run({FETTLE_BINARY, "plan", "look"}).output,
              HasSubstr("fettle plan: there is no command `look`; use `show`"));
}

TEST(Usage, WhereACommandIsMissingTheHelpIsShown) {
  const auto whole = run({FETTLE_BINARY});
  EXPECT_EQ(whole.exit_status, 2);
  EXPECT_THAT(whole.output, AllOf(HasSubstr("Usage: fettle [OPTIONS]"), HasSubstr("  resume  ")));
  const auto plan = run({FETTLE_BINARY, "plan"});
  EXPECT_EQ(plan.exit_status, 2);
  EXPECT_THAT(plan.output, AllOf(HasSubstr("Usage: fettle plan [OPTIONS]"), HasSubstr("  show  ")));
}

TEST(Usage, AWrongOptionNamesTheHelpOfItsCommand) {
  const auto result = run({FETTLE_BINARY, "cron", "--zone", "UTC", "@daily"});
  EXPECT_EQ(result.exit_status, 2);
  EXPECT_THAT(result.output, AllOf(HasSubstr("--zone"), HasSubstr("`fettle cron --help`")));
}

}  // namespace
}  // namespace fettle::e2e
