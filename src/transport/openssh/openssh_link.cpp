#include "transport/openssh/openssh_link.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "transport/openssh/arguments.hpp"
#include "transport/openssh/askpass_server.hpp"
#include "transport/os/program.hpp"
#include "transport/ssh_words.hpp"

namespace fettle::transport {
namespace {

constexpr std::chrono::milliseconds kLookAgain{15};
constexpr std::chrono::seconds kCheckTimeout{5};
constexpr std::size_t kLogMax = std::size_t{16} * 1024;
constexpr int kSshFailed = 255;
/// Pipes and process of the master and of one command, while they are started.
constexpr int kDescriptors = 14;

/// A folder of our own for a socket and ssh's words. Removed with what is in it.
class ControlFolder {
 public:
  static Result<std::unique_ptr<ControlFolder>> make() {
    // Where a person is logged in this folder is theirs alone; socket names are short.
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    for (const char* parent : {runtime, "/tmp"}) {
      if (parent == nullptr) continue;
      std::string path = std::string(parent) + "/fettle-ssh-XXXXXX";
      if (path.size() > kPathMax || mkdtemp(path.data()) == nullptr) continue;
      return std::make_unique<ControlFolder>(std::move(path));
    }
    return fail(ErrorCode::kUnreachable,
                "no folder for ssh's control socket could be made in XDG_RUNTIME_DIR or /tmp");
  }
  explicit ControlFolder(std::string path) : path_(std::move(path)) {}
  ControlFolder(const ControlFolder&) = delete;
  ControlFolder& operator=(const ControlFolder&) = delete;
  ~ControlFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }
  std::string file(std::string_view name) const { return fmt::format("{}/{}", path_, name); }

 private:
  static constexpr std::size_t kPathMax = 70;  // a socket's name has 107 bytes, ssh adds 17
  std::string path_;
};

bool exists(const std::string& file) {
  struct stat found{};
  return ::stat(file.c_str(), &found) == 0;
}

/// What ssh wrote to a log: its words for people on one line, and the rest.
struct Log {
  std::string words;
  std::string debug;
};

Log read_log(const std::string& name) {
  Log result;
  std::ifstream file(name, std::ios::binary);
  std::string line;
  for (std::size_t size = 0; size < kLogMax && std::getline(file, line); size += line.size()) {
    std::erase(line, '\r');
    if (line.starts_with("debug"))
      result.debug += line + "\n";
    else if (!line.empty())
      result.words += (result.words.empty() ? "" : "; ") + line;
  }
  return result;
}

/// Ends `ssh` and removes `folder` when our end of standard input closes, and so also when we are
/// killed.
Arguments guarded(Arguments ssh, const std::string& folder) {
  Arguments result{"/bin/sh", "-c",
                   "folder=$1; shift; exec 3<&0 </dev/null\n"
                   "\"$@\" 3<&- &\nssh=$!\n"
                   "{ read -r end <&3; kill $ssh; rm -rf \"$folder\"; } 2>/dev/null &\nguard=$!\n"
                   "exec 3<&-\nwait $ssh\nstatus=$?\nkill $guard 2>/dev/null\nexit $status",
                   "ssh-master", folder};
  result.insert(result.end(), std::make_move_iterator(ssh.begin()),
                std::make_move_iterator(ssh.end()));
  return result;
}

/// Keeps a master's input open until it is to end. What it says before it opens its log is kept.
class Guard : public DiscardOutput {
 public:
  void err(std::string_view bytes) override {
    words += bytes.substr(0, kLogMax - std::min(kLogMax, words.size()));
  }
  bool cancelled() const override { return over; }
  std::optional<std::string> more_input() override { return std::string(); }
  bool over = false;
  std::string words;
};

}  // namespace

/// A master that is up, or on its way there or to its end.
struct OpensshLink::Master {
  explicit Master(std::unique_ptr<ControlFolder> made) : folder(std::move(made)) {}
  std::unique_ptr<ControlFolder> folder;
  std::optional<Limiter::Permit> descriptors;
  Guard guard;
  std::shared_ptr<AskpassServer> askpass;  ///< null where ssh asks nothing
  bool up = false;
  bool ended = false;
  std::string problem;       ///< why ssh itself could not be started
  bool persons_own = false;  ///< a master that the person started: never ours to end
  int commands = 0;          ///< so many were run: each has a log of its own

  std::string socket() const { return folder->file("s"); }
  std::string log() const { return folder->file("log"); }
  /// What ssh asks ends the log-in.
  void heed_askpass() {
    if (askpass && !askpass->problem().empty()) guard.over = true;
  }
  bool is_asking() const { return askpass && askpass->is_asking(); }
  void end_askpass(AskpassServer::End end) {
    if (askpass) askpass->stop(end);
  }
  std::string next_log() { return folder->file(fmt::format("log{}", ++commands)); }
};

