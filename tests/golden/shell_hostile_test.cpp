// Fills hostile values into shell text in every context and lets real shells run it: each must
// print exactly the value, whatever it holds, or the value must have been refused.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/shell.hpp"

namespace fettle::document {
namespace {

namespace fs = std::filesystem;

/// What a context may do with a value that is hard to write.
enum class Refusal { kNever, kMay };

struct Case {
  std::string_view name;
  std::string_view script;    ///< prints `expected`
  std::string_view expected;  ///< `@` stands for the value
  Refusal refusal = Refusal::kNever;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.script; }

constexpr Case kCases[] = {
    {"bare", "printf '%s' {{ x }}", "@"},
    {"inside_a_word", "printf '%s' a{{ x }}b", "a@b"},
    {"two_in_a_word", "printf '%s' {{ x }}{{ x }}", "@@"},
    {"single_quotes", "printf '%s' 'a{{ x }}b'", "a@b"},
    {"double_quotes", "printf '%s' \"a{{ x }}b\"", "a@b"},
    {"quotes_mixed", "printf '%s' \"it's \"'{{ x }}'\"{{ x }}\"{{ x }}", "it's @@@"},
    {"escaped_quotes", "printf '%s' \"\\\"{{ x }}\\\"\"\\'{{ x }}", "\"@\"'@"},
    {"after_a_variable", "v=1; printf '%s' $v{{ x }}\"$v{{ x }}\"", "1@1@"},
    {"assignment", "v={{ x }} w=\"{{ x }}\"; printf '%s' \"$v$w\"", "@@"},
    {"substitution", "printf '%s' \"$(printf '%s.' {{ x }} '{{ x }}' \"{{ x }}\")\"", "@.@.@."},
    {"nested_substitution", "printf '%s' \"$(printf '%s.' \"$(printf '%s.' \"{{ x }}\")\")\"",
     "@.."},
    {"subshell", "(printf '%s' {{ x }}; ( printf '%s' '{{ x }}' ))", "@@"},
    {"for_loop", "for i in {{ x }} \"{{ x }}\"; do printf '%s' \"$i\"; done", "@@"},
    {"case_word", "case {{ x }} in {{ x }}) printf '%s' {{ x }} ;; *) printf no ;; esac", "@"},
    {"case_in_substitution",
     "printf '%s' \"$(case a in (b) : ;; a) printf '%s.' {{ x }} ;; esac; printf '%s.' '{{ x "
     "}}')\"",
     "@.@."},
    {"after_a_comment", "true # it's \"quoted\nprintf '%s' {{ x }}", "@"},
    {"after_a_here_document", "cat <<A >&2\nit's $(echo \")\")\nA\nprintf '%s' {{ x }}", "@"},
    {"after_parameters", "printf '%s' ${nope:-\"a}b\"}${#nope}'{{ x }}'", "a}b0@"},
    {"after_arithmetic", "printf '%s' $(( (1 + 2) * 2 ))\"{{ x }}\"", "6@"},
    {"function", "f() { printf '%s' \"$1\" {{ x }}; }; f '{{ x }}'", "@@"},
    {"redirection", "printf '%s' {{ x }}>&1", "@"},
    {"line_continued", "printf '%s' \\\n  {{ x }}", "@"},
    {"pipeline", "printf '%s' {{ x }} | cat", "@"},
    {"and_or", "false || { true && printf '%s' {{ x }}; }", "@"},
    {"here_document", "cat <<EOF\na {{ x }} b\nEOF", "a @ b\n", Refusal::kMay},
    {"here_document_alone", "cat <<EOF\n{{ x }}\nEOF\nprintf end", "@\nend", Refusal::kMay},
    {"here_document_quoted", "cat <<'EOF'\n{{ x }}\nEOF\nprintf end", "@\nend", Refusal::kMay},
    {"here_document_tabs", "cat <<-EOF\n\ta{{ x }}\n\tEOF\nprintf end", "a@\nend", Refusal::kMay},
    {"comment", "printf a # {{ x }}\nprintf b", "ab", Refusal::kMay},
    {"arithmetic", "printf '%s' $(( {{ x }} ))", "@", Refusal::kMay},
    {"parameter", "printf '%s' \"${nope:-{{ x }}}\"", "@", Refusal::kMay},
    {"backticks", "printf '%s' `printf '%s' {{ x }}`", "@", Refusal::kMay},
    {"second_shell", "sh -c \"printf '%s' '{{ x }}'\"", "@", Refusal::kMay},
    {"second_shell_input", "sh <<EOF\nprintf '%s' '{{ x }}'\nEOF", "@", Refusal::kMay},
    {"piped_to_a_shell", "echo \"printf '%s' '{{ x }}'\" | sh", "@", Refusal::kMay},
    {"eval", "eval \"printf '%s' {{ x }}\"", "@", Refusal::kMay},
};

std::string canary() { return (fs::temp_directory_path() / "fettle-canary").string(); }

std::vector<std::string> hostile_values() {
  std::vector<std::string> values{"nginx",   "",       " ",     "a b",    "'",
                                  "\"",      "\\",     "\\\\",  "`",      "$",
                                  "$HOME",   "~",      "*",     "?",      "[a]",
                                  "{a,b}",   "a,b",    "#",     "a#b",    "!",
                                  "!!",      "-n",     "-e",    "--",     "2",
                                  "-7",      "08",     "1.5",   "done",   "esac",
                                  "EOF",     "EOF)",   "A=b",   "a\nb",   "\n",
                                  "\nEOF\n", "a\nEOF", "\tEOF", "\t",     "%s%n",
                                  "\\n",     "}",      "${",    "$((1))", "a'b\"c",
                                  "x\\",     "'\\''",  "~root", "a:~",    "é\xC2\x81日本",
                                  "a&b",     "a|b",    "a;b",   "<a>",    "(a)",
                                  "a=b c",   "if",     "{",     "[[",     "\\\n"};
  for (std::string form :
       {"; touch C", "$(touch C)", "`touch C`", "'; touch C #", "\"; touch C #", "\ntouch C\n",
        "& touch C &", "|| touch C", "\nEOF\ntouch C\n", "}; touch C", "a[$(touch C)]",
        ")); touch C; ((", "esac; touch C", "\\'; touch C"}) {
    values.push_back(form.replace(form.find('C'), 1, canary()));
  }
  return values;
}

/// Values made of what shells take for special, from one seed.
std::vector<std::string> random_values(std::size_t count) {
  static constexpr std::string_view kPieces[] = {
      "'", "\"", "\\",  "$", "`", "(", ")", "{", "}", "\n", " ", ";",  "&",  "|",  "<",
      ">", "#",  "EOF", "a", "1", "*", "~", "=", "!", "[",  "]", "\t", "$(", "${", "é"};
  std::mt19937 random(11);
  std::vector<std::string> values(count);
  for (auto& value : values) {
    for (auto left = 1 + random() % 12; left > 0; --left) {
      value += kPieces[random() % std::size(kPieces)];
    }
  }
  return values;
}

std::string with_value(std::string_view expected, std::string_view value) {
  std::string text;
  for (const char c : expected) {
    if (c == '@') {
      text += value;
    } else {
      text += c;
    }
  }
  return text;
}

std::string output_of(const std::string& shell, const std::string& script) {
  const auto path = fs::temp_directory_path() / fmt::format("fettle-hostile-{}.sh", ::getpid());
  std::ofstream(path, std::ios::binary) << script;
  auto* pipe = ::popen(fmt::format("cd / && {} {} 2>/dev/null", shell, path.string()).c_str(), "r");
  std::string output;
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer.data(), n);
  }
  ::pclose(pipe);
  fs::remove(path);
  return output;
}

