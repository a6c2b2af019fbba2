// What lint says of shell text that is not what it seems, through parse_flow(), with its places.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "core/flow/bind.hpp"
#include "core/flow/lint_bash.hpp"
#include "core/flow/lint_code.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/shell_samples.hpp"

namespace fettle::flow {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string plan(std::string_view block) {
  return fmt::format(
      "---\nsubject: x\nrisk_level: low\n---\n# T\n\n## Steps\n\n### Step 1: a\n```yaml\n{}\n```\n",
      block);
}

/// `line:column code` of each problem; the block begins at line 11.
std::vector<std::string> problems_of(std::string_view block) {
  const auto text = plan(block);
  const SourceText source("plan.md", text);
  std::vector<std::string> problems;
  for (const auto& problem : parse_flow(source).diagnostics) {
    const auto at = problem.span.begin;
    problems.push_back(fmt::format("{}:{} {}", at.line, at.column, problem.code));
  }
  return problems;
}

std::vector<std::string> bashisms_of(std::string_view script) {
  std::vector<std::string> found;
  for (const auto& bashism : find_bashisms(script)) found.push_back(bashism.what);
  return found;
}

TEST(HiddenCharacter, InShellTextIsAnErrorAtItsEscape) {
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: \"touch x #\\recho hello\""),
              ElementsAre("12:20 shell.hidden-character"));
  EXPECT_THAT(problems_of("type: validate\nchecks:\n  - \"test -d /\\e]0;x\\a\""),
              ElementsAre("13:15 shell.hidden-character", "13:21 shell.hidden-character"));
}

TEST(HiddenCharacter, IsFoundInEveryStyleOfScalar) {
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: touch\u202Ex"),
              ElementsAre("12:15 shell.hidden-character"));
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: 'it''s\u200Bx'"),
              ElementsAre("12:16 shell.hidden-character"));
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: |\n  date\n    touch\u2066x"),
              ElementsAre("14:10 shell.hidden-character"));
  EXPECT_THAT(problems_of("type: wait_until\ntimeout_seconds: 9\ncondition: \"\\u200etest\""),
              ElementsAre("13:13 shell.hidden-character"));
}

TEST(HiddenCharacter, LettersOfEveryScriptStay) {
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: echo 'größe שלום 日本 ⚠️' > '/srv/Übung'"),
              IsEmpty());
}

TEST(HiddenCharacter, OfAValueIsRefusedWhereItReachesTheShell) {
  const auto text = plan("type: custom_tool\ncommand: echo {{ word }}");
  const auto flow = parse_flow(SourceText("plan.md", text)).flow;
  ASSERT_TRUE(flow);
  const auto bound = bind(*flow, {{"word", "a\u202Eb"}}, {});
  ASSERT_FALSE(bound);
  EXPECT_THAT(bound.error().message, HasSubstr("U+202E RIGHT-TO-LEFT OVERRIDE"));
  EXPECT_TRUE(bind(*flow, {{"word", "größe"}}, {}));
}

TEST(LookAlike, IsWarnedOfOutsideQuotesOnly) {
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: systemctl\u00A0restart nginx"),
              ElementsAre("12:19 lint.look-alike"));
  EXPECT_THAT(
      problems_of("type: custom_tool\ncommand: rm \u2013f \u201Cx\u201D"),
      ElementsAre("12:13 lint.look-alike", "12:16 lint.look-alike", "12:18 lint.look-alike"));
  EXPECT_THAT(
      problems_of("type: custom_tool\ncommand: echo 'it\u2019s \u2013 done\u00A0!' # \u2019"),
      IsEmpty());
}

TEST(Escape, OfAPathInDoubleQuotesIsWarnedOf) {
  EXPECT_THAT(problems_of("type: task\nexpected_outcome: \"see C:\\temp\\\\x\""),
              ElementsAre("12:26 lint.escape"));
  EXPECT_THAT(problems_of("type: task\nexpected_outcome: 'see C:\\temp'"), IsEmpty());
}

TEST(FoldedBlock, ThatJoinsAScriptIsWarnedOf) {
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: >-\n  set -e\n  cp a b\n  cp b c"),
              ElementsAre("14:3 lint.folded-script"));
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: >\n  mytool a\n  mytool b"),
              ElementsAre("14:3 lint.folded-script"));
}

TEST(FoldedBlock, OfOneLongCommandIsFine) {
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: >-\n  rsync -a\n  --delete\n  /a/ host:/b/"),
              IsEmpty());
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: >-\n  apt-get install -y\n  curl\n  git"),
              IsEmpty());
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: >-\n  cd /srv &&\n  cp a b"), IsEmpty());
}

TEST(Comment, ThatCutsACommandIsWarnedOf) {
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: sed -i 's/ #.*//' /etc/x"),
              ElementsAre("12:21 lint.yaml-comment"));
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: date # as it was"), IsEmpty());
}

TEST(Template, StatementOfJinjaIsWarnedOf) {
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: dnf upgrade {% if x %}-y{% endif %}"),
              ElementsAre("12:22 lint.template"));
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: printf '{%s}' x; date '+{%Y%}'"), IsEmpty());
}

TEST(Reboot, WithAConditionIsNoneToWaitFor) {
  EXPECT_THAT(problems_of("type: custom_tool\nexpect_reboot: true\ncommand: systemctl reboot"),
              IsEmpty());
  EXPECT_THAT(problems_of("type: custom_tool\nexpect_reboot: true\ncommand: test -f /x && reboot"),
              ElementsAre("13:10 lint.reboot"));
}