OpensshLink::OpensshLink(std::shared_ptr<Context> context, fleet::Server server)
    : context_(std::move(context)), server_(std::move(server)) {}

OpensshLink::~OpensshLink() { OpensshLink::close(); }

void OpensshLink::close() {
  context_->idle_links.erase(this);
  if (!master_) return;
  master_->guard.over = true;
  master_->up = false;
  master_ = nullptr;
  changed_->notify_all();
}

Awaitable<Result<void>> OpensshLink::connect(Deadline deadline) {
  context_->idle_links.erase(this);
  const auto only = co_await connecting_.take(deadline);
  if (!only) co_return fail(ErrorCode::kUnreachable, server_.name + ": no connection in time");
  if (master_ && master_->up) co_return Result<void>();
  auto delay = context_->settings.retry_delay;
  for (int attempt = 1;; ++attempt) {
    auto connected = co_await connect_once(deadline);
    const bool may_pass = !connected && connected.error().code == ErrorCode::kUnreachable;
    if (!may_pass || attempt >= context_->settings.connect_tries || Clock::now() >= deadline)
      co_return connected;
    co_await sleep_until(std::min(deadline, Clock::now() + context_->jittered(delay)));
    delay *= 2;
  }
}

Settings OpensshLink::settings() const {
  Settings result = context_->settings;
  result.ssh_config_file = context_->client_environment().config_for_ssh;
  return result;
}

Awaitable<bool> OpensshLink::own_master_is_up(Deadline deadline) {
  DiscardOutput ignored;
  const auto end = co_await run_program(spawn_program(check_arguments(server_, settings())), {},
                                        ignored, std::min(deadline, Clock::now() + kCheckTimeout),
                                        changed_, WhenAbandoned::kIsEnded);
  co_return end.kind == ExecEnd::Kind::kExited&& end.exit_status == 0;
}

Awaitable<Result<void>> OpensshLink::connect_once(Deadline deadline) {
  const auto context = context_;
  auto descriptors = co_await context->take_descriptors(kDescriptors, deadline);
  if (!descriptors)
    co_return fail(ErrorCode::kUnreachable,
                   server_.name +
                       ": no file descriptor was free in time; raise the limit (ulimit -n), or run "
                       "fewer targets at once");
  const auto permit = co_await context->connects.take(deadline);
  if (!permit)
    co_return fail(ErrorCode::kUnreachable,
                   server_.name + ": too many connects under way, and time was up");
  const auto access = co_await ask_access(context, server_, deadline);
  if (!access) co_return std::unexpected(access.error());
  auto opened = co_await open_access(context, *access, deadline);
  if (!opened) co_return std::unexpected(opened.error());
  access_ = *std::move(opened);
  auto folder = ControlFolder::make();
  if (!folder) co_return std::unexpected(folder.error());
  const auto master = std::make_shared<Master>(*std::move(folder));
  master->descriptors.emplace(*std::move(descriptors));
  master_ = master;
  co_return co_await bring_up(master, *access, deadline);
}

Awaitable<Result<void>> OpensshLink::bring_up(std::shared_ptr<Master> master,
                                              std::shared_ptr<const ports::ServerAccess> access,
                                              Deadline deadline) {
  const auto given = give_access(server_, settings(), *access, master->folder->path());
  if (!given) co_return std::unexpected(given.error());
  master->persons_own = !given->is_own && co_await own_master_is_up(deadline);
  if (master->persons_own) {
    master->up = true;
    co_return Result<void>();
  }
  if (const auto started = start(master, *given, *access); !started)
    co_return std::unexpected(started.error());
  const bool is_up = co_await log_in(master, deadline);
  const bool is_refused =
      !is_up && master->ended && refused(*master).error().code == ErrorCode::kRefused;
  master->end_askpass(is_up        ? AskpassServer::End::kLoggedIn
                      : is_refused ? AskpassServer::End::kRefused
                                   : AskpassServer::End::kBroken);
  if (!is_up && !master->ended) {
    master->guard.over = true;
    changed_->notify_all();
    co_return gave_up(*master);
  }
  if (!is_up) co_return refused(*master);
  master->up = master_ == master;
  if (!master->up) co_return fail(ErrorCode::kUnreachable, "the link was closed");
  co_return Result<void>();
}

Result<void> OpensshLink::start(const std::shared_ptr<Master>& master, const GivenAccess& given,
                                const ports::ServerAccess& access) {
  std::vector<std::string> variables;
  if (!context_->settings.askpass_program.empty()) {
    const std::weak_ptr<Master> weak = master;
    FETTLE_TRY(askpass, AskpassServer::listen(context_, server_.name, master->folder->file("ask"),
                                              [weak, changed = changed_] {
                                                if (const auto one = weak.lock())
                                                  one->heed_askpass();
                                                changed->notify_all();
                                              }));
    if (access_.has_login())
      askpass->use(access_.passwords ? access_.passwords : context_->no_passwords,
                   access.passphrase ? context_->own_passwords.of(access.passphrase)
                                     : context_->no_passwords);
    variables = askpass->variables();
    master->askpass = std::move(askpass);
  }
  const auto arguments =
      master_arguments(given.server, given.settings, master->socket(), master->log());
  auto child = spawn_program(guarded(arguments, master->folder->path()), variables);
  net::co_spawn(context_->executor, watch(master, std::move(child), changed_), net::detached);
  return {};
}

