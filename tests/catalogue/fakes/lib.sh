# Every fake tool begins with this: it notes the call, and fails where the test told it to.
# $FAKE_STATE is the sandbox's folder: installed/ and available/ hold one file a package (its
# version), calls is the log, fail holds a part of the call that shall fail.
set -eu
tool=${0##*/}
echo "$tool $*" >>"$FAKE_STATE/calls"
if [ -e "$FAKE_STATE/fail" ]; then
  case "$tool $*" in
    *"$(cat "$FAKE_STATE/fail")"*)
      echo "$tool: told to fail" >&2
      exit 1
      ;;
  esac
fi

# The installed packages that match a shell pattern and have a newer version available.
outdated() {
  for file in "$FAKE_STATE"/installed/*; do
    name=${file##*/}
    [ -e "$FAKE_STATE/available/$name" ] || continue
    case $name in $1) ;; *) continue ;; esac
    cmp -s "$file" "$FAKE_STATE/available/$name" || echo "$name"
  done
}

take_newest() {
  cp "$FAKE_STATE/available/$1" "$FAKE_STATE/installed/$1"
}
