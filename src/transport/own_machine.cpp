#include "transport/own_machine.hpp"

#include "transport/ansible/ansible_order.hpp"
#include "transport/ssh/ssh_route.hpp"

namespace fettle::transport {

std::string own_machine_refusal(const fleet::Server& server, Context& context) {
  const auto& settings = context.settings;
  switch (server.transport) {
    case fleet::TransportKind::kManual:
      return {};
    case fleet::TransportKind::kLocal:
      if (settings.allow_local) return {};
      return "plans run nothing on the service's own machine: the administrator has to allow that "
             "(allow-local)";
    case fleet::TransportKind::kAnsible:
      if (settings.ansible.allow_commands) return {};
      return "servers are not reached through Ansible here: the administrator has to allow that "
             "(allow-ansible)";
    case fleet::TransportKind::kSsh:
      break;
  }
  if (settings.allow_proxy_command && settings.allow_match_exec) return {};
  const auto route = plan_route(server, context.client_environment());
  // A way that can't be gone for another reason is told where it is gone.
  const bool starts_program = !route && route.error().code == ErrorCode::kRefused;
  return starts_program ? route.error().message : std::string();
}

std::string own_machine_refusal(const ports::Order& order, std::string of_server,
                                const Settings& settings) {
  const bool is_local = order.target.server.transport == fleet::TransportKind::kLocal;
  const bool may_have_run = order.known_started || order.asked_before;
  if (unknown_outcome(order) || (is_local && may_have_run)) return {};
  if (!of_server.empty() || !order.command.playbook || settings.ansible.allow_playbooks)
    return of_server;
  return "playbooks don't run here: the administrator has to allow them (allow-playbooks)";
}

}  // namespace fettle::transport
