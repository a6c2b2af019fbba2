// A link over the real `ansible`: each program is one ad-hoc call of ansible.builtin.command, whose
// text goes there on standard input. For targets with a POSIX shell and Python; others see
// ansible_order.cpp. What a program writes comes when it has ended, as Ansible has it, byte for
// byte. docs/decisions/0023-ansible.md says why it is so.
#pragma once

#include <memory>
#include <string>

#include "core/fleet/server.hpp"
#include "transport/ansible/prepare.hpp"
#include "transport/context.hpp"
#include "transport/link.hpp"

namespace fettle::transport {

class AnsibleLink : public Link {
 public:
  AnsibleLink(std::shared_ptr<Context> context, fleet::Server server)
      : context_(std::move(context)), server_(std::move(server)) {}

  /// Has Ansible reach the target once: what can't be reached then was asked for nothing.
  Awaitable<Result<void>> connect(Deadline deadline) override;
  Awaitable<ExecEnd> exec(ShellCommand command, std::string input, ExecListener& listener,
                          Deadline deadline) override;
  std::shared_ptr<PasswordCache> become_passwords() const override { return become_passwords_; }
  bool is_interactive() const override { return false; }
  void notify() override { changed_->notify_all(); }
  void close() override;

 private:
  Result<void> judge_connect(const ExecEnd& end, std::string_view answer, std::string_view words);

  std::shared_ptr<Context> context_;
  fleet::Server server_;
  bool is_up_ = false;
  std::shared_ptr<int> closed_ = std::make_shared<int>(0);  ///< so often; outlives us in exec()
  std::shared_ptr<AsyncEvent> changed_ = std::make_shared<AsyncEvent>();
  std::shared_ptr<PasswordCache> become_passwords_;
};

}  // namespace fettle::transport
