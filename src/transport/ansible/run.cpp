#include "transport/ansible/run.hpp"

#include <fmt/format.h>

#include "transport/os/child.hpp"
#include "transport/os/program.hpp"
#include "transport/os/system_random.hpp"

namespace fettle::transport {
namespace {

/// Ansible is told to write for programs, to ask nobody, and never to try a command again by
/// itself. What of its configuration says how hosts are reached is left alone. `ending` says that
/// the watcher is at work, which is then waited for: who heads the group may go before the others.
/// Nobody may read what we say any more (PIPE); the folder goes all the same.
constexpr std::string_view kGuard = R"sh(
folder=$1 answer=$2 grace=$3
shift 3
{ [ -r . ] && [ -x . ]; } || cd /
mask=$(umask)
umask 077
mkdir "$folder" || exit 125
trap 'rm -rf "$folder"' EXIT
trap : TERM INT HUP PIPE
while read -r size name && [ "$size" != end ]; do
  head -c "$size" >"$folder/$name" || exit 125
done
[ "$size" = end ] || exit 125
export ANSIBLE_NOCOLOR=1 ANSIBLE_FORCE_COLOR=0 ANSIBLE_NOCOWS=1 ANSIBLE_RETRY_FILES_ENABLED=0
export ANSIBLE_LOCAL_TEMP="$folder/tmp" ANSIBLE_DEPRECATION_WARNINGS=0 PYTHONUNBUFFERED=1
export ANSIBLE_SSH_RETRIES=0 ANSIBLE_PIPELINING=1 ANSIBLE_KEEP_REMOTE_FILES=0
exec 3<&0 </dev/null
umask "$mask"
if [ -n "$answer" ]; then setsid "$@" 3<&- >/dev/null & else setsid "$@" 3<&- & fi
child=$!
{
  read -r end <&3
  : >"$folder/ending"
  kill -TERM "-$child"
  beats=0
  while kill -0 "-$child" && [ $beats -lt $((grace * 5)) ]; do
    sleep 0.2
    beats=$((beats + 1))
  done
  kill -KILL "-$child"
} >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $child
status=$?
while [ $status -gt 128 ] && kill -0 $child 2>/dev/null; do
  wait $child
  status=$?
done
[ -e "$folder/ending" ] && wait $watcher || kill $watcher 2>/dev/null
[ -z "$answer" ] || cat "$folder/$answer"/* 2>/dev/null
exit $status
)sh";

/// What the shell reads: each file after its size and name, then the end of them.
std::string framed(const std::vector<AnsibleRun::File>& files) {
  std::string text;
  for (const auto& file : files)
    text += fmt::format("{} {}\n{}", file.content.size(), file.name, file.content);
  return text + "end\n";
}

/// Keeps the shell's input open for as long as somebody listens.
class Guarded : public ExecListener {
 public:
  Guarded(ExecListener& listener, Deadline deadline, WhenLeft when_left)
      : listener_(listener), deadline_(deadline), when_left_(when_left) {}
  void out(std::string_view bytes) override { listener_.out(bytes); }
  void err(std::string_view bytes) override { listener_.err(bytes); }
  bool cancelled() const override { return when_left_ == WhenLeft::kReturn && is_left(); }
  std::optional<std::string> more_input() override {
    if (is_left()) return std::nullopt;
    return std::string();
  }

 private:
  bool is_left() const { return listener_.cancelled() || Clock::now() >= deadline_; }

  ExecListener& listener_;
  Deadline deadline_;
  WhenLeft when_left_;
};

/// Beyond the grace, for the shell to tidy up.
constexpr std::chrono::seconds kTidyUp{10};

}  // namespace

std::string new_ansible_folder() {
  SystemRandom random;
  return fmt::format("/tmp/fettle-ansible-{:016x}{:016x}", random.bits(), random.bits());
}

Awaitable<ExecEnd> run_ansible(AnsibleRun run, ExecListener& listener, Deadline deadline,
                               std::shared_ptr<AsyncEvent> changed) {
  auto words = std::move(run.launcher);
  words.insert(words.end(), {"/bin/sh", "-c", std::string(kGuard), "fettle-ansible", run.folder,
                             run.answer, std::to_string(run.kill_grace.count())});
  words.insert(words.end(), std::make_move_iterator(run.arguments.begin()),
               std::make_move_iterator(run.arguments.end()));
  Guarded guarded(listener, deadline, run.when_left);
  net::steady_timer reminder(co_await net::this_coro::executor, deadline);
  reminder.async_wait([changed](const boost::system::error_code& error) {
    if (!error) changed->notify_all();
  });
  Deadline latest = deadline;
  if (run.when_left == WhenLeft::kAwaitEnd) latest += run.kill_grace + kTidyUp;
  co_return co_await run_program(spawn_program(words), framed(run.files), guarded, latest, changed,
                                 WhenAbandoned::kRunsOn);
}

}  // namespace fettle::transport
