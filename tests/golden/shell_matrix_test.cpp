// Contexts times values: each value is filled into each context, and what is taken is really run by
// dash or bash, all of it but where a context takes nearly every value and starts a program. Every
// value tries to make a file; none may. In ordinary contexts plain values stay as they are, byte
// for byte.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/document/shell.hpp"

namespace fettle::document {
namespace {

namespace fs = std::filesystem;

/// Places where a program other than the shell, or the shell once more, reads the value. Those
/// programs that this machine lacks are not found, which hurts nothing.
constexpr std::string_view kPrograms[] = {
    "sh -c \"echo {{ x }}\"",
    "\"sh\" -c \"echo {{ x }}\"",
    "s\\h -c \"echo {{ x }}\"",
    "'s'h -c \"echo {{ x }}\"",
    "/bin/sh -c 'echo {{ x }}'",
    "$'sh' -c \"echo {{ x }}\"",
    "S=sh; $S -c \"echo {{ x }}\"",
    "S=sh; \"$S\" -c \"echo {{ x }}\"",
    "S=-c; sh $S \"echo {{ x }}\"",
    "$(echo sh) -c \"echo {{ x }}\"",
    "`echo sh` -c \"echo {{ x }}\"",
    "/bin/s? -c \"echo {{ x }}\"",
    "sh -ec 'echo {{ x }}'",
    "sh +e -c 'echo {{ x }}'",
    "eval \"echo {{ x }}\"",
    "\\eval \"echo {{ x }}\"",
    "command eval \"echo {{ x }}\"",
    "trap \"echo {{ x }}\" EXIT; true",
    "flock lock -c \"echo {{ x }}\"",
    "flock lock sh -c \"echo {{ x }}\"",
    "script -q --command \"echo {{ x }}\" /dev/null",
    "script -qc \"echo {{ x }}\" /dev/null",
    "script --comm \"echo {{ x }}\" /dev/null",
    "su --command \"echo {{ x }}\"",
    "su -c\"echo {{ x }}\"",
    "su root --session-command=\"echo {{ x }}\"",
    "runuser -u root -- sh -c \"echo {{ x }}\"",
    "env -S \"{{ x }}\"",
    "env -iS \"sh -c '{{ x }}'\"",
    "env --split-string=\"{{ x }}\"",
    "env A=1 sh -c \"echo {{ x }}\"",
    "printf 'all:\\n\\techo $(X)\\n' | make -f - X={{ x }}",
    "make {{ x }}",
    "BASH_ENV={{ x }} bash -c true",
    "env BASH_ENV=\"{{ x }}\" bash -c true",
    "export PS4={{ x }}; bash -xc true",
    "PS4=\"{{ x }}\" bash -xc true",
    "PERL5OPT={{ x }} perl -e 1",
    "export GIT_PAGER={{ x }}; true",
    "perl -e \"print '{{ x }}'\"",
    "perl -e 'print {{ x }}'",
    "echo a | perl -pe 's/a/{{ x }}/g'",
    "perl -ne 'print' {{ x }}",
    "perl -F{{ x }} -ane 1 /etc/passwd",
    "export {{ x }}; sh -c true",
    "sed -n 's/a/b/{{ x }}' /etc/passwd",
    "sed 's/root/{{ x }}/' /etc/passwd",
    "sed -e {{ x }} /etc/passwd",
    "sed {{ x }} /etc/passwd",
    "sed --expression={{ x }} /etc/passwd",
    "sed s_root_{{ x }}_ /etc/passwd",
    "sed -f - /etc/passwd <<E\n{{ x }}\nE",
    "awk \"BEGIN { print {{ x }} }\"",
    "awk -f - <<E\nBEGIN { {{ x }} }\nE",
    "awk {{ x }} /etc/passwd",
    "/usr/bin/python3 -c \"print('{{ x }}')\"",
    "/usr/bin/python3 - <<E\nprint('{{ x }}')\nE",
    "node -e \"{{ x }}\"",
    "tclsh <<E\nputs {{ x }}\nE",
    "sqlite3 :memory: \"select '{{ x }}'\"",
    "sqlite3 :memory: <<E\n{{ x }}\nE",
    "psql --command \"select '{{ x }}'\"",
    "vim -es -c \"{{ x }}\" -c q",
    "vim -es {{ x }} -c q",
    "ed -s <<E\n{{ x }}\nE",
    "echo q | ed -s {{ x }}",
    "gdb -batch -ex \"{{ x }}\"",
    "dc -e \"{{ x }}\"",
    "bc <<E\n{{ x }}\nE",
    "m4 -DX={{ x }} <<E\nX\nE",
    "m4 <<E\n{{ x }}\nE",
    "busybox sh -c \"echo {{ x }}\"",
    "busybox awk \"BEGIN { {{ x }} }\"",
    "find . -maxdepth 0 -exec sh -c \"echo {{ x }}\" \\;",
    "find . -maxdepth 0 -exec true \\; -exec sh -c \"echo {{ x }}\" \\;",
    "echo a | xargs sh -c \"echo {{ x }}\"",
    "echo a | xargs -I{} sh -c \"echo {{ x }}\"",
    "echo \"{{ x }}\" | xargs env",
    "timeout 5 sh -c \"echo {{ x }}\"",
    "timeout -s KILL 5 sh -c \"echo {{ x }}\"",
    "timeout --signal KILL 5 sh -c \"echo {{ x }}\"",
    "nice -n 5 sh -c \"echo {{ x }}\"",
    "ionice -c 3 sh -c \"echo {{ x }}\"",
    "setpriv sh -c \"echo {{ x }}\"",
    "setsid -w sh -c \"echo {{ x }}\"",
    "stdbuf -o0 sh -c \"echo {{ x }}\"",
    "chroot / sh -c \"echo {{ x }}\"",
    "nsenter -t $$ -m sh -c \"echo {{ x }}\"",
    "time sh -c \"echo {{ x }}\"",
    "tar cIf \"{{ x }}\" t.tar /etc/passwd",
    "tar -tf {{ x }}",
    "tar -cf t.tar -I \"{{ x }}\" /etc/passwd",
    "tar -cf t.tar --checkpoint=1 --checkpoint-action=\"{{ x }}\" /etc/passwd",
    "git -c alias.q=\"{{ x }}\" q",
    "split --filter=\"{{ x }}\" /etc/passwd",
    "echo {{ x }} | sh",
    "echo {{ x }} 2>&1 | sh",
    "echo {{ x }} | (cd /tmp; sh)",
    "echo {{ x }} | { true; sh; }",
    "{ echo {{ x }}; } | sh",
    "if true; then echo {{ x }}; fi | sh",
    "for i in 1; do echo {{ x }}; done | sh",
    "(echo {{ x }}) | cat | sh",
    "echo {{ x }} | S=sh && echo {{ x }} | $SHELL",
    "echo {{ x }} | while read -r l; do eval \"$l\"; done",
    "cat <<E | sh\n{{ x }}\nE",
    "<<E sh\n{{ x }}\nE",
    "sh <<'E'\n{{ x }}\nE",
    "(sh) <<E\n{{ x }}\nE",
    "{ sh; } <<E\n{{ x }}\nE",
    "if true; then sh; fi <<E\n{{ x }}\nE",
    "f() { sh; }; f <<E\n{{ x }}\nE",
    "f() { eval \"$1\"; }; f {{ x }}",
    "f() { sh -c \"$1\"; }; f \"{{ x }}\"",
    ". /dev/stdin <<E\n{{ x }}\nE",
    ">/dev/null sh -c \"echo {{ x }}\"",
    "2>/dev/null sh -c \"echo {{ x }}\"",
    "sh >&2 -c \"echo {{ x }}\"",
    "eval \"$(echo {{ x }})\"",
    "sh -c \"$(cat <<E\necho {{ x }}\nE\n)\"",
    "echo \"$(sh -c \"echo {{ x }}\")\"",
    "echo `sh -c {{ x }}`",
    "{{ x }} -c true",
    "n={{ x }}; echo $((n))",
    "n=\"{{ x }}\"; echo $((n + 1))",
    "export n={{ x }}; echo $(($n))",
};

/// The same, where the value names a file, so that nearly all are taken and a share is run.
constexpr std::string_view kOfFiles[] = {
    "sh {{ x }}",
    "sh -- {{ x }}",
    "/usr/bin/python3 {{ x }}",
    "gdb -batch {{ x }}",
    "tar -cf t.tar {{ x }} /etc/passwd",
};

/// Those of bash alone.
constexpr std::string_view kOfBash[] = {
    "echo {{ x }} |& sh",
    "sh <<< \"{{ x }}\"",
    "sh <<< \"$(echo {{ x }})\"",
    "bash <(echo {{ x }})",
    ". <(echo {{ x }})",
    "echo {{ x }} > >(sh); wait $!",
    "awk -f <(echo {{ x }}) /etc/passwd",
    "\"let\" y={{ x }}",
    "l\\et y={{ x }}",
    "printf '-v' {{ x }} a",
    "n={{ x }}; ((n))",
    "n={{ x }}; echo ${!n}",
    "n={{ x }}; echo \"${n@P}\"",
    "n={{ x }}; b=(1 2); echo ${b[$n]}",
    "n={{ x }}; a[$n]=1",
    "for ((i = 0; i < {{ x }}; i++)); do break; done",
    "declare {{ x }}",
    "declare -r {{ x }}=1",
    "f() { local {{ x }}; }; f",
    "compgen -W \"{{ x }}\" x",
    "compgen -C {{ x }} x",
    "export {{ x }}; bash -xc true",
    "n={{ x }}; echo $[n]",
};

/// Ordinary places, where the shell alone reads the value; each prints it.
constexpr std::string_view kOrdinary[] = {
    "echo {{ x }}",
    "printf '%s\\n' {{ x }}",
    "echo '{{ x }}'",
    "echo \"{{ x }}\"",
    "v={{ x }}; echo \"$v\"",
    "echo \"$(echo {{ x }})\"",
    "(echo {{ x }})",
    "{ echo {{ x }}; }",
    "if [ -n {{ x }} ]; then echo {{ x }}; fi",
    "for i in {{ x }}; do echo \"$i\"; done",
    "case {{ x }} in a) : ;; {{ x }}) echo {{ x }} ;; esac",
    "echo a >/dev/null 2>&1; echo {{ x }}",
    "f() { echo \"$1\"; }; f {{ x }}",
    "printf '%s' a >/dev/null && echo {{ x }}",
};

/// The same, where each pair starts a program, so that a share of the pairs is run.
constexpr std::string_view kOrdinaryPrograms[] = {
    "cat <<E\n{{ x }}\nE",
    "cat <<'E'\n{{ x }}\nE",
    "echo {{ x }} | cat",
    "echo {{ x }} | grep -e {{ x }}",
    "echo {{ x }} | sed '/^$/d'",
    "echo {{ x }} | awk '{ print $1 }'",
    "awk -v a={{ x }} 'BEGIN { print a }'",
    "env A={{ x }} printenv A",
    "timeout 5 echo {{ x }}",
    "nice -n 5 echo {{ x }}",
    "find . -maxdepth 0 -exec echo {{ x }} \\;",
    "sh -c 'echo \"$0\"' >/dev/null; echo {{ x }}",
    "echo a | tee /dev/null >/dev/null; echo {{ x }}",
    "jq -n --arg a {{ x }} '$a' | tr -d '\"'",
};
constexpr std::string_view kPlain[] = {"nginx", "1.2.3", "my-host", "/srv/app", "7", "a_b.c"};
/// Places that read program text, which take these all the same.
constexpr std::string_view kHarmless[] = {"nginx", "1.2.3", "my-host", "7"};

/// Ways to run `touch` or the like in one language or another; `M` is the file.
constexpr std::string_view kTricks[] = {
    "touch M",
    ";touch M",
    "; touch M #",
    "&touch M&",
    "|touch M",
    "||touch M",
    "&& touch M",
    "\ntouch M\n",
    "$(touch M)",
    "`touch M`",
    "';touch M;'",
    "\";touch M;\"",
    "'\n touch M #",
    "'$(touch M)'",
    "\"$(touch M)\"",
    "\\$(touch M)",
    "\\`touch M\\`",
    "a;touch${IFS}M",
    "$(touch\tM)",
    "{touch,M}",
    "<(touch M)",
    ">M",
    ">>M",
    "a>M",
    "a >M;",
    "x=$(touch M)",
    "a[$(touch M)]",
    "a[`touch M`]",
    "x[$(touch M)0]",
    "$((a[$(touch M)]))",
    "${x:-$(touch M)}",
    "${x:=`touch M`}",
    "$(shell touch M)",
    "$(shell touch M):",
    "X:=$(shell touch M)",
    "--eval=$(shell touch M)",
    "--eval=x:=$(shell touch M)",
    "/bin/touch M",
    "sh -c 'touch M'",
    "-c touch M",
    "-ctouch M",
    "-eopen F,q{>M}",
    "system(q{touch M})",
    "system('touch M')",
    "';system('touch M');'",
    "system(\"touch M\")",
    "\";system(\"touch M\");\"",
    "x/;system(q{touch M});s/a/b",
    "/x/,system(q{touch M})",
    "@{[system(q{touch M})]}",
    "x/e;`touch M`;#",
    "|touch M|",
    "touch M|",
    "a/w M",
    "w M",
    "wM",
    "1wM",
    "p;w M",
    "e touch M",
    "1e touch M",
    "etouch M",
    "a/e;s/.*/touch M/e",
    "root_x_wM",
    "x_e",
    "s/.*/touch M/e",
    "BEGIN{system(\"touch M\")}",
    "} BEGIN{system(\"touch M\")} {",
    "-eBEGIN{system(\"touch M\")}",
    "__import__('os').system('touch M')",
    "');__import__('os').system('touch M');('",
    "-cimport os;os.system('touch M')",
    "require('child_process').execSync('touch M')",
    "';require('fs').writeFileSync('M','');'",
    "[exec touch M]",
    "; exec touch M",
    ".shell touch M",
    "\n.shell touch M\n",
    "';\n.system touch M\n",
    ".output M",
    "\\! touch M",
    "';\n\\! touch M\n",
    "!touch M",
    ":!touch M",
    "+!touch M",
    "+:!touch M",
    "-c!touch M",
    "--cmd=!touch M",
    "call system('touch M')",
    "shell touch M",
    "-exshell touch M",
    "syscmd(touch M)",
    "syscmd(`touch M')",
    "esyscmd(touch M)",
    "--checkpoint-action=exec=touch M",
    "exec=touch M",
    "--use-compress-program=touch M",
    "-Itouch M",
    "-oProxyCommand=touch M",
    "--rsh=touch M",
    "!touch M;",
    "alias.q=!touch M",
    "--command=touch M",
    "--exec=touch M",
    "-exec touch M ;",
    "E\ntouch M\nE",
    "E\ntouch M",
    "\nE\ntouch M",
    "esac; touch M",
    "done; touch M",
    "fi; touch M",
    "} ; touch M",
    ") ; touch M",
    "))\ntouch M",
    "$(</etc/passwd)",
    "-Mbase;touch M",
    "-MPOSIX;system(q{touch M})",
    "-e system(q{touch M})",
    "::sh -c 'touch M'",
    "ext::touch M",
    "ENV=M",
    "A=$(touch M) x",
    "PS4=$(touch M)",
    "a[$(touch M)]=1",
    "a@-oProxyCommand=touch M:x",
};

fs::path scratch() {
  static const auto path = [] {
    std::string name = (fs::temp_directory_path() / "fettle-matrix-XXXXXX").string();
    return fs::path(::mkdtemp(name.data()));
  }();
  fs::create_directories(path);
  return path;
}

/// The value of a trick, whose file is called after the context. It stands without a folder, since
/// some commands make a file of a name alone.
std::string trick(std::string_view form, std::size_t context) {
  std::string value(form);
  const auto at = value.rfind('M');
  return at == std::string::npos ? value : value.replace(at, 1, fmt::format("PWNED{}", context));
}

std::optional<std::string> filled(std::string_view script, const std::string& value) {
  auto text = fill_shell(script, [&](std::string_view) { return &value; });
  return text ? std::optional(*std::move(text)) : std::nullopt;
}

/// Where each script runs: a subshell is safe from the others, the shell itself is quick.
enum class Place { kSubshell, kShell };

/// Runs all in one process of `shell`, in a folder of its own, and gives what they print.
std::string run(const std::string& shell, const std::vector<std::string>& scripts, Place place) {
  const auto folder = scratch() / shell;
  fs::create_directories(folder / "work");
  const auto path = folder / "all.sh";
  std::ofstream all(path, std::ios::binary);
  for (const auto& script : scripts) {
    const auto quoted = shell_quote(script);
    all << (place == Place::kShell ? "command eval " + quoted : "(eval " + quoted + ')') << '\n';
  }
  all << "echo end of all\n";
  all.close();
  const auto command =
      fmt::format("cd '{0}/work' && timeout 120 {1} ../all.sh </dev/null >../output 2>/dev/null",
                  folder.string(), shell);
  static_cast<void>(std::system(command.c_str()));
  std::ifstream file(folder / "output", std::ios::binary);
  std::string output{std::istreambuf_iterator<char>(file), {}};
  constexpr std::string_view kEnd = "end of all\n";
  EXPECT_TRUE(output.ends_with(kEnd)) << shell << " did not come to the end";
  return output.substr(0, output.size() - std::min(kEnd.size(), output.size()));
}

std::vector<std::string> marks() {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(scratch())) {
    const auto name = entry.path().filename().string();
    if (name.contains("PWNED")) found.push_back(name);
  }
  return found;
}

/// Which of the pairs that are taken are run: all, or some of a context that takes nearly all.
enum class Share { kAll, kSome };

/// The pairs of a kind of context that are run.
class Matrix {
 public:
  void add(std::string_view context, Share share) {
    contexts_.push_back(context);
    std::size_t taken = 0;
    for (const auto form : kTricks) {
      ++pairs_;
      auto text = filled(context, trick(form, contexts_.size() - 1));
      if (!text) continue;
      // Another eighth in each context, so that all tricks are run in some of them.
      if (share == Share::kAll || ++taken < 3 || (taken + contexts_.size()) % 8 == 0) {
        scripts_.push_back(*std::move(text));
      }
    }
  }
  std::size_t pairs() const { return pairs_; }
  const std::vector<std::string>& scripts() const { return scripts_; }

