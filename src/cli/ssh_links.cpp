#include "cli/ssh_links.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "transport/ssh/client_environment.hpp"

namespace fettle::cli {
namespace {

using transport::LinkKind;
using transport::SshProgram;

constexpr std::size_t kShown = 10;

/// Why the target can't be reached; empty where it can.
std::string judge(const fleet::Target& target, const transport::ClientEnvironment& environment,
                  SshProgram program, std::vector<SshLinkNote>& notes) {
  const auto route = transport::plan_route(target.server, environment);
  if (!route) return fmt::format("{}: {}", target.label, route.error().message);
  if (route->link.kind == LinkKind::kBuiltIn) return {};
  if (program == SshProgram::kBuiltin)
    return fmt::format("{}: {} asks for the system's ssh: give --ssh auto", target.label,
                       route->link.reason);
  notes.push_back({target.label, route->link.reason});
  return {};
}

}  // namespace

Result<std::vector<SshLinkNote>> check_ssh_links(std::span<const fleet::Target> targets,
                                                 const transport::Settings& settings) {
  std::vector<SshLinkNote> notes;
  if (settings.ssh == SshProgram::kOpenssh) return notes;  // it reads its configuration itself
  const auto environment = transport::read_client_environment(settings);
  std::vector<std::string> refused;
  for (const auto& target : targets) {
    if (target.server.transport != fleet::TransportKind::kSsh) continue;
    auto reason = judge(target, environment, settings.ssh, notes);
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
