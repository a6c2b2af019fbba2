#include "transport/ansible/prepare.hpp"

#include <fmt/format.h>

#include "transport/ansible/inventory.hpp"

namespace fettle::transport {
namespace {

/// Pipes and process, while Ansible runs.
constexpr int kDescriptors = 8;
/// How the shell of run.cpp ends where it has no folder, and setsid(1) where there is no program.
constexpr int kNoFolder = 125;
constexpr int kNoProgram = 127;

/// For whom Ansible becomes; asked for where nobody keeps it.
Awaitable<std::optional<std::string>> become_password(std::shared_ptr<Context> context,
                                                      const ports::ServerAccess& access,
                                                      Identity become, Deadline deadline) {
  if (!become.become) co_return std::nullopt;
  if (access.become_password) co_return access.become_password.value;
  const auto account = become.name();
  if (!context->become_passwords->may_have(account)) co_return std::nullopt;
  if (!co_await context->become_passwords->open(account, deadline)) co_return std::nullopt;
  const auto* found = context->become_passwords->find(account);
  co_return found == nullptr ? std::nullopt : std::optional(*found);
}

/// A person's password for accounts that no service keeps one for.
Awaitable<std::optional<std::string>> login_password(std::shared_ptr<Context> context,
                                                     const ports::ServerAccess& access,
                                                     std::string user, Deadline deadline) {
  if (access.password) co_return access.password.value;
  if (access.key || !context->passwords->may_have(user)) co_return std::nullopt;
  if (!co_await context->passwords->open(user, deadline)) co_return std::nullopt;
  const auto* found = context->passwords->find(user);
  co_return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace

Awaitable<Result<PreparedAnsible>> prepare_ansible(std::shared_ptr<Context> context,
                                                   fleet::Server server, PrepareWish wish,
                                                   Deadline deadline) {
  const auto access = co_await ask_access(context, server, deadline);
  if (!access) co_return std::unexpected(access.error());
  auto descriptors = co_await context->take_descriptors(kDescriptors, deadline);
  if (!descriptors)
    co_return fail(ErrorCode::kUnreachable,
                   server.name +
                       ": no file descriptor was free in time; raise the limit (ulimit -n), or run "
                       "fewer targets at once");
  const auto password = co_await login_password(context, **access, server.user, deadline);
  if (!wish.become_password)
    wish.become_password = co_await become_password(context, **access, wish.become, deadline);
  PreparedAnsible prepared{
      .run = {}, .descriptors = *std::move(descriptors), .become_passwords = {}};
  prepared.run.folder = new_ansible_folder();
  prepared.run.launcher = context->settings.ansible.launcher;
  prepared.run.kill_grace = context->settings.kill_grace;
  auto files = ansible_inventory({.server = server,
                                  .settings = context->settings,
                                  .access = **access,
                                  .folder = prepared.run.folder,
                                  .host = wish.host,
                                  .password = password,
                                  .become = wish.become,
                                  .become_password = wish.become_password});
  if (!files) co_return std::unexpected(files.error());
  prepared.run.files = *std::move(files);
  if ((*access)->become_password)
    prepared.become_passwords = context->own_passwords.of((*access)->become_password);
  co_return prepared;
}

std::string why_not_started(const ExecEnd& end, std::string_view words) {
  if (end.kind == ExecEnd::Kind::kNotStarted) return end.error.message;
  if (end.kind != ExecEnd::Kind::kExited) return {};
  if (end.exit_status == kNoFolder)
    return fmt::format("no folder for what Ansible is given could be made in /tmp: {}", words);
  if (end.exit_status == kNoProgram && words.contains("failed to execute"))
    return "Ansible is not installed where Fettle runs: install ansible-core";
  return {};
}

}  // namespace fettle::transport
