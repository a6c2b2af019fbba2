#include "transport/ansible/ansible_link.hpp"

#include <fmt/format.h>

#include "core/document/shell.hpp"
#include "transport/ansible/inventory.hpp"
#include "transport/ansible/module_result.hpp"
#include "transport/ansible/unsafe_json.hpp"
#include "transport/ssh_words.hpp"

namespace fettle::transport {
namespace {

constexpr std::string_view kHost = "target";
constexpr std::string_view kAnswers = "answers";
/// As JSON holds it, twice in hexadecimal digits, lines apart and as a whole.
constexpr std::size_t kAnswerMax = std::size_t{16} << 20;
constexpr std::size_t kWordsMax = 4096;

/// Keeps what a call of Ansible tells until its end; says meanwhile who is still interested.
class Answer : public ExecListener {
 public:
  Answer(ExecListener* interested, std::shared_ptr<int> closed)
      : interested_(interested), closed_(std::move(closed)), closed_before_(*closed_) {}
  void out(std::string_view bytes) override { add(json, bytes, kAnswerMax + 1); }
  void err(std::string_view bytes) override { add(words, bytes, kWordsMax); }
  bool cancelled() const override {
    return is_closed() || (interested_ != nullptr && interested_->cancelled());
  }
  bool is_closed() const { return *closed_ != closed_before_; }

  std::string json;
  std::string words;

