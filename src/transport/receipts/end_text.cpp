#include "transport/receipts/texts.hpp"

namespace fettle::transport::texts {

// A member is "PID:START:GROUP". Who descends from the command is written down before the first
// signal, as a process whose parent has ended can't be told from others. `kill -TERM -123` without
// `--`: the one form that dash, bash and busybox all understand.
const std::string_view kEnding = R"sh(
f_members=
f_kill() { kill "-$1" "$f_group"; } 2>/dev/null
f_add_rows() {
  f_more=
  for f_row in $f_rows; do
    IFS=:
    set -- $f_row
    IFS=$f_spaces
    case $f_known in *" $1 "*) continue ;; esac
    f_is=
    case $f_group in "-$3" | "-$4" | "$1") f_is=1 ;; esac
    case $f_known in *" $2 "*) f_is=1 ;; esac
    case $f_marked in *" $1 "*) f_is=1 ;; esac
    [ -n "$f_is" ] || continue
    f_known="$f_known$1 " f_more=1
    f_members="$f_members $1:$5:$3"
  done
  [ -n "$f_more" ]
}
# Who has left its session and lost its parents is told by what its environment inherited.
f_find_marked() {
  f_marked=' '
  [ "$f_attempt" != - ] || return 0
  for f_file in $(exec grep -lszF "FETTLE_ATTEMPT=$f_dir/" "$f_proc"/[0-9]*/environ); do
    f_file=${f_file%/environ}
    f_marked="$f_marked${f_file##*/} "
  done
} 2>/dev/null
# Finds who descends from the command, as often as it takes.
f_find_members() {
  f_spaces=$IFS f_rows=
  f_find_marked
  for f_file in "$f_proc"/[0-9]*/stat; do
    read -r f_stat <"$f_file" || continue
    f_number=${f_stat%% *}
    set -- ${f_stat##*) }
    [ "$1" = Z ] || f_rows="$f_rows $f_number:$2:$3:$4:${20}"
  done
  f_known=' '
  for f_row in $f_members; do f_known="$f_known${f_row%%:*} "; done
  while f_add_rows; do :; done
  for f_row in $f_members; do echo "$f_row"; done >"$f_noted"
} 2>/dev/null
# Keeps of the members those who live.
f_sift() {
  f_all=$f_members f_members=
  for f_row in $f_all; do
    f_start=${f_row#*:}
    f_lives "${f_row%%:*}" "${f_start%:*}" && f_members="$f_members $f_row"
  done
}
f_any() {
  f_sift
  [ -n "$f_members" ] || { [ ! -e "$f_proc/self/stat" ] && f_group_lives "$f_group"; }
}
# Signals whom we may, and the rest as root where sudo lets us.
f_signal() {
  [ -z "$f_group" ] || f_kill "$1"
  f_denied=
  for f_row in $f_members; do
    f_number=${f_row%%:*} f_word=$1
    [ "-${f_row##*:}" != "$f_group" ] || f_word=0
    kill "-$f_word" "$f_number" || f_denied="$f_denied $f_number"
  done
  f_sift
  for f_number in $f_denied; do
    case "$f_members " in *" $f_number:"*) ;; *) continue ;; esac
    sudo -n kill "-$1" "$f_number"
  done
} >/dev/null 2>&1 </dev/null
f_wait_for_end() {
  f_left=$1
  while [ $f_left -gt 0 ] && f_any; do
    if sleep 0.2; then f_left=$((f_left - 1)); else sleep 1; f_left=$((f_left - 5)); fi
  done
} 2>/dev/null
f_user_of() {
  f_user=
  while read -r f_word f_value f_rest; do
    [ "$f_word" != Uid: ] || { f_user=$f_value; break; }
  done <"$f_proc/$1/status"
  while IFS=: read -r f_word f_rest f_value f_more; do
    [ "$f_value" != "$f_user" ] || { f_user=$f_word; break; }
  done </etc/passwd
} 2>/dev/null
# "PID START USER NAME" of each who lives on.
f_list_members() {
  for f_row in $f_members; do
    f_number=${f_row%%:*} f_start=${f_row#*:}
    f_user_of "$f_number"
    read -r f_stat <"$f_proc/$f_number/stat" || continue
    f_word=${f_stat#*\(}
    echo "$f_number ${f_start%:*} ${f_user:-?} ${f_word%)*}"
  done
  [ -n "$f_members" ] || echo "${f_group#-} 0 ? its process group"
} 2>/dev/null
f_end() {
  f_find_members
  f_sift
  f_signal TERM
  f_wait_for_end $((f_grace * 5))
  f_find_members
  f_sift
  f_signal KILL
  f_wait_for_end 10
}
)sh";

// Who declares an attempt dead makes its folder first: then nobody can start it any more.
const std::string_view kEndAttempt = R"sh(
umask 077
[ -d "$f_home" ] || mkdir -p "$f_home"
if [ -d "$f_dir" ] && ! f_ours "$f_dir"; then
  f_say unsafe "$f_dir belongs to another account"
  exit 0
fi
f_up
f_beats=0 f_group=
f_noted=$f_dir/noted
while ! f_has rc && [ $f_beats -lt 25 ]; do
  if mkdir "$f_dir" 2>/dev/null || { [ -e "$f_dir/run" ] && f_claim; }; then
    f_mark rc never
    f_say never "$f_now"
    exit 0
  fi
  f_has group && f_group=$f_value && break
  f_beats=$((f_beats + 1))
  f_nap
done
f_end_attempt() {
  f_end
  if f_any; then f_list_members >"$f_dir/left"; else rm -f "$f_dir/left"; fi
}
# An end that was cut short goes on with those whom it had noted.
if f_read_id && [ "$f_boot" = "$f_now" ]; then
  if f_has rc; then
    f_group=
    [ ! -s "$f_noted" ] || while read -r f_row; do f_members="$f_members $f_row"; done <"$f_noted"
    f_sift
  fi
  if [ -n "$f_members" ] || { [ -n "$f_group" ] && { f_group_lives "$f_group" || f_alive; }; }; then
    f_say ending
    f_end_attempt >/dev/null </dev/null 2>&1 &
    f_ender=$!
  elif [ -s "$f_noted" ]; then
    f_say ending
  fi
fi
)sh";

// Says who lives on; a last word tells that all was looked at.
const std::string_view kEndRead = R"sh(
f_up
f_noted=/dev/null
f_group=-$f_pid
if read -r f_stat 2>/dev/null <"$f_proc/$f_pid/stat"; then
  set -- ${f_stat##*) }
  f_group=-$3
elif ! f_kill 0; then
  f_group=$f_pid
fi
f_end
if ! f_any; then
  f_say ended
  exit 0
fi
f_list=$(f_list_members)
while [ -n "$f_list" ]; do
  f_line=${f_list%%"$f_nl"*}
  f_list=${f_list#"$f_line"}
  f_list=${f_list#"$f_nl"}
  set -f
  set -- $f_line
  set +f
  f_number=$1 f_user=$3
  shift 3
  f_say left "$f_number" "$f_user" "$*"
done
f_say unended
exit 0
)sh";

}  // namespace fettle::transport::texts
