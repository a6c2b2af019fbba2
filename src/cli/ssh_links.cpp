#include "cli/ssh_links.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "transport/ssh/client_environment.hpp"
#include "transport/ssh/key_file.hpp"

namespace fettle::cli {
namespace {

using transport::LinkKind;
using transport::SshProgram;

constexpr std::size_t kShown = 10;

/// Which key of `route` only the system's ssh opens; empty where there is none, or where an agent
/// may have it open. Files that were looked into are in `known`.
std::string key_for_openssh(const transport::Route& route, std::map<std::string, bool>& known) {
  for (const auto& hop : route.hops) {
    if (!hop.agent_socket.empty()) continue;
    for (const auto& file : hop.identity_files) {
      const auto [found, is_new] = known.try_emplace(file);
      if (is_new) found->second = transport::read_key_file(file, std::nullopt).found.ssh_opens_it;
      if (found->second) return "the key " + file;
    }
  }
  return {};
}

/// Why the target can't be reached; empty where it can.
std::string judge(const fleet::Target& target, const transport::ClientEnvironment& environment,
                  SshProgram program, std::map<std::string, bool>& keys,
                  std::vector<SshLinkNote>& notes) {
  const auto route = transport::plan_route(target.server, environment);
  if (!route) return fmt::format("{}: {}", target.label, route.error().message);
  const auto reason =
      route->link.kind == LinkKind::kBuiltIn ? key_for_openssh(*route, keys) : route->link.reason;
  if (reason.empty()) return {};
  if (program == SshProgram::kBuiltin)
    return fmt::format("{}: {} asks for the system's ssh: give --ssh auto", target.label, reason);
  notes.push_back({target.label, reason});
  return {};
}

}  // namespace

Result<std::vector<SshLinkNote>> check_ssh_links(std::span<const fleet::Target> targets,
                                                 const transport::Settings& settings) {
  std::vector<SshLinkNote> notes;
  if (settings.ssh == SshProgram::kOpenssh) return notes;  // it reads its configuration itself
  const auto environment = transport::read_client_environment(settings);
  std::vector<std::string> refused;
  std::map<std::string, bool> keys;
  for (const auto& target : targets) {
    if (target.server.transport != fleet::TransportKind::kSsh) continue;
    auto reason = judge(target, environment, settings.ssh, keys, notes);
    if (!reason.empty()) refused.push_back(std::move(reason));
  }
  if (refused.empty()) return notes;
  const auto count = refused.size();
  refused.resize(std::min(count, kShown));
  return fail(ErrorCode::kInvalid,
              fmt::format("{} of the targets can't be reached as their SSH configuration stands:"
                          "\n  {}{}",
                          count, fmt::join(refused, "\n  "), count > kShown ? "\n  ..." : ""));
}

}  // namespace fettle::cli