  /// Runs them in `shells`, which work at once: in each of them or, in subshells, which start
  /// programs, dealt out in turn.
  void expect_no_mark(const std::vector<std::string>& shells, Place place) const {
    std::vector<std::future<std::string>> running;
    for (std::size_t i = 0; i < shells.size(); ++i) {
      auto scripts = place == Place::kShell ? scripts_ : dealt(i, shells.size());
      running.push_back(std::async(std::launch::async, run, shells[i], std::move(scripts), place));
    }
    for (auto& one : running) one.get();
    for (const auto& mark : marks()) {
      const auto number = std::stoul(mark.substr(mark.find("PWNED") + 5));
      ADD_FAILURE() << mark << " was made by: " << contexts_.at(number);
    }
    fs::remove_all(scratch());
  }

 private:
  std::vector<std::string> dealt(std::size_t first, std::size_t step) const {
    std::vector<std::string> scripts;
    for (auto i = first; i < scripts_.size(); i += step) scripts.push_back(scripts_[i]);
    return scripts;
  }

  std::vector<std::string_view> contexts_;
  std::vector<std::string> scripts_;
  std::size_t pairs_ = 0;
};

TEST(ValueMatrix, NoValueRunsAnythingThroughAProgram) {
  Matrix matrix;
  for (const auto context : kPrograms) matrix.add(context, Share::kAll);
  for (const auto context : kOfFiles) matrix.add(context, Share::kSome);
  EXPECT_GT(matrix.pairs(), 13'000U);
  matrix.expect_no_mark({"dash", "bash"}, Place::kSubshell);
}

TEST(ValueMatrix, NoValueRunsAnythingInBash) {
  Matrix matrix;
  for (const auto context : kOfBash) matrix.add(context, Share::kAll);
  matrix.expect_no_mark({"bash"}, Place::kSubshell);
}

TEST(ValueMatrix, NoValueRunsAnythingInOrdinaryPlaces) {
  Matrix matrix;
  for (const auto context : kOrdinary) matrix.add(context, Share::kAll);
  EXPECT_GT(matrix.scripts().size(), 1'500U);
  matrix.expect_no_mark({"dash", "bash"}, Place::kShell);
}

TEST(ValueMatrix, NoValueRunsAnythingAsDataOfAProgram) {
  Matrix matrix;
  for (const auto context : kOrdinaryPrograms) matrix.add(context, Share::kSome);
  EXPECT_GT(matrix.scripts().size(), 150U);
  matrix.expect_no_mark({"dash", "bash"}, Place::kSubshell);
}

TEST(ValueMatrix, PlainValuesStayAsTheyAre) {
  std::vector<std::string> scripts;
  std::string wanted;
  const auto add = [&](std::string_view context) {
    for (const auto value : kPlain) {
      const auto text = filled(context, std::string(value));
      ASSERT_TRUE(text) << context << " with " << value;
      scripts.push_back(*text);
      wanted.append(value).append("\n");
    }
  };
  for (const auto context : kOrdinary) add(context);
  for (const auto context : kOrdinaryPrograms) add(context);
  for (const auto* shell : {"dash", "bash"}) {
    EXPECT_EQ(run(shell, scripts, Place::kShell), wanted) << shell;
  }
  fs::remove_all(scratch());
}

TEST(ValueMatrix, ProgramsTakeHarmlessValues) {
  for (const std::string_view context : kPrograms) {
    std::size_t taken = 0;
    for (const auto value : kHarmless) taken += filled(context, std::string(value)) ? 1 : 0;
    EXPECT_GE(taken, 1U) << context;
  }
}

}  // namespace
}  // namespace fettle::document
