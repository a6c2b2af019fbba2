#include "transport/receipt_script.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/document/shell.hpp"

namespace fettle::transport {
namespace {

// All names begin with f_: an exported secret may be called anything, and none must be changed.
// Everything stands in one { }, so that a text cut short by a lost link runs nothing at all.

constexpr std::string_view kCommon = R"sh(
echo "@@fettle $$"
f_say() { echo "@@fettle $f_attempt $*" >&2; }
cd 2>/dev/null || cd /
f_mask=$(umask)
umask 077
f_dir=${FETTLE_HOME:-$HOME/.fettle}/$f_attempt
case $f_dir in /*) ;; *) f_dir=$PWD/$f_dir ;; esac
read -r f_now 2>/dev/null <"${FETTLE_BOOT_ID_FILE:-/proc/sys/kernel/random/boot_id}" || f_now=none

# The runner lives if its number is in use since the same moment of the same boot.
f_alive() {
  [ "$f_boot" = "$f_now" ] || return 1
  [ "$f_since" != none ] || { kill -0 "$f_pid" 2>/dev/null; return; }
  read -r f_stat 2>/dev/null <"/proc/$f_pid/stat" || return 1
  set -- ${f_stat##*) }
  [ "$1" != Z ] && [ "${20}" = "$f_since" ]
}
f_send() {
  [ -s "$f_dir/run/out" ] || return
  f_size=$(wc -c <"$f_dir/run/out")
  [ "$f_size" -gt "$f_offset" ] || return
  tail -c +$((f_offset + 1)) "$f_dir/run/out" | head -c $((f_size - f_offset))
  f_offset=$((f_size))
}
# What lies beyond the head is announced in the stream: "<all bytes> <bytes that follow>".
f_send_tail() {
  [ -s "$f_dir/run/before" ] || return
  read -r f_before <"$f_dir/run/before"
  f_part=$(((f_before - 524288) / 262144))
  set -- "$f_dir/run/part.$((f_part % 3))"
  f_all=$((f_before + $(wc -c <"$1")))
  [ $f_part -lt 1 ] || set -- "$f_dir/run/part.$(((f_part - 1) % 3))" "$@"
  [ $f_part -lt 2 ] || set -- "$f_dir/run/part.$(((f_part - 2) % 3))" "$@"
  f_keep=$((f_all - 524288))
  [ $f_keep -le 524288 ] || f_keep=524288
  echo "$f_all $f_keep"
  cat "$@" | tail -c "$f_keep"
}
f_finish() {
  read -r f_code f_note <"$f_dir/run/rc"
  [ "$f_code" != never ] || { f_say never "$f_now"; return; }
  read -r f_boot f_pid f_since <"$f_dir/run/id"
  [ ! -s "$f_dir/run/out" ] || tail -c +$((f_offset + 1)) "$f_dir/run/out"
  f_send_tail
  [ -z "$f_ender" ] || wait "$f_ender"
  f_say exited "$f_code" "$f_boot" "$f_now" $f_note
}
# A line now and then shows the reader that we live, and ends us when the reader has gone.
f_follow() {
  f_beats=0 f_told=
  while [ ! -e "$f_dir/run/rc" ]; do
    f_beats=$((f_beats + 1))
    if read -r f_boot f_pid f_since 2>/dev/null <"$f_dir/run/id"; then
      [ -n "$f_told" ] || f_say started "$f_boot"
      f_told=1
      if ! f_alive; then
        [ -e "$f_dir/run/rc" ] && break
        f_send
        f_say gone "$f_boot" "$f_now"
        return
      fi
      f_send
    elif [ $f_beats -gt "$f_patience" ]; then
      [ -d "$f_dir/run" ] && f_say gone none "$f_now" || f_say never "$f_now"
      return
    fi
    [ $((f_beats % 30)) -ne 0 ] || f_say alive
    f_pause
  done
  f_finish
}
)sh";

constexpr std::string_view kFollow = R"sh(
f_ender=
f_patience=150
[ -d "$f_dir/run" ] || f_patience=0
f_pause() {
  if [ $f_beats -lt 50 ]; then sleep 0.2 || sleep 1; else sleep 1; fi
} 2>/dev/null
f_follow
)sh";

constexpr std::string_view kStore = R"sh(
f_refuse() {
  f_say unwritable "$f_dir: $*"
  rm -f "$f_dir/cmd.$$" 2>/dev/null
  exit 0
}
f_store() { mkdir -p "$f_dir" && cat >"$f_dir/cmd.$$" && mv -f "$f_dir/cmd.$$" "$f_dir/cmd"; }
)sh";

// The runner: whoever makes `run` is the only one. What is written later overwrites blanks of
// the same length, so that a full disk can't lose the exit status.
constexpr std::string_view kRun = R"sh(
f_setsid=setsid
command -v setsid >/dev/null 2>&1 || f_setsid=nohup
f_ticks() {
  f_beats=0
  while [ $f_beats -lt 50 ] && sleep 0.2; do echo tick; f_beats=$((f_beats + 1)); done
  while sleep 1; do echo tick; done
}
f_ender=
f_patience=150
{
  f_ticks </dev/null 2>/dev/null &
  echo "ticker $!"
  $f_setsid sh -s "$f_dir" "$f_mask" "$f_setsid" 3>&1 >/dev/null 2>&1 <<'END-OF-RUNNER' &
{
mkdir "$1/run" || { [ -d "$1/run" ] || echo unwritable >&3; exit; }
cd "$1/run" || exit
read -r f_boot <"${FETTLE_BOOT_ID_FILE:-/proc/sys/kernel/random/boot_id}" || f_boot=none
f_since=none
f_dir=$1 f_mask=$2 f_setsid=$3
if read -r f_stat </proc/$$/stat; then
  set -- ${f_stat##*) }
  f_since=${20}
fi
f_blank='                        '
echo "$f_blank" >rc.new && echo "$f_blank" >group && mkfifo pipe &&
  echo "$f_boot $$ $f_since" >id || { rm -rf "$f_dir/run"; echo unwritable >&3; exit; }
trap '' PIPE
echo started >&3
trap - PIPE

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
f_keep_all() {
  f_keep out 524288 || return
  f_before=524288 f_part=0
  while :; do
    : >"part.$((f_part % 3))" && echo "$f_before" >before || return 3
    f_keep "part.$((f_part % 3))" 262144 || return
    f_before=$((f_before + 262144)) f_part=$((f_part + 1))
  done
}
{ f_keep_all; f_kept=$?; [ $f_kept -ne 3 ] || cat >/dev/null; exit $f_kept; } <pipe 3>&- &
f_keeper=$!
(cd || cd /; umask "$f_mask"; exec $f_setsid sh "$f_dir/cmd") </dev/null >pipe 2>&1 3>&- &
f_command=$!
[ "$f_setsid" = nohup ] && echo "$f_command" 1<>group || echo "-$f_command" 1<>group
wait $f_command
f_code=$?

# Somebody whom the command left behind may hold the pipe: a second for the rest of the output.
trap : ALRM
{ sleep 1; kill -ALRM $$; } 3>&- &
f_dog=$!
wait $f_keeper
f_kept=$?
kill $f_dog
f_note=
[ $f_kept -ne 3 ] || f_note=lost
echo "$f_code $f_note" 1<>rc.new
mv rc.new rc
echo done >&3
}
END-OF-RUNNER
} | {
  f_pause() {
    read -r f_word f_rest || { f_word=; sleep 1; }
    [ "$f_word" = ticker ] && f_ticker=$f_rest
    [ "$f_word" != unwritable ] || { f_say unwritable "$f_dir: no space or no permission"; exit 0; }
  }
  f_pause
  f_pause
  f_follow
  kill "$f_ticker" 2>/dev/null
}
)sh";

// `kill -TERM -123` without `--`: the one form that dash, bash and busybox all understand.
constexpr std::string_view kEnd = R"sh(
f_ender=
f_patience=150
f_pause() { sleep 0.2 || sleep 1; } 2>/dev/null
f_kill() { kill "-$1" "$f_group"; } 2>/dev/null
f_end() {
  f_kill TERM
  f_beats=0
  while [ $f_beats -lt $((f_grace * 5)) ] && f_kill 0; do
    f_beats=$((f_beats + 1))
    f_pause
  done
  f_kill KILL
}
# Who declares an attempt dead takes `run` first: then nobody can start it any more.
if mkdir -p "$f_dir" && mkdir "$f_dir/run" 2>/dev/null; then
  echo never >"$f_dir/run/rc.new"
  mv "$f_dir/run/rc.new" "$f_dir/run/rc"
fi
f_tries=0 f_group=
while [ ! -e "$f_dir/run/rc" ] && [ $f_tries -lt 25 ] && [ -z "$f_group" ]; do
  read -r f_group 2>/dev/null <"$f_dir/run/group"
  f_tries=$((f_tries + 1))
  [ -n "$f_group" ] || f_pause
done
if [ -n "$f_group" ] && read -r f_boot f_pid f_since <"$f_dir/run/id" && f_alive &&
  [ ! -e "$f_dir/run/rc" ]; then
  f_say ending
  f_end >/dev/null 2>&1 </dev/null &
  f_ender=$!
fi
f_follow
)sh";

std::string assignments(std::string_view attempt, std::int64_t offset) {
  return fmt::format("f_attempt={} f_offset={}\n", document::shell_quote(attempt), offset);
}

std::string exports(const Environment& environment) {
  std::string text;
  for (const auto& [name, value] : environment)
    text += fmt::format("{0}={1}; export {0}\n", name, document::shell_quote(value));
  return text;
}

/// A here-document's delimiter that is no line of `script`.
std::string delimiter_for(std::string_view attempt, std::string_view script) {
  std::string delimiter = fmt::format("END-OF-{}", attempt);
  while (script.find(delimiter) != std::string_view::npos) delimiter += "-";
  return delimiter;
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
  return fmt::format("{{\nf_pid={} f_grace={}\n{}}}\n", pid, grace.count(), R"sh(
echo "@@fettle $$"
f_group=-$f_pid
if read -r f_stat 2>/dev/null <"/proc/$f_pid/stat"; then
  set -- ${f_stat##*) }
  f_group=-$3
fi
f_kill() { kill "-$1" "$f_group"; } 2>/dev/null
f_kill TERM
f_beats=0
while [ $f_beats -lt $((f_grace * 5)) ] && f_kill 0; do
  f_beats=$((f_beats + 1))
  sleep 0.2 2>/dev/null || sleep 1
done
f_kill KILL
exit 0
)sh");
}

std::string begin_script(std::string_view attempt, std::int64_t offset, std::string_view script,
                         const Environment& environment) {
  const std::string delimiter = delimiter_for(attempt, script);
  std::string text = "{\n" + assignments(attempt, offset) + exports(environment);
  text += kCommon;
  text += "if [ -d \"$f_dir/run\" ]; then\n";
  text += kFollow;
  text += "else\n";
  text += kStore;
  text += fmt::format("exec 3<<'{0}'\n{1}\n{0}\n", delimiter, script);
  text += "f_why=$(f_store 2>&1 <&3) || f_refuse \"$f_why\"\nexec 3<&-\n";
  text += kRun;
  return text + "fi\n}\n";
}

std::string follow_script(std::string_view attempt, std::int64_t offset) {
  std::string text = "{\n" + assignments(attempt, offset);
  text += kCommon;
  text += kFollow;
  return text + "}\n";
}

std::string end_script(std::string_view attempt, std::int64_t offset, std::chrono::seconds grace) {
  std::string text = "{\n" + assignments(attempt, offset);
  text += fmt::format("f_grace={}\n", grace.count());
  text += kCommon;
  text += kEnd;
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
