#include "transport/receipts/script.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/document/shell.hpp"
#include "transport/receipts/texts.hpp"

namespace fettle::transport {
namespace {

/// The gate, what every text knows, and the attempt. Everything stands in one { }, so that a text
/// cut short by a lost link runs nothing at all.
std::string preamble(const Request& request) {
  std::string text = request.challenge.gate();
  text +=
      fmt::format("f_attempt={} f_offset={} f_last={}\n", document::shell_quote(request.attempt),
                  std::min(request.offset, kHeadBytes), request.beats);
  text += texts::kSaying;
  text += texts::kShared;
  text += texts::kCommon;
  return text;
}

std::string exports(const Environment& environment) {
  std::string text;
  for (const auto& [name, value] : environment)
    text += fmt::format("{0}={1}; export {0}\n", name, document::shell_quote(value));
  return text;
}

/// Nothing is begun for a shell that isn't there.
std::string name_shell(flow::Shell shell) {
  if (shell == flow::Shell::kSh) return "f_shell=sh\n";
  return "f_shell=bash\n"
         "command -v bash >/dev/null 2>&1 || { f_say shellless bash; exit 0; }\n";
}

// `eval` of one quoted word: whatever the script contains, unbalanced or cut, stays its own
// matter, and costs no process. It can't read our text from stdin either. bash reads its script
// from a pipe, so that no list of processes shows it.
std::string run_here(std::string_view script, flow::Shell shell) {
  const std::string quoted = document::shell_quote(script);
  if (shell == flow::Shell::kSh) return "eval " + quoted + " </dev/null 2>&1\n";
  return "printf '%s\\n' " + quoted +
         " | bash -c 'IFS= read -r -d \"\" f_text <&9; exec 9<&-; eval \"$f_text\"'"
         " 9<&0 </dev/null 2>&1\n";
}

/// So that its `exit`, `cd` and variables stay its own. bash is a process of its own anyway.
std::string run_apart(std::string_view script, flow::Shell shell) {
  const std::string text = run_here(script, shell);
  return shell == flow::Shell::kSh ? "(" + text + ")\n" : text;
}

bool is_variable_name(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && is_letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

bool is_attempt_id(std::string_view text) {
  const auto is_alphanumeric = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !text.empty() && text.size() <= 64 && is_alphanumeric(text.front()) &&
         std::ranges::all_of(
             text, [&](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

std::string refusal(std::string_view script, const Environment& environment) {
  if (script.find('\0') != std::string_view::npos)
    return "the command contains a NUL byte, which no shell can be given";
  for (const auto& [name, value] : environment) {
    if (!is_variable_name(name))
      return fmt::format("\"{}\" can't be the name of an environment variable", name);
    if (value.find('\0') != std::string::npos)
      return fmt::format("the value of {} contains a NUL byte, which no shell can be given", name);
  }
  return {};
}

std::string read_script(const Challenge& challenge, const Script& script,
                        std::span<const std::string> following) {
  std::string text = challenge.gate();
  if (script.shell != flow::Shell::kSh)
    text += fmt::format("f_attempt={}{}{}", kNoAttempt, texts::kSaying, name_shell(script.shell));
  text += "echo \"@@fettle $f_proof $$\"\ncd 2>/dev/null || cd /\n";
  text += exports(script.environment);
  std::string_view next = script.text;
  int ended = 0;
  for (const auto& after : following) {
    text += run_apart(next, script.shell);
    text += fmt::format("echo \"@@fettle $f_proof-{} ended $? .\"\n", ++ended);
    next = after;
  }
  return text + run_here(next, script.shell) + "exit\n}\n";
}

std::string end_read_script(const Challenge& challenge, std::int64_t pid,
                            std::chrono::seconds grace) {
  std::string text = preamble({challenge, kNoAttempt});
  text += fmt::format("f_pid={} f_grace={}\n", pid, grace.count());
  text += texts::kEnding;
  text += texts::kEndRead;
  return text + "}\n";
}

std::string begin_script(const Request& request, const Script& script) {
  std::string text = preamble(request);
  text += texts::kFollowing;
  text += "if [ -d \"$f_dir\" ]; then";
  text += texts::kFollow;
  text += "else\n";
  text +=
      fmt::format("f_script={}\nf_runner={}\n", document::shell_quote(script.text),
                  document::shell_quote(fmt::format("{{\n{}{}}}", texts::kShared, texts::kRunner)));
  text += name_shell(script.shell);
  text += texts::kPlace;
  text += texts::kBeside;
  text += texts::kPrepare;
  text += texts::kSpawn;
  text += "\n" + exports(script.environment);
  text += texts::kSpawned;
  return text + "fi\n}\n";
}

std::string follow_script(const Request& request) {
  std::string text = preamble(request);
  text += texts::kFollowing;
  text += texts::kFollow;
  return text + "}\n";
}

std::string end_script(const Request& request, std::chrono::seconds grace) {
  std::string text = preamble(request);
  text += fmt::format("f_grace={}\n", grace.count());
  text += texts::kFollowing;
  text += texts::kEnding;
  text += texts::kEndAttempt;
  text += "f_pause() { f_nap; }\nf_follow\n";
  return text + "}\n";
}

std::string list_script(std::string_view installation) {
  return fmt::format(R"sh(cd 2>/dev/null || cd /
cd "${{FETTLE_HOME:-$HOME/.fettle}}" 2>/dev/null || exit 0
for f_dir in {}.*; do
  [ -d "$f_dir" ] || continue
  f_rc=
  read -r f_rc 2>/dev/null <"$f_dir/rc"
  if [ -n "$f_rc" ]; then echo "ended $f_dir"; else echo "open $f_dir"; fi
done
)sh",
                     document::shell_quote(installation));
}

std::string forget_script(const Challenge& challenge, const std::vector<std::string>& attempts) {
  std::string names;
  for (const auto& attempt : attempts)
    if (is_attempt_id(attempt)) names += " \"$f_home\"/" + document::shell_quote(attempt);
  return preamble({challenge, kNoAttempt}) + fmt::format("rm -rf --{} && f_up\n}}\n", names);
}

}  // namespace fettle::transport
