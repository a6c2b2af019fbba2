#include "core/document/shell.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace fettle::document {
namespace {

/// `script` with `{{ x }}` as `value`, or "refused".
std::string fill(std::string_view script, const std::string& value) {
  const auto filled =
      fill_shell(script, [&](std::string_view name) { return name == "x" ? &value : nullptr; });
  return filled.value_or("refused");
}

TEST(ShellQuote, LeavesSafeWordsBare) {
  EXPECT_EQ(shell_quote("nginx"), "nginx");
  EXPECT_EQ(shell_quote("/etc/nginx-1.2_a:b@c+d%e"), "/etc/nginx-1.2_a:b@c+d%e");
}

TEST(ShellQuote, QuotesEverythingElse) {
  EXPECT_EQ(shell_quote(""), "''");
  EXPECT_EQ(shell_quote("x; reboot"), "'x; reboot'");
  EXPECT_EQ(shell_quote("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_quote("~"), "'~'");
  EXPECT_EQ(shell_quote("A=b"), "'A=b'");
  EXPECT_EQ(shell_quote("done"), "'done'");
}

TEST(FillShell, QuotesABareValueOnlyIfItNeedsTo) {
  EXPECT_EQ(fill("apt-get install -y {{ x }}", "nginx"), "apt-get install -y nginx");
  EXPECT_EQ(fill("apt-get install -y {{ x }}", "x; reboot"), "apt-get install -y 'x; reboot'");
}

TEST(FillShell, EscapesForTheQuotesAround) {
  EXPECT_EQ(fill("echo '{{ x }}'", "a'b"), "echo 'a'\\''b'");
  EXPECT_EQ(fill("echo \"{{ x }}\"", "a$(b)`c`\"d\\"), "echo \"a\\$(b)\\`c\\`\\\"d\\\\\"");
}

TEST(FillShell, QuotesInsideACommandSubstitutionStartAnew) {
  EXPECT_EQ(fill("echo \"$(cat {{ x }})\"", "a b"), "echo \"$(cat 'a b')\"");
  EXPECT_EQ(fill("echo \"$(cat \"{{ x }}\")\"", "a\"b"), "echo \"$(cat \"a\\\"b\")\"");
}

TEST(FillShell, PatternsOfCaseDoNotCloseASubstitution) {
  EXPECT_EQ(
      fill("x=$(case a in a) echo 'b' ;; (c) : ;; esac; echo '{{ x }}') ; echo {{ x }}", "a b"),
      "x=$(case a in a) echo 'b' ;; (c) : ;; esac; echo 'a b') ; echo 'a b'");
}

TEST(FillShell, QuoteInACommentOpensNothing) {
  EXPECT_EQ(fill("# it's\necho {{ x }}", "a b"), "# it's\necho 'a b'");
  EXPECT_EQ(fill("echo a#it\\'s {{ x }}", "a b"), "echo a#it\\'s 'a b'");
}

TEST(FillShell, LineBreakInACommentIsRefused) {
  EXPECT_EQ(fill("true # {{ x }}", "a b"), "true # a b");
  EXPECT_EQ(fill("true # {{ x }}", "a\nreboot"), "refused");
}

TEST(FillShell, HereDocumentCannotBeEndedByAValue) {
  EXPECT_EQ(fill("cat <<EOF\n{{ x }}\nEOF\n", "a$b"), "cat <<EOF\na\\$b\nEOF\n");
  EXPECT_EQ(fill("cat <<'EOF'\n{{ x }}\nEOF\n", "a$b"), "cat <<'EOF'\na$b\nEOF\n");
  EXPECT_EQ(fill("cat <<EOF\n{{ x }}\nEOF\n", "EOF"), "refused");
  EXPECT_EQ(fill("cat <<EOF\na {{ x }}\nEOF\n", "b\nEOF\nreboot"), "refused");
  EXPECT_EQ(fill("cat <<-EOF\n\t{{ x }}\n\tEOF\n", "EOF"), "refused");
  EXPECT_EQ(fill("cat <<EOF\nEO{{ x }}\nEOF\n", "F"), "refused");
}

TEST(FillShell, TextAfterAHereDocumentIsBareAgain) {
  EXPECT_EQ(fill("cat <<EOF\nit's\nEOF\necho {{ x }}", "a b"), "cat <<EOF\nit's\nEOF\necho 'a b'");
}

TEST(FillShell, ArithmeticTakesWholeNumbersOnly) {
  EXPECT_EQ(fill("echo $(( {{ x }} * 2 ))", "21"), "echo $(( 21 * 2 ))");
  EXPECT_EQ(fill("echo $((1 - {{ x }}))", "-2"), "echo $((1 - (-2)))");
  EXPECT_EQ(fill("echo $(( {{ x }} ))", "a[$(reboot)]"), "refused");
  EXPECT_EQ(fill("(( {{ x }} ))", "a[$(reboot)]"), "refused");
  EXPECT_EQ(fill("echo $[ {{ x }} ]", "a[$(reboot)]"), "refused");
}

TEST(FillShell, ParameterExpansionsAndBackticksTakeSimpleValues) {
  EXPECT_EQ(fill("echo ${a:-{{ x }}}", "b-1.2"), "echo ${a:-b-1.2}");
  EXPECT_EQ(fill("echo ${a:-{{ x }}}", "}; reboot"), "refused");
  EXPECT_EQ(fill("echo `echo {{ x }}`", "nginx"), "echo `echo nginx`");
  EXPECT_EQ(fill("echo `echo {{ x }}`", "a b"), "refused");
}

TEST(FillShell, ASecondShellReadsSimpleValuesOnly) {
  EXPECT_EQ(fill("sh -c 'apt-get install {{ x }}'", "nginx"), "sh -c 'apt-get install nginx'");
  EXPECT_EQ(fill("sh -c 'apt-get install {{ x }}'", "x; reboot"), "refused");
  EXPECT_EQ(fill("sudo bash -ec \"echo {{ x }}\"", "$(reboot)"), "refused");
  EXPECT_EQ(fill("eval echo {{ x }}", "$(reboot)"), "refused");
  EXPECT_EQ(fill("ssh host echo {{ x }}", "$(reboot)"), "refused");
  EXPECT_EQ(fill("echo 'echo {{ x }}' | sudo sh", "$(reboot)"), "refused");
  EXPECT_EQ(fill("sh <<EOF\necho {{ x }}\nEOF\n", "$(reboot)"), "refused");
  EXPECT_EQ(fill("sh script.sh {{ x }}", "a b"), "sh script.sh 'a b'");
  EXPECT_EQ(fill("sh -c true; echo {{ x }}", "a b"), "sh -c true; echo 'a b'");
}

TEST(FillShell, ValueDirectlyAfterADollarOrABackslashIsRefused) {
  EXPECT_EQ(fill("echo ${{ x }}", "HOME"), "refused");
  EXPECT_EQ(fill("echo \"${{ x }}\"", "HOME"), "refused");
  EXPECT_EQ(fill("echo \\{{ x }}", "a"), "refused");
  EXPECT_EQ(fill("echo $'{{ x }}'", "a"), "refused");
  EXPECT_EQ(fill("cat <<{{ x }}\na\nb\n", "a"), "refused");
}

TEST(FillShell, ValueDoesNotLengthenTheNameOfAVariable) {
  EXPECT_EQ(fill("echo $HOME{{ x }}", "_DIR"), "echo $HOME'_DIR'");
  EXPECT_EQ(fill("echo \"$HOME{{ x }}\"", "_DIR"), "echo \"$HOME\"\"_DIR\"");
  EXPECT_EQ(fill("cat <<EOF\n$HOME{{ x }}\nEOF\n", "_DIR"), "refused");
}

TEST(FillShell, DigitsBeforeARedirectionStayAnArgument) {
  EXPECT_EQ(fill("echo {{ x }}>file", "2"), "echo '2'>file");
}

TEST(FillShell, ControlCharactersAndBrokenUtf8AreRefused) {
  EXPECT_EQ(fill("echo {{ x }}", std::string("a\0b", 3)), "refused");
  EXPECT_EQ(fill("echo {{ x }}", "a\x1B[2Jb"), "refused");
  EXPECT_EQ(fill("echo {{ x }}", "a\xFF"), "refused");
}

TEST(FillShell, UnknownNamesStayByteForByte) {
  EXPECT_EQ(fill("docker ps --format '{{.Names}} {{ y }}'; echo {{ x }}", "a"),
            "docker ps --format '{{.Names}} {{ y }}'; echo a");
}

TEST(FillShell, NamesEveryValueThatCannotBeWritten) {
  const std::string bad = "a\nb";
  const auto filled = fill_shell("true # {{ x }} {{ y }}", [&](std::string_view) { return &bad; });
  ASSERT_FALSE(filled);
  ASSERT_EQ(filled.error().size(), 2U);
  EXPECT_EQ(filled.error()[1].name, "y");
}

/// `script` with `{{ x }}` read from the environment variable `KEY`, or why not.
std::string refer(std::string_view script) {
  const std::string key = "KEY";
  const auto filled =
      fill_shell(script, {}, [&](std::string_view name) { return name == "x" ? &key : nullptr; });
  return filled ? *filled : filled.error().front().reason;
}

TEST(FillShell, ReadsWhatTheEnvironmentHoldsInTheQuotesAround) {
  EXPECT_EQ(refer("login {{ x }}"), "login \"${KEY}\"");
  EXPECT_EQ(refer("login 'a{{ x }}'"), "login 'a'\"${KEY}\"''");
  EXPECT_EQ(refer("login \"a{{ x }}\""), "login \"a${KEY}\"");
  EXPECT_EQ(refer("cat <<E\n{{ x }}\nE"), "cat <<E\n${KEY}\nE");
}

TEST(FillShell, RefusesTheEnvironmentWhereItWouldBeReadAsMoreThanAValue) {
  for (const auto* script : {"echo $(({{ x }}))", "sh -c \"echo {{ x }}\"", "echo `echo {{ x }}`",
                             "cat <<'E'\n{{ x }}\nE"}) {
    EXPECT_THAT(refer(script), testing::StartsWith("is a secret")) << script;
  }
}

TEST(FillShell, RefusesWhatBashWouldEvaluateOnceMore) {
  for (const auto* script : {"[[ {{ x }} -eq 1 ]]",
                             "[[ -n a && \"{{ x }}\" -gt 1 ]]",
                             "[[ -n a ||\n'{{ x }}' -gt 1 ]]",
                             "let y={{ x }}",
                             "Z=1 let 'y = {{ x }}'",
                             "Z={{ x }} let y={{ x }}",
                             "builtin let {{ x }}",
                             "if let {{ x }}; then :; fi",
                             "a[{{ x }}]=1",
                             "a[\"{{ x }}\"]=1",
                             "a['{{ x }}']=1",
                             "a[1+{{ x }}]=1",
                             "unset {{ x }}",
                             "unset 'a[{{ x }}]'",
                             "declare -i n={{ x }}",
                             "typeset -ri n={{ x }}",
                             "f() { local -i n={{ x }}; }",
                             "declare -a n={{ x }}",
                             "printf -v {{ x }} hi",
                             "read {{ x }}",
                             "test -v {{ x }}",
                             "[ -v \"{{ x }}\" ]",
                             "alias ll={{ x }}",
                             "mapfile {{ x }}",
                             "wait -n -p {{ x }}",
                             "getopts ab {{ x }}",
                             "declare {{ x }}=1",
                             "f() { local {{ x }}; }",
                             "export {{ x }}",
                             "readonly -r {{ x }}",
                             "n={{ x }}; echo ${!n}",
                             "n={{ x }}; echo ${a[$n]}",
                             "n={{ x }}; a[$n]=1",
                             "n={{ x }}; echo ${n@P}"}) {
    EXPECT_EQ(fill(script, "a[$(touch here)]"), "refused") << script;
    EXPECT_NE(fill(script, "7"), "refused") << script;
  }
}

TEST(FillShell, HereDocumentThatEndsAtAnEmptyLineTakesNoValue) {
  for (const auto* value : {"a\n\ntouch here", "", "a"}) {
    EXPECT_EQ(fill("cat <<''\n{{ x }}\n\necho end", value), "refused") << value;
  }
}

TEST(FillShell, RefusesWhatIsFedToAProgram) {
  for (const auto* script :
       {"sh <<< {{ x }}", "bash -s <<<\"{{ x }}\"", "sudo bash <<< '{{ x }}'", "<<< {{ x }} sh",
        "at now <<< {{ x }}", "bash <(echo {{ x }})", "sh < <(printf '%s' '{{ x }}')",
        "echo {{ x }} > >(sh)", "echo {{ x }} | tee >(sudo sh) >/dev/null",
        "mysql -e \"select {{ x }}\"", "psql -d db -c 'select {{ x }}'", "echo {{ x }} | psql",
        "mysql <<E\n{{ x }}\nE", "sqlite3 a.db {{ x }}"}) {
    EXPECT_EQ(fill(script, "a b"), "refused") << script;
    EXPECT_NE(fill(script, "ab"), "refused") << script;
  }
  for (const auto* script : {"cat <<< {{ x }}", "grep a <(echo {{ x }})", "echo {{ x }} > >(cat)",
                             "sh <<< 'true'; echo {{ x }}", "mysql -h {{ x }}"}) {
    EXPECT_NE(fill(script, "a b"), "refused") << script;
  }
}

TEST(FillShell, TakesThoseWordsForWordsElsewhere) {
  for (const auto* script :
       {"echo please read {{ x }}", "echo \"let me say {{ x }}\"", "[ {{ x }} -eq 1 ]",
        "test -d {{ x }}", "printf '%s' {{ x }}", "a[0]={{ x }}", "a[0]=1 b={{ x }}",
        "[[ -f a ]] && echo {{ x }}", "[[ -f a ]]; echo {{ x }}", "declare -r n={{ x }}",
        "local n={{ x }}", "export N={{ x }}", "ls [ab]{{ x }}", "let y=1; echo {{ x }}",
        "unset y && echo {{ x }}", "v={{ x }}; export v", "v={{ x }}; echo ${v:-a}${#v}",
        "echo a[ {{ x }} ]", "wait; echo -p {{ x }}"}) {
    EXPECT_NE(fill(script, "a b"), "refused") << script;
  }
}

TEST(FillShell, TextOfAProgramTakesNamesAndNumbersOnly) {
  for (const auto* script : {"flock /l -c \"echo {{ x }}\"",
                             "script -q --command \"echo {{ x }}\" /dev/null",
                             "su --command \"echo {{ x }}\"",
                             "su -c\"echo {{ x }}\"",
                             "\"sh\" -c \"echo {{ x }}\"",
                             "s\\h -c \"echo {{ x }}\"",
                             "'s'h -c \"echo {{ x }}\"",
                             "$S -c \"echo {{ x }}\"",
                             "env -S \"{{ x }}\"",
                             "env -iS \"sh -c '{{ x }}'\"",
                             "perl -e \"print '{{ x }}'\"",
                             "echo a | perl -pe 's/a/{{ x }}/g'",
                             "sed -i -e \"s|a|{{ x }}|\" f",
                             "psql --command \"select '{{ x }}'\"",
                             "sudo -u postgres psql -c \"select {{ x }}\"",
                             "sudo -s <<EOF\n{{ x }}\nEOF",
                             "cat <<EOF | sh\n{{ x }}\nEOF",
                             "{ echo {{ x }}; } | sh",
                             "echo {{ x }} 2>&1 | sh",
                             "echo {{ x }} |& sh",
                             "echo {{ x }} | (cd /; sh)",
                             "echo {{ x }} | while read l; do eval \"$l\"; done",
                             "sh >&2 -c \"{{ x }}\"",
                             ">f sh -c \"{{ x }}\"",
                             "find . -exec sh -c \"{{ x }}\" \\;",
                             "find . -exec chown {{ x }} {} \\; -exec sh -c \"{{ x }}\" \\;",
                             "docker exec c sh -c \"{{ x }}\"",
                             "docker run \"$img\" -c {{ x }}",
                             "ssh host \"ls {{ x }}\"",
                             "f() { eval \"$1\"; }; f {{ x }}",
                             "{{ x }} -c a",
                             "timeout 5 sh -c \"{{ x }}\"",
                             "xargs -I{} sh -c \"{{ x }}\"",
                             "echo {{ x }} | xargs rm",
                             "gdb -ex \"{{ x }}\"",
                             "vim -c \"{{ x }}\" f",
                             "`sh -c {{ x }}`",
                             "`cat {{ x }}`",
                             "$'sh' -c \"{{ x }}\"",
                             "strace -f sh -c \"{{ x }}\"",
                             "parallel echo {{ x }}",
                             "awk -f - <<EOF\n{{ x }}\nEOF",
                             "tool --run \"{{ x }}\"",
                             "git -c core.pager=\"{{ x }}\" log",
                             "time sh -c \"{{ x }}\"",
                             "! sh -c \"{{ x }}\"",
                             "chroot /mnt sh <<E\n{{ x }}\nE",
                             "busybox sh -c \"{{ x }}\"",
                             "ssh -o ProxyCommand=\"{{ x }}\" a true"}) {
    EXPECT_NE(fill(script, "nginx"), "refused") << script;
    EXPECT_EQ(fill(script, "/srv/app"), "refused") << script;
    EXPECT_EQ(fill(script, "a b"), "refused") << script;
    EXPECT_EQ(fill(script, "-x"), "refused") << script;
  }
}

TEST(FillShell, WhatAPipelineOrCompoundFeedsIsProgramTextOfEachProgramInIt) {
  for (const auto* script :
       {"cat <<A; { cat\nbody\nA\n} <<B | sh\n{{ x }}\nB", "{ cat; } <<B | sh\n{{ x }}\nB",
        "cat <<A; { cat\nbody\nA\ncat <<B; } | sh\n{{ x }}\nB",
        "{ cat <<A\na\nA\ncat; } <<B | sh\n{{ x }}\nB", "echo {{ x }} | sh | sh | sed 1p",
        "echo {{ x }} | sed 1p | cat | sh", "echo {{ x }} | { true; sh; sh; }",
        "cat <<A | { true; sh; sh; }\n{{ x }}\nA"}) {
    EXPECT_NE(fill(script, "nginx"), "refused") << script;
    EXPECT_EQ(fill(script, "a b"), "refused") << script;
    EXPECT_EQ(fill(script, "-x"), "refused") << script;
  }
  for (const auto* script : {"echo {{ x }} | sed -f - f", "echo {{ x }} | sh | sed -f - f",
                             "echo {{ x }} | sed -f - f | sh"}) {
    EXPECT_NE(fill(script, "12"), "refused") << script;
    EXPECT_EQ(fill(script, "nginx"), "refused") << script;
  }
}

TEST(FillShell, OptionsThatTakeProgramTextAreKnownOfEachProgram) {
  for (const auto* script :
       {"script -q f -- sh -c \"echo {{ x }}\"", "strace -o \"{{ x }}\" true",
        "psql -o \"{{ x }}\" db", "perl -F \"{{ x }}\" -ane 1 f", "php -d {{ x }} f.php",
        "rpm -D \"{{ x }}\" -q a", "git rebase -x \"{{ x }}\" main",
        "git clone --config {{ x }} url", "tar cIf \"{{ x }}\" a.tar b",
        "mount -t fuse {{ x }} /mnt", "systemd-run -p {{ x }} true",
        "rdiff-backup --remote-schema \"{{ x }}\" a b", "acme.sh --reloadcmd \"{{ x }}\"",
        "ansible all -m shell -a \"{{ x }}\"", "pdsh -w web \"{{ x }}\"",
        "compgen -W \"{{ x }}\" a", "pwsh -Command \"{{ x }}\"", "R --no-save <<E\n{{ x }}\nE",
        "vim.tiny -c \"{{ x }}\" f"}) {
    EXPECT_EQ(fill(script, "a b"), "refused") << script;
    EXPECT_EQ(fill(script, "/usr/bin/x"), "refused") << script;
    EXPECT_NE(fill(script, "nginx"), "refused") << script;
  }
}

TEST(FillShell, DataOfAProgramTakesAnyWord) {
  for (const auto* script :
       {"sed -i '/^a/d' {{ x }}",
        "psql -h {{ x }} -c 'select 1'",
        "awk '{print}' {{ x }}",
        "awk -v limit={{ x }} '$1 > limit'",
        "curl -fsS {{ x }}",
        "grep -e {{ x }} f",
        "grep -qsxF {{ x }} f",
        "echo -e {{ x }}",
        "sudo apt-get install -y {{ x }}",
        "sudo tee f <<EOF\n{{ x }}\nEOF",
        "n={{ x }}; echo \"$n\"",
        "n={{ x }}; m=1; echo $((m))",
        "find . -name {{ x }} -delete",
        "find {{ x }} -type f -exec rm {} \\;",
        "docker run -v {{ x }}:/d -e A=1 img",
        "ssh -o BatchMode=yes host ls",
        "f() { echo \"$1\"; }; f {{ x }}",
        "r={{ x }} && cp a \"$r\"",
        "systemctl restart {{ x }}",
        "timeout 5 cp {{ x }} b",
        "nice -n 5 ls {{ x }}",
        "a=({{ x }}); echo \"${a[@]}\"",
        "case {{ x }} in a) echo {{ x }} ;; esac",
        "(echo {{ x }}; cat f) | grep a",
        "if [ -f {{ x }} ]; then echo {{ x }}; fi",
        "for i in {{ x }} b; do echo \"$i\" {{ x }}; done",
        "jq --arg a {{ x }} . f",
        "mysql -uuser -p{{ x }} -e 'select 1'",
        "/opt/app/bin/tool --config {{ x }}",
        "tool -config {{ x }}",
        "exec 3>{{ x }}",
        "mkdir -p {{ x }} && cd {{ x }}",
        "openssl s_client -connect localhost:{{ x }} -servername {{ x }}",
        "test \"$(dpkg-query -W -f '${db:Status-Status}' {{ x }})\" = installed",
        "git commit -m {{ x }}",
        "sh script.sh {{ x }}",
        "python3 script.py {{ x }}"}) {
    EXPECT_NE(fill(script, "nginx"), "refused") << script;
    EXPECT_NE(fill(script, "/srv/app"), "refused") << script;
    EXPECT_NE(fill(script, "a b"), "refused") << script;
  }
}

// An archive `user@-oProxyCommand=x:y` is on a host that `rsh` reaches, with an option of its own.
TEST(FillShell, TarTakesSimpleWordsOnly) {
  for (const auto* script : {"tar -czf {{ x }} /etc", "tar -cf a.tar {{ x }}"}) {
    EXPECT_NE(fill(script, "/srv/app-1.tar"), "refused") << script;
    EXPECT_EQ(fill(script, "a@-oProxyCommand=x:y"), "refused") << script;
  }
}

TEST(FillShell, NoValueIsAnOptionThatRunsSomething) {
  for (const auto* script :
       {"tar -cf a.tar {{ x }}", "ssh {{ x }} true", "scp {{ x }} a:", "sh {{ x }}",
        "find {{ x }} -type f", "curl {{ x }}", "git clone {{ x }}"}) {
    EXPECT_EQ(fill(script, "-oProxyCommand"), "refused") << script;
  }
  EXPECT_EQ(fill("tar -cf a.tar -- {{ x }}", "-a"), "tar -cf a.tar -- -a");
  EXPECT_EQ(fill("find . -mtime {{ x }}", "-7"), "find . -mtime -7");
}

TEST(FillShell, SedTakesLettersWhereTheyAreText) {
  EXPECT_EQ(fill("sed 's/a/{{ x }}/' f", "nginx"), "sed 's/a/nginx/' f");
  EXPECT_EQ(fill("sed '{{ x }}d' f", "7"), "sed '7d' f");
  EXPECT_EQ(fill("sed '{{ x }}d' f", "w"), "refused");
  EXPECT_EQ(fill("sed 's/a/b/{{ x }}' f", "e"), "refused");
  EXPECT_EQ(fill("sed s_a_{{ x }}_ f", "b_wc"), "refused");
}

TEST(FillShell, AVariableThatTheScriptReckonsWithTakesWholeNumbers) {
  EXPECT_EQ(fill("n={{ x }}; echo $((n + 1))", "7"), "n=7; echo $((n + 1))");
  EXPECT_EQ(fill("n={{ x }}; echo $((n + 1))", "a[$(reboot)]"), "refused");
  EXPECT_EQ(fill("n={{ x }}; echo $((m + 1))", "a b"), "n='a b'; echo $((m + 1))");
}

}  // namespace
}  // namespace fettle::document
