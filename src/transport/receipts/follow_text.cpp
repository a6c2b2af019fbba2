#include "transport/receipts/texts.hpp"

namespace fettle::transport::texts {

// What is found out late overwrites blanks of the same file, so that a full disk can't lose it, and
// stands there twice, so that nobody who looks meanwhile takes a part for the whole. FETTLE_PROC
// and FETTLE_BOOT_ID_FILE are for tests.
const std::string_view kShared = R"sh(
f_proc=${FETTLE_PROC:-/proc}
f_mark() { echo "$2 $2" 1<>"$f_dir/$1"; }
f_has() {
  read -r f_value f_again <"$f_dir/$1" && [ -n "$f_value" ] && [ "$f_value" = "$f_again" ]
} 2>/dev/null
# No process was left for it.
f_never() {
  echo 'no process could be started' >"$f_dir/why"
  f_mark rc never
} 2>/dev/null
# Whoever makes this file is the one who decides: a runner that it runs, all others that it never
# will. The shell opens it with O_EXCL.
f_claim() {
  set -C
  true >"$f_dir/claim"
  f_value=$?
  set +C
  return $f_value
} 2>/dev/null
)sh";

// Each line bears the answer to this request's challenge and its place among the lines, and ends
// with a dot: what is stale, cut or out of order shows. The marker says that from now on standard
// output is the command's.
const std::string_view kSaying = R"sh(
f_lines=0
f_nl='
'
f_say() {
  f_lines=$((f_lines + 1)) f_words="$*"
  printf '%s\n' "@@fettle $f_proof-$f_lines $f_attempt ${f_words%%"$f_nl"*} ." >&2
}
f_up() { echo "@@fettle $f_proof $$"; }
)sh";

const std::string_view kCommon = R"sh(
cd 2>/dev/null || cd /
f_home=${FETTLE_HOME:-$HOME/.fettle}
case $f_home in /*) ;; *) f_home=$PWD/$f_home ;; esac
f_dir=$f_home/$f_attempt
f_ours() { [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ]; }
read -r f_now 2>/dev/null <"${FETTLE_BOOT_ID_FILE:-$f_proc/sys/kernel/random/boot_id}" || f_now=none
# Process $1 lives, and is the one that started at $2.
f_lives() {
  read -r f_stat 2>/dev/null <"$f_proc/$1/stat" || return 1
  f_since_when=$2
  set -- ${f_stat##*) }
  [ "$1" != Z ] && [ "${20}" = "$f_since_when" ]
}
# Who runs it and since when. Another may be writing it this moment, so that the end of what it
# writes is read behind the blanks that stood there: what is read twice alike is whole.
f_read_id() {
  read -r f_boot f_pid f_since f_rest <"$f_dir/id" && [ -n "$f_since" ] || return
  f_read="$f_boot $f_pid $f_since"
  read -r f_boot f_pid f_since f_rest <"$f_dir/id" || return
  [ "$f_read" = "$f_boot $f_pid $f_since" ]
} 2>/dev/null
# The runner lives if its number is in use since the same moment of the same boot.
f_alive() {
  [ "$f_boot" = "$f_now" ] || return 1
  [ "$f_since" != none ] || { kill -0 "$f_pid" 2>/dev/null; return; }
  f_lives "$f_pid" "$f_since"
}
# Process group $1, or process, has members. Not permitted is not gone.
f_group_lives() {
  f_why=$(LC_ALL=C kill -0 "$1" 2>&1) && return
  case $f_why in *ermitted*) return 0 ;; esac
  return 1
}
f_nap() {
  if [ $f_beats -lt 50 ] || f_has rc; then sleep 0.2 || sleep 1; else sleep 1; fi
} 2>/dev/null
)sh";

const std::string_view kFollowing = R"sh(
# A short output needs no program, unless it holds a NUL, which no shell can keep.
f_send_short() {
  [ "${f_size:-513}" -le 512 ] && [ $f_offset -eq 0 ] || return
  f_text=
  while IFS= read -r f_line; do f_text=$f_text$f_line$f_nl; done
  f_text=$f_text$f_line
  [ ${#f_text} -eq "$f_size" ] && printf %s "$f_text"
} <"$f_dir/out" 2>/dev/null
# Sends what is new: the open file remembers how far it was read.
f_open= f_size=
f_send() {
  [ -s "$f_dir/out" ] || return
  if [ -z "$f_open" ]; then
    f_send_short && return
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
# Who lives on though his end was asked for.
f_say_left() {
  [ -z "$f_ender" ] || wait "$f_ender"
  [ -s "$f_dir/left" ] || return 0
  while read -r f_left_pid f_left_since f_left_user f_left_name; do
    [ "$f_left_since" = 0 ] || f_lives "$f_left_pid" "$f_left_since" || continue
    f_say left "$f_left_pid" "$f_left_user" "$f_left_name"
  done <"$f_dir/left"
}
f_finish() {
  f_note=
  if f_has kept; then
    case $f_value in lost) f_note=lost ;; all:*) f_size=${f_value#all:} ;; esac
  fi
  f_send
  f_send_tail
  f_say_left
  f_say exited "$f_code" "$f_boot" "$f_now" $f_note
}
f_started() {
  f_read_id || return
  [ -n "$f_told" ] || f_say started "$f_boot"
  f_told=1
}
# Nobody has begun it in good time: nobody ever will, once that is claimed. Earlier versions of the
# runner, which left no text of theirs, knew no claims. 1: a runner has come meanwhile.
f_give_up() {
  if [ -e "$f_dir/run" ]; then
    f_claim || { [ -n "$f_waited" ] || { f_waited=1 f_beats=0; return 1; }; }
    [ -n "$f_waited" ] || { rm -rf "$f_dir"; f_say never "$f_now"; return; }
  fi
  [ -d "$f_dir" ] && f_say gone none "$f_now" || f_say never "$f_now"
}
# A line now and then shows the reader that we live, and ends us when the reader has gone. Somebody
# whom the command left behind may hold its output open: we wait a second for the rest of it.
f_follow() {
  f_beats=0 f_late=0 f_told= f_waited=
  while :; do
    f_beats=$((f_beats + 1))
    if f_has rc; then
      f_code=$f_value f_late=$((f_late + 1))
      if [ "$f_code" = never ]; then
        read -r f_why 2>/dev/null <"$f_dir/why" || f_why=
        f_say never "$f_now" $f_why
        return
      fi
      f_started
      if f_has kept || [ $f_late -gt 5 ]; then f_finish; return; fi
    elif f_started; then
      if ! f_alive; then
        f_has rc && continue
        f_send
        f_say_left
        f_say gone "$f_boot" "$f_now"
        return
      fi
      f_send
      if [ $f_last -gt 0 ] && [ $f_beats -ge $f_last ]; then f_say running; return; fi
      if [ -n "$f_ender" ] && [ -s "$f_dir/left" ]; then f_say_left; f_say unended; return; fi
    elif [ $f_beats -gt $f_patience ]; then
      f_give_up && return
    fi
    [ $((f_beats % 30)) -ne 0 ] || f_say alive
    f_pause
  done
}
f_ender=
f_patience=25
)sh";

const std::string_view kFollow = R"sh(
if [ ! -d "$f_dir" ]; then
  f_patience=0
elif ! f_ours "$f_dir"; then
  f_say unsafe "$f_dir belongs to another account"
  exit 0
fi
f_up
f_pause() { f_nap; }
f_follow
)sh";

}  // namespace fettle::transport::texts