/// Whether the master is up in time. A person may take longer than that.
Awaitable<bool> OpensshLink::log_in(std::shared_ptr<Master> master, Deadline deadline) {
  const auto& settings = context_->settings;
  Deadline latest = Clock::now() + settings.connect_timeout + settings.authentication_timeout;
  while (!master->ended && !exists(master->socket())) {
    if (master->is_asking())
      latest = std::max(latest, Clock::now() + settings.authentication_timeout);
    const Deadline until = std::min(latest, deadline);
    if (Clock::now() >= until) co_return false;
    co_await changed_->wait(std::min(until, Clock::now() + kLookAgain));
  }
  co_return !master->ended;
}

/// Runs the master until the link lets it go or it ends by itself.
Awaitable<void> OpensshLink::watch(std::shared_ptr<Master> master, Result<Child> child,
                                   std::shared_ptr<AsyncEvent> changed) {
  const ExecEnd end = co_await run_program(std::move(child), {}, master->guard, Deadline::max(),
                                           changed, WhenAbandoned::kRunsOn);
  if (end.kind == ExecEnd::Kind::kNotStarted) master->problem = end.error.message;
  master->ended = true;
  master->up = false;
  master->descriptors.reset();
  changed->notify_all();
}

std::unexpected<Error> OpensshLink::gave_up(const Master& master) const {
  const std::string words = read_log(master.log()).words;
  return fail(ErrorCode::kUnreachable, fmt::format("{}: ssh did not log in in time{}{}",
                                                   server_.name, words.empty() ? "" : ": ", words));
}

std::unexpected<Error> OpensshLink::refused(const Master& master) const {
  if (master.askpass && !master.askpass->problem().empty())
    return fail(ErrorCode::kRefused,
                fmt::format("{}: {}", server_.name, master.askpass->problem()));
  std::string words = master.problem.empty() ? read_log(master.log()).words : master.problem;
  if (words.empty()) words = master.guard.words;
  if (words.empty()) words = "it ended without a word";
  return fail(is_ssh_refusal(words) ? ErrorCode::kRefused : ErrorCode::kUnreachable,
              fmt::format("{}: ssh could not log in: {}{}", server_.name, words,
                          master.askpass ? master.askpass->closed_keys() : ""));
}

Awaitable<ExecEnd> OpensshLink::exec(ShellCommand command, std::string input,
                                     ExecListener& listener, Deadline deadline) {
  const auto master = master_;
  if (!master || !master->up)
    co_return ExecEnd{
        .kind = ExecEnd::Kind::kNotStarted,
        .exit_status = 0,
        .error = {ErrorCode::kUnreachable, server_.name + ": ssh is not connected", {}, {}}};
  context_->idle_links.erase(this);
  ++running_;
  const std::string log = master->next_log();
  const Arguments arguments = master->persons_own
                                  ? own_master_arguments(server_, settings(), log, command)
                                  : command_arguments(master->socket(), log, command);
  ExecEnd end = co_await run_program(spawn_program(arguments), std::move(input), listener, deadline,
                                     changed_, WhenAbandoned::kIsEnded);
  end = judge(std::move(end), log);
  if (--running_ == 0 && master_ == master) became_idle();
  co_return end;
}

void OpensshLink::became_idle() {
  if (context_->descriptors.is_wanted())
    OpensshLink::close();
  else
    context_->idle_links.insert(this);
}

/// ssh exits with 255 for what went wrong with itself, and so may a command.
ExecEnd OpensshLink::judge(ExecEnd end, const std::string& log) const {
  const auto [words, debug] = read_log(log);
  std::error_code ignored;
  std::filesystem::remove(log, ignored);
  if (end.kind != ExecEnd::Kind::kExited || end.exit_status != kSshFailed) return end;
  if (debug.find("Received exit status from master") != std::string::npos) return end;
  const bool was_asked = debug.find("master session id") != std::string::npos;
  const bool refused = words.find("session request failed") != std::string::npos;
  return {.kind = was_asked ? ExecEnd::Kind::kLost : ExecEnd::Kind::kNotStarted,
          .exit_status = 0,
          .error = {refused ? ErrorCode::kRefused : ErrorCode::kUnreachable,
                    fmt::format("{}: {}", server_.name,
                                refused ? words : std::string("the connection was lost")),
                    {},
                    {}}};
}

}  // namespace fettle::transport