class HostileValuesIn : public testing::TestWithParam<Case> {};

TEST_P(HostileValuesIn, StayOneValueInEveryShell) {
  const auto& [name, script, expected, refusal] = GetParam();
  auto values = hostile_values();
  for (auto& value : random_values(150)) values.push_back(std::move(value));
  constexpr char kEnd = '\0';
  std::string all;
  std::string wanted;
  std::size_t refused = 0;
  for (const auto& value : values) {
    const auto filled =
        fill_shell(script, [&](std::string_view n) { return n == "x" ? &value : nullptr; });
    refused += filled ? 0 : 1;
    if (!filled) continue;
    all += *filled + "\nprintf '\\0'\n";
    wanted += with_value(expected, value) + kEnd;
  }
  EXPECT_EQ(refusal == Refusal::kNever ? refused : 0, 0U);
  EXPECT_LT(refused, values.size());
  fs::remove(canary());
  for (const auto* shell : {"sh", "bash", "bash --posix", "busybox sh"}) {
    EXPECT_EQ(output_of(shell, all), wanted) << shell;
  }
  EXPECT_FALSE(fs::exists(canary()));
}

TEST_P(HostileValuesIn, StayOneValueWhenTheEnvironmentHoldsThem) {
  const auto& [name, script, expected, refusal] = GetParam();
  const std::string variable = "held";
  const auto filled =
      fill_shell(script, {}, [&](std::string_view n) { return n == "x" ? &variable : nullptr; });
  if (!filled) {
    EXPECT_EQ(refusal, Refusal::kMay) << filled.error().front().reason;
    return;
  }
  auto values = hostile_values();
  for (auto& value : random_values(150)) values.push_back(std::move(value));
  std::string all = "export held\n";
  std::string wanted;
  for (const auto& value : values) {
    all += fmt::format("held={}\n{}\nprintf '\\0'\n", shell_quote(value), *filled);
    wanted += with_value(expected, value) + '\0';
  }
  fs::remove(canary());
  for (const auto* shell : {"sh", "bash", "bash --posix", "busybox sh"}) {
    EXPECT_EQ(output_of(shell, all), wanted) << shell;
  }
  EXPECT_FALSE(fs::exists(canary()));
}