 private:
  static void add(std::string& text, std::string_view bytes, std::size_t max) {
    text += bytes.substr(0, max - std::min(max, text.size()));
  }
  ExecListener* interested_;
  std::shared_ptr<int> closed_;
  int closed_before_;
};

/// Hexadecimal digits, as Ansible takes output for text and would change what is none. `printf` is
/// the shell's own, so that no list of processes shows the input.
std::string wrapped(std::string_view command, std::string_view input) {
  return fmt::format(
      "{{ exec 3>&1\n"
      "f_end=$({{ {{ printf '%s' {} | {{ {}\n}} 3>&- 4>&-; echo $? >&4; }} |\n"
      "od -An -v -tx1 | tr -d ' \\n' >&3; }} 4>&1)\n"
      "exit \"${{f_end:-1}}\"\n}}\n",
      document::shell_quote(input), command);
}

void call(AnsibleRun& run, std::vector<std::string> module) {
  run.answer = kAnswers;
  run.arguments = {"ansible", "all",
                   "-i",      run.folder + "/inventory.json",
                   "-t",      run.folder + "/" + std::string(kAnswers)};
  run.arguments.insert(run.arguments.end(), std::make_move_iterator(module.begin()),
                       std::make_move_iterator(module.end()));
}

void call_command(AnsibleRun& run, const std::string& text) {
  run.files.push_back({"input.json", json_object({{"fettle_input", unsafe_script_json(text)}})});
  call(run, {"-m", "ansible.builtin.command", "-a",
             "sh stdin=\"{{ fettle_input }}\" stdin_add_newline=no strip_empty_ends=no", "-e",
             "@" + run.folder + "/input.json"});
}

ExecEnd ended_as(ExecEnd::Kind kind, Error error) {
  return {.kind = kind, .exit_status = 0, .error = std::move(error)};
}

Error refused(std::string message) { return {ErrorCode::kRefused, std::move(message), {}, {}}; }
Error unreachable(std::string message) {
  return {ErrorCode::kUnreachable, std::move(message), {}, {}};
}

std::string last_words(const ExecEnd& end, std::string_view words) {
  const auto last = words.find_last_not_of(" \r\n");
  if (last == std::string_view::npos)
    return fmt::format("ansible ended with {} and without a word", end.exit_status);
  return fmt::format("ansible: {}", words.substr(0, last + 1));
}

/// What a call that has ended says of what it was to run; its output goes to `listener`.
ExecEnd judge(const std::string& name, const ExecEnd& end, const Answer& answer,
              ExecListener& listener) {
  using Kind = ExecEnd::Kind;
  if (auto why = why_not_started(end, answer.words); !why.empty())
    return ended_as(Kind::kNotStarted, refused(fmt::format("{}: {}", name, why)));
  if (answer.json.empty())
    return ended_as(Kind::kLost,
                    unreachable(fmt::format("{}: {}", name, last_words(end, answer.words))));
  auto result = read_module_result(answer.json);
  const auto message = fmt::format("{}: {}", name, result.message);
  switch (result.kind) {
    case ModuleResult::Kind::kExited:
      if (!result.err.empty()) listener.err(result.err);
      if (!result.out.empty()) listener.out(bytes_of_hex(result.out));
      return {.kind = Kind::kExited, .exit_status = result.exit_status, .error = {}};
    case ModuleResult::Kind::kNoPython:
      return ended_as(Kind::kNotStarted,
                      refused(fmt::format("{}; Ansible needs Python there: install it, or name it "
                                          "with ansible_python_interpreter",
                                          message)));
    case ModuleResult::Kind::kNotBecome:
      return ended_as(Kind::kNotStarted, {ErrorCode::kUnauthenticated, message, {}, {}});
    case ModuleResult::Kind::kUnreachable:
    case ModuleResult::Kind::kFailed:
      return ended_as(Kind::kLost, unreachable(message));
  }
  std::unreachable();
}

}  // namespace

void AnsibleLink::close() {
  is_up_ = false;
  ++*closed_;
  changed_->notify_all();
}

Awaitable<Result<void>> AnsibleLink::connect(Deadline deadline) {
  // This machine is there.
  is_up_ = is_up_ || ansible_connection(server_) == "local";
  if (is_up_) co_return Result<void>();
  const auto context = context_;
  const auto permit = co_await context->connects.take(deadline);
  if (!permit)
    co_return fail(ErrorCode::kUnreachable,
                   server_.name + ": too many connects under way, and time was up");
  auto prepared =
      co_await prepare_ansible(context, server_, {.host = std::string(kHost)}, deadline);
  if (!prepared) co_return std::unexpected(prepared.error());
  become_passwords_ = prepared->become_passwords;
  call(prepared->run, {"-m", "ansible.builtin.raw", "-a", "true"});
  Answer answer(nullptr, closed_);
  const auto latest =
      Clock::now() + context->settings.connect_timeout + context->settings.authentication_timeout;
  const auto end =
      co_await run_ansible(std::move(prepared->run), answer, std::min(deadline, latest), changed_);
  if (end.kind == ExecEnd::Kind::kAbandoned)
    co_return fail(ErrorCode::kUnreachable, server_.name + ": Ansible did not reach it in time");
  co_return judge_connect(end, answer.json, answer.words);
}

Result<void> AnsibleLink::judge_connect(const ExecEnd& end, std::string_view answer,
                                        std::string_view words) {
  if (auto why = why_not_started(end, words); !why.empty())
    return fail(ErrorCode::kRefused, fmt::format("{}: {}", server_.name, why));
  if (answer.empty())
    return fail(ErrorCode::kRefused, fmt::format("{}: {}", server_.name, last_words(end, words)));
  const auto result = read_module_result(answer);
  is_up_ = result.kind == ModuleResult::Kind::kExited;
  if (is_up_) return {};
  const bool may_pass =
      result.kind == ModuleResult::Kind::kUnreachable && !is_ssh_refusal(result.message);
  return fail(may_pass ? ErrorCode::kUnreachable : ErrorCode::kRefused,
              fmt::format("{}: {}", server_.name, result.message));
}

Awaitable<ExecEnd> AnsibleLink::exec(ShellCommand command, std::string input,
                                     ExecListener& listener, Deadline deadline) {
  using Kind = ExecEnd::Kind;
  if (command.streams == Streams::kTerminal)
    co_return ended_as(Kind::kNotStarted,
                       refused(server_.name + ": Ansible gives no terminal to a command"));
  const auto name = server_.name;
  const auto closed = closed_;
  PrepareWish wish{.host = std::string(kHost)};
  if (command.becoming) {
    if (command.becoming->method != flow::BecomeMethod::kSudo)
      co_return ended_as(Kind::kNotStarted,
                         refused(name + ": over Ansible a password can be given to sudo alone, as "
                                        "the text would lie on the target's disk for su"));
    wish.become = {
        .become = true, .user = command.becoming->user, .method = command.becoming->method};
    wish.become_password = command.becoming->password;
  }
  auto prepared = co_await prepare_ansible(context_, server_, std::move(wish), deadline);
  if (!prepared) co_return ended_as(Kind::kNotStarted, std::move(prepared).error());
  become_passwords_ = prepared->become_passwords;
  call_command(prepared->run, wrapped(command.text, input));
  Answer answer(&listener, closed);
  auto end = co_await run_ansible(std::move(prepared->run), answer, deadline, changed_);
  if (answer.is_closed())
    co_return ended_as(Kind::kLost, unreachable(name + ": the link was closed"));
  if (end.kind == Kind::kAbandoned) co_return end;
  co_return judge(name, end, answer, listener);
}

}  // namespace fettle::transport
