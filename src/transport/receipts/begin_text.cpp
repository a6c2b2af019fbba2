#include "transport/receipts/texts.hpp"

namespace fettle::transport::texts {

// One `ls` for all folders on the way: no shell has the mode of a file built in. A folder that
// others may write to is well only if it is sticky and what we use of it is ours or root's.
const std::string_view kPlace = R"sh(
f_refuse_place() { f_say unsafe "$1"; exit 0; }
if [ ! -d "$f_home" ] && [ ! -L "$f_home" ] && ! f_why=$(mkdir -p "$f_home" 2>&1); then
  f_say unwritable "$f_dir ($f_why)"
  exit 0
fi
[ ! -L "$f_home" ] || f_refuse_place "$f_home is a link"
f_ours "$f_home" || f_refuse_place "$f_home belongs to another account"
case $f_home in *"$f_nl"*) f_refuse_place "the name of $f_home has two lines" ;; esac
f_list_folders() {
  f_path= f_rest=$f_home
  cd -P "$f_home" && f_real=$PWD && { cd || cd /; }
  set -- /
  for f_way in "$f_home" "$f_real"; do
    f_path= f_rest=${f_way#/}
    while [ -n "$f_rest" ]; do
      f_part=${f_rest%%/*}
      f_rest=${f_rest#"$f_part"}
      f_rest=${f_rest#/}
      [ -n "$f_part" ] || continue
      f_path=$f_path/$f_part
      set -- "$@" "$f_path"
    done
    [ "$f_home" != "$f_real" ] || break
  done
  f_list=$(LC_ALL=C; export LC_ALL; exec ls -ldn -- "$@" 2>&1)
} 2>/dev/null
f_judge_folder() {
  set -f
  set -- $f_line
  set +f
  f_name=/${f_line#* /}
  case $3 in 0 | "$f_me") ;; *) f_refuse_place "$f_name belongs to another account" ;; esac
  case $1 in
    l* | ?????-??-*) return ;;
    ?????????[tT]*) [ "$f_name" = "$f_real" ] || return ;;
  esac
  f_refuse_place "$f_name can be written by others than its owner"
}
f_list_folders || f_refuse_place "$f_home cannot be examined ($f_list)"
f_line=${f_list%%" $f_real$f_nl"*}
f_line=${f_line%" $f_real"}
f_line=${f_line##*"$f_nl"}
set -- $f_line
f_me=$3
while [ -n "$f_list" ]; do
  f_line=${f_list%%"$f_nl"*}
  f_list=${f_list#"$f_line"}
  f_list=${f_list#"$f_nl"}
  f_judge_folder
done
)sh";

const std::string_view kBeside = R"sh(
# Who of attempt $f_dir lives yet, in f_who.
f_look_who_lives() {
  f_who=
  f_read_id && [ "$f_boot" = "$f_now" ] || return
  if [ -s "$f_dir/left" ]; then
    while read -r f_left_pid f_left_since f_left_user f_left_name; do
      f_lives "$f_left_pid" "$f_left_since" && f_who="pid $f_left_pid of $f_left_user"
    done <"$f_dir/left"
  elif ! f_has rc && f_alive; then
    f_who="its runner, pid $f_pid"
  elif ! f_has rc && f_has group && f_group_lives "$f_value"; then
    f_who="process group ${f_value#-}"
  fi
  [ -n "$f_who" ]
} 2>/dev/null
f_mine=$f_dir
for f_dir in "$f_home/${f_attempt%-*}"-*; do
  [ "$f_dir" != "$f_mine" ] && f_ours "$f_dir" && f_look_who_lives || continue
  [ "$(cat "$f_dir/cmd")" = "$(printf '%s\n' "$f_script")" ] || continue
  f_say beside "$f_who"
  exit 0
done
f_dir=$f_mine
)sh";

// What may fail has its turn before the marker: where that is missing, nothing has begun. The
// number and the start of the runner find their place as blanks, as everything that comes late.
const std::string_view kPrepare = R"sh(
f_mask=
while read -r f_word f_value; do
  [ "$f_word" != Umask: ] || { f_mask=$f_value; break; }
done 2>/dev/null <"$f_proc/self/status"
[ -n "$f_mask" ] || f_mask=$(umask)
umask 077
f_setsid=setsid
command -v setsid >/dev/null 2>&1 || { f_setsid=; trap '' HUP; }
f_blank='                        '
f_write() {
  printf '%s\n' "$f_script" >"$f_dir/cmd" && echo "$f_blank" >"$f_dir/group" &&
    echo "$f_blank" >"$f_dir/rc" && echo "$f_blank" >"$f_dir/kept" &&
    echo "$f_blank$f_blank$f_blank$f_blank" >"$f_dir/id" && printf '%s\n' "$f_runner" >"$f_dir/run"
} 2>/dev/null
f_up
f_woken=
if ! f_why=$(exec mkdir "$f_dir" 2>&1); then
  if [ ! -d "$f_dir" ]; then
    f_say unwritable "$f_dir ($f_why)"
    exit 0
  fi
elif ! f_write; then
  rm -rf "$f_dir"
  f_say unwritable "$f_dir (no space or no permission)"
  exit 0
else
  trap 'f_woken=1' URG
  # No process may be left for it.
  trap 'f_claim && f_never' EXIT
)sh";

// The runner is detached. Without setsid it stays in the session of whoever asked for it. It holds
// no stream of ours.
const std::string_view kSpawn = R"sh(
  {)sh";
const std::string_view kSpawned = R"sh(
    exec $f_setsid sh "$f_dir/run" "$f_dir" "$f_mask" "$f_now" $$ $f_shell $f_setsid
  } </dev/null >/dev/null 2>&1 &
  trap - EXIT
fi
# The runner wakes us when all is done.
f_pause() {
  [ $f_beats -lt 50 ] || { f_nap; return; }
  sleep 0.2 >/dev/null 2>&1 &
  f_sleeper=$!
  [ -z "$f_woken" ] || return 0
  wait $f_sleeper
  case $? in
    0) ;;
    1) sleep 1 ;;
    *) kill $f_sleeper 2>/dev/null ;;
  esac
}
f_follow
)sh";

// Two forks of one shell, which waits for both: one starts the command, one keeps its output. The
// shell is who is written down as the runner.
const std::string_view kRunner = R"sh(
f_dir=$1 f_mask=$2 f_boot=$3 f_session=$4 f_shell=$5 f_setsid=$6
cd "$f_dir" || exit
# SIGURG is ignored by whoever doesn't wait for it, should the number belong to somebody else now.
f_wake() { f_has "$1" && kill -URG "$f_session"; }

f_start() {
  f_claim || exit
  f_since=none
  if read -r f_stat 2>/dev/null <"$f_proc/$$/stat"; then
    set -- ${f_stat##*) }
    f_since=${20}
  fi
  trap 'f_never; kill -URG "$f_session"' EXIT
  echo "$f_boot $$ $f_since" 1<>id
  (
    cd || cd /
    umask "$f_mask"
    FETTLE_ATTEMPT=$f_dir/
    export FETTLE_ATTEMPT
    exec $f_setsid $f_shell "$f_dir/cmd"
  ) </dev/null 2>&1 &
  f_group=$!
  trap - EXIT
  exec >/dev/null
  f_mark group "${f_setsid:+-}$f_group"
  wait $f_group
  f_mark rc $?
  f_wake kept
}
# Fills file $1 up to $2 bytes; 1: the input has ended, 3: the disk is full. dd passes on what a
# read brings, loses nothing, and says "3+1 records in", sometimes after a warning.
f_keep() {
  f_left=$2
  while [ "$f_left" -gt 0 ]; do
    f_size=4096 f_count=$((f_left / 4096))
    [ $f_count -gt 0 ] || f_size=$f_left f_count=1
    f_read=$(LC_ALL=C; export LC_ALL; exec dd bs="$f_size" count="$f_count" 2>&1 >>"$1") || return 3
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
# Where one dd has kept all, it has said of how many bytes: "all:6".
f_count_kept() {
  [ -z "$f_part" ] && [ "$f_left" -eq 524288 ] || return
  case $f_read in *' bytes '*) f_size=${f_read%%' bytes '*} f_all=all:${f_size##*[!0-9]} ;; esac
}
# Whoever ends the runner's group does not end the command by taking away its reader.
f_keep_all() {
  trap '' HUP INT TERM
  f_part= f_all=all
  f_keep_head_and_tail
  if [ $? -eq 3 ]; then
    f_mark kept lost
    cat >/dev/null
  else
    f_count_kept
    f_mark kept "$f_all"
  fi
  f_wake rc
}
# No process may be left for the second of the two: then the first finds this claimed.
trap 'f_claim && f_never' EXIT
f_start | f_keep_all
trap - EXIT
exit
)sh";

}  // namespace fettle::transport::texts