/// What bash evaluates once more, as arithmetic or as a variable's name, and what quoting alone
/// would make of it; `@` stands for the value.
struct Evaluated {
  std::string_view script;
  std::string_view quoted;
};
constexpr Evaluated kEvaluated[] = {
    {"[[ {{ x }} -eq 1 ]]", "[[ '@' -eq 1 ]]"},
    {"[[ -n a && \"{{ x }}\" -gt 1 ]]", "[[ -n a && '@' -gt 1 ]]"},
    {"let y={{ x }}", "let y='@'"},
    {"Z={{ x }} let 'y={{ x }}'", "Z='@' let 'y=@'"},
    {"a[{{ x }}]=1", "a['@']=1"},
    {"a=(1); unset {{ x }}", "a=(1); unset '@'"},
    {"a=(1); unset 'a[{{ x }}]'", "a=(1); unset 'a[@]'"},
    {"declare -i n={{ x }}", "declare -i n='@'"},
    {"f() { local -i n={{ x }}; }; f", "f() { local -i n='@'; }; f"},
    {"printf -v {{ x }} hi", "printf -v '@' hi"},
    {"read {{ x }} <<<hi", "read '@' <<<hi"},
    {"a=(1); test -v {{ x }}", "a=(1); test -v '@'"},
    {"a=(1); [ -v \"{{ x }}\" ]", "a=(1); [ -v '@' ]"},
    {"(( {{ x }} ))", "(( @ ))"},
};

/// Whether bash makes the canary when it runs `scripts`, whatever else it makes of them.
bool makes_canary(const std::vector<std::string>& scripts) {
  fs::remove(canary());
  std::string all;
  for (const auto& script : scripts) all += "eval " + shell_quote(script) + "\n";
  output_of("bash", all);
  return fs::remove(canary());
}

TEST(HostileValues, RunNothingWhereBashEvaluatesThem) {
  const auto worst = "a[$(touch " + canary() + ")]";
  auto values = hostile_values();
  values.push_back(worst);
  for (const auto& [script, quoted] : kEvaluated) {
    std::vector<std::string> filled;
    for (const auto& value : values) {
      if (auto text = fill_shell(script, [&](std::string_view) { return &value; })) {
        filled.push_back(*std::move(text));
      }
    }
    EXPECT_FALSE(filled.empty()) << script;
    EXPECT_FALSE(makes_canary(filled)) << script;
    EXPECT_TRUE(makes_canary({with_value(quoted, worst)})) << "nothing to protect from: " << quoted;
  }
}

/// Statements that print nothing and that a careless reader of shell text loses its way in.
constexpr std::string_view kDetours[] = {
    "# it's \"(\n",
    ": 'a\"b' \"c'd\" \\' \\\"; ",
    "case 'a)' in (a|b) : ;; *')') : \"$(case x in x) : ;; esac)\" ;; esac\n",
    ": \"$(: ')' \"(\" # it's )\n)\"; ",
    ": <<A <<'B'\n'\nA\n\"$(\nB\n",
    ": <<-A\n\t`:` $(: \"'\" ) ${x:-y}\n\tA\n",
    ": ${x:-\"it's\"} ${#x} $# $$ \"${x%\\}}\"; ",
    ": $((1 + (2 << 3))) $( (:) ) `: \\`: a\\``; ",
    "if :; then for i in case esac; do :; done; fi; ",
    "f() { case $1 in esac; }; f; ",
    "! false && { :; } || :; ",
    ": a#b {#c} \\#; ",
    ": >/dev/null 2>&1 </dev/null; ",
    "x=a\\\nb; : \\\n 'c\\'; ",
};

TEST(HostileValues, StayOneValueAfterAnyDetours) {
  const auto values = random_values(200);
  std::mt19937 random(5);
  std::string all;
  std::string wanted;
  for (std::size_t i = 0; i < 600; ++i) {
    std::string script;
    for (auto left = 1 + random() % 4; left > 0; --left) {
      script += kDetours[random() % std::size(kDetours)];
    }
    const auto& chosen = kCases[random() % std::size(kCases)];
    if (chosen.refusal == Refusal::kMay) continue;
    const auto& value = values[i % values.size()];
    const auto filled =
        fill_shell(script.append(chosen.script), [&](std::string_view) { return &value; });
    ASSERT_TRUE(filled) << script << "\n" << filled.error().front().reason;
    all += *filled + "\nprintf '\\0'\n";
    wanted += with_value(chosen.expected, value) + '\0';
  }
  for (const auto* shell : {"sh", "bash", "busybox sh"}) {
    EXPECT_EQ(output_of(shell, all), wanted) << shell;
  }
}

INSTANTIATE_TEST_SUITE_P(Contexts, HostileValuesIn, testing::ValuesIn(kCases),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace fettle::document
