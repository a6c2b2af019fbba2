#include "transport/ansible/ansible_order.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "transport/ansible/inventory.hpp"
#include "transport/ansible/module_result.hpp"
#include "transport/ansible/prepare.hpp"
#include "transport/ansible/unsafe_json.hpp"

namespace fettle::transport {
namespace {

using flow::CommandResult;
using flow::Ending;

constexpr std::string_view kAnswers = "answers";
constexpr std::size_t kAnswerMax = std::size_t{16} << 20;
constexpr std::size_t kWordsMax = 4096;
/// From here on a signal ended it (sh).
constexpr int kSignalled = 128;

/// What a playbook prints is its output; of a command Ansible's answer is kept until the end.
class Hearing : public ExecListener {
 public:
  explicit Hearing(OrderExecution& execution)
      : execution_(execution), streams_(execution.order.command.playbook.has_value()) {}
  void out(std::string_view bytes) override {
    if (streams_) return execution_.output.append(bytes);
    answer += bytes.substr(0, kAnswerMax + 1 - std::min(kAnswerMax + 1, answer.size()));
  }
  void err(std::string_view bytes) override {
    if (streams_) execution_.output.append(bytes);
    words += bytes.substr(0, kWordsMax - std::min(kWordsMax, words.size()));
  }
  bool cancelled() const override { return execution_.called_off().has_value(); }

  std::string answer;
  std::string words;

 private:
  OrderExecution& execution_;
  bool streams_;
};

/// What people see of a host in a playbook's output, where Ansible takes that for a name.
std::string host_name(const fleet::Server& server) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  const bool fits = !server.name.empty() && server.name.front() != '-' &&
                    std::ranges::all_of(server.name, is_plain);
  return fits ? server.name : "target";
}

void call_playbook(AnsibleRun& run, const flow::Playbook& playbook,
                   const std::map<std::string, std::string>& environment) {
  auto extra = playbook.bare;
  for (const auto& [name, value] : playbook.values) extra[name] = unsafe_json(value);
  for (const auto& [name, secret] : playbook.secrets) {
    const auto found = environment.find(secret);
    if (found != environment.end()) extra[name] = unsafe_json(found->second);
  }
  run.files.push_back({"playbook.yml", playbook.text});
  run.files.push_back({"extra.json", json_object(extra)});
  run.arguments = {"ansible-playbook",
                   "-i",
                   run.folder + "/inventory.json",
                   "-e",
                   "@" + run.folder + "/extra.json",
                   run.folder + "/playbook.yml"};
}

void call_raw(AnsibleRun& run, const std::string& script) {
  run.answer = kAnswers;
  run.files.push_back({"input.json", json_object({{"fettle_input", unsafe_script_json(script)}})});
  run.arguments = {"ansible", "all",
                   "-i",      run.folder + "/inventory.json",
                   "-t",      run.folder + "/" + std::string(kAnswers),
                   "-e",      "@" + run.folder + "/input.json",
                   "-m",      "ansible.builtin.raw",
                   "-a",      "{{ fettle_input }}"};
}

class WithoutReceipt {
 public:
  explicit WithoutReceipt(std::shared_ptr<OrderExecution> execution)
      : execution_(std::move(execution)), order_(execution_->order) {}

  Awaitable<CommandResult> run() {
    const auto& server = order_.target.server;
    auto prepared =
        co_await prepare_ansible(execution_->session->context, server,
                                 {.host = order_.command.playbook ? host_name(server) : "target",
                                  .become = identity_of(server, order_.become, order_.as_whom)},
                                 execution_->deadline);
    if (!prepared) co_return nothing_started(prepared.error().message);
    if (const auto why = execution_->called_off()) co_return ended(*why, "it was never started");
    co_return co_await start(std::move(prepared->run));
  }

 private:
  bool changes() const { return order_.command.access == flow::Access::kChange; }

  Awaitable<CommandResult> start(AnsibleRun run) {
    run.when_left = WhenLeft::kAwaitEnd;
    if (order_.command.playbook)
      call_playbook(run, *order_.command.playbook, order_.environment);
    else
      call_raw(run, order_.command.script);
    if (changes()) execution_->listener->started(order_.id);
    execution_->reached();
    Hearing hearing(*execution_);
    const auto end =
        co_await run_ansible(std::move(run), hearing, execution_->deadline, execution_->woken);
    co_return finished(judge(end, hearing));
  }