TEST(Bashisms, AreFoundOutsideQuotes) {
  EXPECT_THAT(bashisms_of("[[ a == b ]] && source /x"), ElementsAre("`[[`", "`source`"));
  EXPECT_THAT(bashisms_of("a=(1 2); echo ${a[0]}"), ElementsAre("an array"));
  EXPECT_THAT(bashisms_of("echo \"${x//a/b}\" ${y^^} ${z:1:2} ${!n}"),
              ElementsAre("`${x/a/b}`", "`${x^^}` or `${x,,}`", "`${x:from:size}`", "`${!name}`"));
  EXPECT_THAT(bashisms_of("diff <(a) <(b); cat <<< x; a &> f; a |& b; a >& f"),
              ElementsAre("a process substitution", "`<<<`", "`&>`", "`|&`", "`>&file`"));
  EXPECT_THAT(bashisms_of("cp x{,.bak}; echo {1..3} $'a\\n'"),
              ElementsAre("a brace expansion", "`$'...'`"));
  EXPECT_THAT(bashisms_of("echo -e x; read -p y z; local -a q; [ a == b ]; set -o pipefail"),
              ElementsAre("this option of `echo`", "this option of `read`",
                          "this option of `local`", "`==` in a test", "`set -o pipefail`"));
  EXPECT_THAT(bashisms_of("function f { :; }\n((i++)); echo $RANDOM"),
              ElementsAre("`function`", "`((...))`", "a variable that bash alone sets"));
}

TEST(Bashisms, WhatPosixHasIsNone) {
  EXPECT_THAT(bashisms_of("f() { [ \"$1\" = b ] && . /x; }; echo ${x#a} ${y:-b} $((1 << 2))"),
              IsEmpty());
  EXPECT_THAT(bashisms_of("bash -c '[[ a == b ]]'; awk '{print $1,$2}' x; find . -exec ls {} +"),
              IsEmpty());
  EXPECT_THAT(bashisms_of("cat <<EOF\n[[ x ]] source {a,b}\nEOF\nread -r x; echo 2>&1 >&2"),
              IsEmpty());
  EXPECT_THAT(bashisms_of("tr -d [[:space:]]; git show HEAD@{1}; echo # $'x'"), IsEmpty());
}

TEST(Bashisms, AreFineWhereTheStepSaysBash) {
  EXPECT_THAT(problems_of("type: custom_tool\nshell: bash\ncommand: '[[ a == b ]]'"), IsEmpty());
  EXPECT_THAT(problems_of("type: custom_tool\ncommand: '[[ a = b ]]'"),
              ElementsAre("12:11 lint.bashism"));
}

TEST(MaskQuoted, LeavesTheCode) {
  EXPECT_EQ(mask_quoted("a 'b' \"c$(d)e\" \\f # g"),
            "a \x01\x01\x01 \x01\x01$(d)\x01\x01 \x01\x01    ");
  EXPECT_EQ(mask_quoted("cat <<E; x\nbody\nE\ny"), "cat <<E; x\n      \ny");
  EXPECT_EQ(mask_quoted("echo $((1<<2)) y"), "echo $((1<<2)) y");
}

TEST(EndsOpen, WhereAQuoteIsNotClosed) {
  EXPECT_TRUE(ends_open("sed 's/"));
  EXPECT_TRUE(ends_open("echo \"$(date"));
  EXPECT_FALSE(ends_open("echo 'a' \"b\" $(c) ; case x in a) ;; esac"));
}

TEST(ReadRefusal, KnowsTheWordsOfTheShells) {
  const auto dash = read_refusal("sh: 3: Syntax error: \"fi\" unexpected\n");
  EXPECT_EQ(dash.line, 3);
  EXPECT_EQ(dash.message, "Syntax error: \"fi\" unexpected");
  const auto bash = read_refusal("bash: line 2: syntax error near unexpected token `fi'\nmore\n");
  EXPECT_EQ(bash.line, 2);
  EXPECT_EQ(bash.message, "syntax error near unexpected token `fi'");
  EXPECT_EQ(read_refusal("sh: syntax error: bad\n").line, 1);
}

TEST(SyntaxProblem, PointsIntoThePlan) {
  const auto text = plan("type: custom_tool\ncommand: |\n  date\n  if true; do\n    x\n  fi");
  const SourceText source("plan.md", text);
  const auto flow = parse_flow(source).flow;
  ASSERT_TRUE(flow);
  const auto samples = shell_samples(*flow);
  ASSERT_EQ(samples.size(), 1U);
  const auto problem =
      syntax_problem(source, samples[0], {2, "Syntax error: \"do\" unexpected"}, Severity::kError);
  EXPECT_EQ(problem.span.begin, (Position{14, 12}));
}

TEST(ShellSamples, HoldNoPlaceholderAndNoPlainCommand) {
  const auto text = plan("type: validate\nchecks:\n  - nginx -t\n  - test {{ n }} -gt '{{ n }}'");
  const auto flow = parse_flow(SourceText("plan.md", text)).flow;
  ASSERT_TRUE(flow);
  const auto samples = shell_samples(*flow);
  ASSERT_EQ(samples.size(), 1U);
  EXPECT_EQ(samples[0].script, "test 1 -gt '1'");
}

}  // namespace
}  // namespace fettle::flow
