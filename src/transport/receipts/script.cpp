#include "transport/receipts/script.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/document/shell.hpp"

namespace fettle::transport {
namespace {

// All names begin with f_: an exported secret may be called anything, and none must be changed.
// Everything stands in one { }, so that a text cut short by a lost link runs nothing at all.
// A program costs a target some ten times what a forked shell does: hence the builtins.

// What is found out late overwrites blanks of the same file, so that a full disk can't lose it, and
// stands there twice, so that nobody who looks meanwhile takes a part for the whole. FETTLE_PROC
// and FETTLE_BOOT_ID_FILE are for tests.
constexpr std::string_view kShared = R"sh(
f_proc=${FETTLE_PROC:-/proc}
f_mark() { echo "$2 $2" 1<>"$f_dir/$1"; }
f_has() {
  read -r f_value f_again <"$f_dir/$1" && [ -n "$f_value" ] && [ "$f_value" = "$f_again" ]
} 2>/dev/null
f_nap() {
  if [ $f_beats -lt 50 ] || f_has rc; then sleep 0.2 || sleep 1; else sleep 1; fi
} 2>/dev/null
)sh";

// What every text begins with: where the receipt is, and how it is followed.
constexpr std::string_view kCommon = R"sh(
echo "@@fettle $$"
f_say() { echo "@@fettle $f_attempt $*" >&2; }
cd 2>/dev/null || cd /
f_mask=$(umask)
umask 077
f_home=${FETTLE_HOME:-$HOME/.fettle}
case $f_home in /*) ;; *) f_home=$PWD/$f_home ;; esac
f_dir=$f_home/$f_attempt
read -r f_now 2>/dev/null <"${FETTLE_BOOT_ID_FILE:-$f_proc/sys/kernel/random/boot_id}" || f_now=none

# The runner lives if its number is in use since the same moment of the same boot.
f_alive() {
  [ "$f_boot" = "$f_now" ] || return 1
  [ "$f_since" != none ] || { kill -0 "$f_pid" 2>/dev/null; return; }
  read -r f_stat 2>/dev/null <"$f_proc/$f_pid/stat" || return 1
  set -- ${f_stat##*) }
  [ "$1" != Z ] && [ "${20}" = "$f_since" ]
}
# Sends what is new: the open file remembers how far it was read.
f_open=
f_send() {
  [ -s "$f_dir/out" ] || return
  if [ -z "$f_open" ]; then
    exec 5<"$f_dir/out"
    f_open=1
    [ $f_offset -eq 0 ] || dd bs=$f_offset count=1 <&5 >/dev/null 2>&1
  fi
  cat <&5
}
# What lies beyond the head is announced in the stream: "<all bytes> <bytes that follow>".
f_send_tail() {
  [ -s "$f_dir/before" ] || return
  read -r f_before <"$f_dir/before"
  f_part=$(((f_before - 524288) / 262144))
  set -- "$f_dir/part.$((f_part % 3))"
  f_all=$((f_before + $(wc -c <"$1")))
  [ $f_part -lt 1 ] || set -- "$f_dir/part.$(((f_part - 1) % 3))" "$@"
  [ $f_part -lt 2 ] || set -- "$f_dir/part.$(((f_part - 2) % 3))" "$@"
  f_keep=$((f_all - 524288))
  [ $f_keep -le 524288 ] || f_keep=524288
  echo "$f_all $f_keep"
  cat "$@" | tail -c "$f_keep"
}
f_finish() {
  f_note=
  f_has kept && [ "$f_value" = lost ] && f_note=lost
  f_send
  f_send_tail
  [ -z "$f_ender" ] || wait "$f_ender"
  f_say exited "$f_code" "$f_boot" "$f_now" $f_note
}
f_started() {
  read -r f_boot f_pid f_since 2>/dev/null <"$f_dir/id" || return
  [ -n "$f_told" ] || f_say started "$f_boot"
  f_told=1
}
# A line now and then shows the reader that we live, and ends us when the reader has gone. Somebody
# whom the command left behind may hold its output open: we wait a second for the rest of it.
f_follow() {
  f_beats=0 f_late=0 f_told=
  while :; do
    f_beats=$((f_beats + 1))
    if f_has rc; then
      f_code=$f_value f_late=$((f_late + 1))
      [ "$f_code" != never ] || { f_say never "$f_now"; return; }
      f_started
      if f_has kept || [ $f_late -gt 5 ]; then f_finish; return; fi
    elif f_started; then
      if ! f_alive; then
        f_has rc && continue
        f_send
        f_say gone "$f_boot" "$f_now"
        return
      fi
      f_send
    elif [ $f_beats -gt $f_patience ]; then
      [ -d "$f_dir" ] && f_say gone none "$f_now" || f_say never "$f_now"
      return
    fi
    [ $((f_beats % 30)) -ne 0 ] || f_say alive
    f_pause
  done
}
f_ender=
f_patience=150
)sh";

// For whoever has no runner of his own to hear.
constexpr std::string_view kFollow = R"sh(
[ -d "$f_dir" ] || f_patience=0
f_pause() { f_nap; }
f_follow
)sh";

// The runner: whoever makes the attempt's folder is the only one. The command is in f_script.
constexpr std::string_view kRunner = R"sh(
f_dir=$1 f_mask=$2 f_boot=$3 f_setsid=$4
mkdir "$f_dir" || { [ -d "$f_dir" ] || echo unwritable >&3; exit; }
f_since=none
if read -r f_stat 2>/dev/null <"$f_proc/$$/stat"; then
  set -- ${f_stat##*) }
  f_since=${20}
fi
f_blank='                        '
cd "$f_dir" && printf '%s\n' "$f_script" >cmd &&
  echo "$f_blank" >group && echo "$f_blank" >rc && echo "$f_blank" >kept &&
  echo "$f_boot $$ $f_since" >id || { rm -rf "$f_dir"; echo unwritable >&3; exit; }
exec 2>/dev/null

f_run() {
  (cd || cd /; umask "$f_mask"; exec $f_setsid sh "$f_dir/cmd") </dev/null 2>&1 3>&- &
  f_group=$!
  f_mark group "${f_setsid:+-}$f_group"
  wait $f_group
  f_mark rc $?
}
# Fills file $1 up to $2 bytes; 1: the input has ended, 3: the disk is full. dd passes on what a
# read brings, loses nothing, and says "3+1 records in", sometimes after a warning.
f_keep() {
  f_left=$2
  while [ "$f_left" -gt 0 ]; do
    f_size=4096 f_count=$((f_left / 4096))
    [ $f_count -gt 0 ] || f_size=$f_left f_count=1
    f_read=$(LC_ALL=C dd bs="$f_size" count="$f_count" 2>&1 >>"$1") || return 3
    f_whole=${f_read%%+*} f_short=${f_read#*+}
    [ $((${f_whole##*[!0-9]} + ${f_short%%[!0-9]*})) -eq $f_count ] || return 1
    f_left=$(($2 - $(wc -c <"$1")))
  done
}
f_keep_head_and_tail() {
  f_keep out 524288 || return
  f_before=524288 f_part=0
  while :; do
    : >"part.$((f_part % 3))" && echo "$f_before" >before || return 3
    f_keep "part.$((f_part % 3))" 262144 || return
    f_before=$((f_before + 262144)) f_part=$((f_part + 1))
  done
}
f_keep_all() {
  f_keep_head_and_tail
  if [ $? -eq 3 ]; then f_mark kept lost; cat >/dev/null; else f_mark kept all; fi
  echo done >&3
}
f_run | f_keep_all &
f_keeper=$!

# Ticks for whoever started us, until he leaves.
trap : PIPE
f_word=started f_beats=0
while kill -0 $f_keeper && echo $f_word >&3; do
  f_word=tick f_beats=$((f_beats + 1))
  f_nap
done
wait
)sh";

// Without setsid the runner and its command stay in the session of whoever asked for them.
constexpr std::string_view kSpawn = R"sh(
if [ ! -d "$f_home" ] && ! f_why=$(mkdir -p "$f_home" 2>&1); then
  f_say unwritable "$f_dir ($f_why)"
  exit 0
fi
f_setsid=setsid
command -v setsid >/dev/null 2>&1 || { f_setsid=; trap '' HUP; }
)sh";

// No here-document: some shells write those to the disk, which may be full or not writable.
constexpr std::string_view kSpawnRunner = R"sh(
  printf '%s\n' "$f_runner" |
    $f_setsid sh -s "$f_dir" "$f_mask" "$f_now" "$f_setsid" 3>&1 >/dev/null 2>&3 &
} | {)sh";

// Hears the runner: its ticks, why it could not begin, and at once that all is done.
constexpr std::string_view kHear = R"sh(
f_pause() {
  if ! read -r f_word f_rest; then
    [ -d "$f_dir" ] || f_patience=0
    f_nap
    return
  fi
  case $f_word in
    started | tick | done) ;;
    unwritable) f_say unwritable "$f_dir (${f_why:-no space or no permission})"; exit 0 ;;
    *) f_why="$f_word $f_rest" ;;
  esac
}
f_beats=0 f_why=
f_pause
f_follow
)sh";

// `kill -TERM -123` without `--`: the one form that dash, bash and busybox all understand.
constexpr std::string_view kEndGroup = R"sh(
f_kill() { kill "-$1" "$f_group"; } 2>/dev/null
f_end() {
  f_kill TERM
  f_left=$((f_grace * 5))
  while [ $f_left -gt 0 ] && f_kill 0; do
    if sleep 0.2; then f_left=$((f_left - 1)); else sleep 1; f_left=$((f_left - 5)); fi
  done
  f_kill KILL
} 2>/dev/null
)sh";

// Who declares an attempt dead makes its folder first: then nobody can start it any more.
constexpr std::string_view kEnd = R"sh(
[ -d "$f_home" ] || mkdir -p "$f_home"
f_beats=0 f_group=
while ! f_has rc && [ $f_beats -lt 25 ]; do
  if mkdir "$f_dir" 2>/dev/null; then
    f_mark rc never
    f_say never "$f_now"
    exit 0
  fi
  f_has group && f_group=$f_value && f_kill 0 && break
  f_beats=$((f_beats + 1))
  f_nap
done
if [ -n "$f_group" ] && read -r f_boot f_pid f_since <"$f_dir/id" && f_alive && ! f_has rc; then
  f_say ending
  f_end >/dev/null </dev/null &
  f_ender=$!
fi
)sh";

std::string preamble(std::string_view attempt, std::int64_t offset) {
  std::string text = fmt::format("{{\nf_attempt={} f_offset={}\n", document::shell_quote(attempt),
                                 std::min(offset, kHeadBytes));
  text += kShared;
  text += kCommon;
  return text;
}

std::string exports(const Environment& environment) {
  std::string text;
  for (const auto& [name, value] : environment)
    text += fmt::format("{0}={1}; export {0}\n", name, document::shell_quote(value));
  return text;
}

/// The runner's whole text, in one { }.
std::string runner(std::string_view script) {
  std::string text = fmt::format("{{\nf_script={}\n", document::shell_quote(script));
  text += kShared;
  text += kRunner;
  return text + "}\n";
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

// `eval` of one quoted word: whatever the script contains, unbalanced or cut, stays its own
// matter, and costs no process. It can't read our text from stdin either.
std::string read_script(std::string_view script, const Environment& environment) {
  return fmt::format(
      "{{\necho \"@@fettle $$\"\ncd 2>/dev/null || cd /\n{}eval {} </dev/null 2>&1\nexit\n}}\n",
      exports(environment), document::shell_quote(script));
}

std::string end_read_script(std::int64_t pid, std::chrono::seconds grace) {
  std::string text = fmt::format("{{\nf_pid={} f_grace={}\n", pid, grace.count());
  text += kEndGroup;
  return text + R"sh(
echo "@@fettle $$"
f_group=-$f_pid
if read -r f_stat 2>/dev/null <"${FETTLE_PROC:-/proc}/$f_pid/stat"; then
  set -- ${f_stat##*) }
  f_group=-$3
elif ! f_kill 0; then
  f_group=$f_pid
fi
f_end
exit 0
}
)sh";
}

std::string begin_script(std::string_view attempt, std::int64_t offset, std::string_view script,
                         const Environment& environment) {
  std::string text = preamble(attempt, offset);
  text += "if [ -d \"$f_dir\" ]; then";
  text += kFollow;
  text += "else";
  text += kSpawn;
  text += fmt::format("f_runner={}\n{{\n{}", document::shell_quote(runner(script)),
                      exports(environment));
  text += kSpawnRunner;
  text += kHear;
  return text + "}\nfi\n}\n";
}

std::string follow_script(std::string_view attempt, std::int64_t offset) {
  std::string text = preamble(attempt, offset);
  text += kFollow;
  return text + "}\n";
}

std::string end_script(std::string_view attempt, std::int64_t offset, std::chrono::seconds grace) {
  std::string text = preamble(attempt, offset);
  text += fmt::format("f_grace={}\n", grace.count());
  text += kEndGroup;
  text += kEnd;
  text += kFollow;
  return text + "}\n";
}

std::string forget_script(const std::vector<std::string>& attempts) {
  std::string names;
  for (const auto& attempt : attempts)
    if (is_attempt_id(attempt)) names += " \"$f_home\"/" + document::shell_quote(attempt);
  return fmt::format(
      "{{\necho \"@@fettle $$\"\ncd 2>/dev/null || cd "
      "/\nf_home=${{FETTLE_HOME:-$HOME/.fettle}}\nrm -rf --{}\n}}\n",
      names);
}

}  // namespace fettle::transport