  CommandResult finished(CommandResult result) {
    execution_->output.finish();
    result.output_bytes = execution_->output.appended();
    result.tail = execution_->output.tail();
    return result;
  }

  static CommandResult nothing_started(const std::string& why) {
    return ended(Ending::kUnreachable, why + "; nothing was started");
  }

  /// Of what only reads nobody needs to know.
  CommandResult not_known(const std::string& why) const {
    return changes() ? ended(Ending::kUnknown, why + "; whether it ran is not known")
                     : ended(Ending::kUnreachable, why);
  }

  CommandResult judge(const ExecEnd& end, const Hearing& hearing) {
    if (const auto why = why_not_started(end, hearing.words); !why.empty())
      return nothing_started(why);
    if (const auto why = execution_->called_off()) return called_off(*why);
    if (end.kind != ExecEnd::Kind::kExited) return not_known("ansible could not be ended");
    if (end.exit_status > kSignalled && end.exit_status < 128 + 65)
      return not_known(fmt::format("ansible was ended by signal {}", end.exit_status - kSignalled));
    if (order_.command.playbook) return exited(end.exit_status);
    return judge_raw(end, hearing);
  }

  /// The processes are gone here; on the target what they had begun may go on.
  CommandResult called_off(Ending why) const {
    constexpr std::string_view kGoesOn =
        "Ansible was ended, and what it had begun on the target may run on";
    if (why == Ending::kCancelled) return ended(why, fmt::format("ended on request: {}", kGoesOn));
    if (!changes()) return ended(why, "its time was up");
    return ended(Ending::kUnknown, fmt::format("its time was up: {}", kGoesOn));
  }

  static CommandResult exited(int status) {
    auto result = ended(Ending::kExited, {});
    result.exit_status = status;
    return result;
  }

  CommandResult judge_raw(const ExecEnd& end, const Hearing& hearing) {
    if (hearing.answer.empty())
      return not_known(fmt::format("ansible ended with {}: {}", end.exit_status, hearing.words));
    const auto result = read_module_result(hearing.answer);
    if (result.kind != ModuleResult::Kind::kExited) return not_known(result.message);
    execution_->output.append(result.out);
    execution_->output.append(result.err);
    return exited(result.exit_status);
  }

  std::shared_ptr<OrderExecution> execution_;
  const ports::Order& order_;
};

}  // namespace

bool leaves_no_receipt(const ports::Order& order) {
  if (order.command.playbook) return true;
  const auto& server = order.target.server;
  return server.transport == fleet::TransportKind::kAnsible &&
         !has_posix_shell(ansible_connection(server));
}

std::optional<CommandResult> unknown_outcome(const ports::Order& order) {
  const bool changes = order.command.access == flow::Access::kChange;
  const bool may_have_run = changes && (order.known_started || order.asked_before);
  if (!may_have_run || !leaves_no_receipt(order)) return std::nullopt;
  return ended(Ending::kUnknown,
               "Fettle stopped while Ansible ran it, and Ansible leaves no receipt");
}

std::string ansible_refusal(const ports::Order& order) {
  if (!leaves_no_receipt(order)) return {};
  if (order.command.expect_reboot)
    return "`expect_reboot` needs a POSIX shell there and no playbook; restart it with "
           "ansible.builtin.reboot in a playbook";
  if (order.command.playbook) return {};
  const auto connection = ansible_connection(order.target.server);
  if (!order.environment.empty())
    return fmt::format(
        "over the Ansible connection {} a command would show its secrets on a "
        "command line; use a recipe of the kind ansible",
        connection);
  if (order.command.shell != flow::Shell::kSh)
    return fmt::format("over the Ansible connection {} no bash can be asked for", connection);
  return {};
}

Awaitable<CommandResult> execute_without_receipt(std::shared_ptr<OrderExecution> execution) {
  WithoutReceipt order(std::move(execution));
  co_return co_await order.run();
}

}  // namespace fettle::transport
