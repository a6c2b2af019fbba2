#include "transport/context.hpp"

#include <algorithm>

#include "transport/os/descriptors.hpp"

namespace fettle::transport {
namespace {

/// For the database, files that are read, names that are looked up, agents.
constexpr int kReserved = 40;

/// Descriptors that sessions may have in all.
int descriptors_for_sessions() {
  const int limit = raise_descriptor_limit();
  return std::max(limit - open_descriptors() - kReserved, kDescriptorsPerHop);
}

}  // namespace

Context::Context(net::any_io_executor loop, Settings given)
    : executor(std::move(loop)),
      settings(std::move(given)),
      connects(settings.connects_max),
      descriptors(descriptors_for_sessions()),
      keys(std::make_shared<KeyCache>(executor, settings.passphrase_prompt)),
      known_hosts(std::make_shared<KnownHostsCache>(executor)),
      resolver(std::make_shared<Resolver>(executor)),
      passwords(std::make_shared<PasswordCache>(settings.password_prompt)),
      agents(std::make_shared<SshAgents>(executor, settings.connects_max)),
      random_(std::random_device{}()) {}

std::chrono::milliseconds Context::jittered(std::chrono::milliseconds delay) {
  std::uniform_int_distribution<std::int64_t> spread(delay.count() / 2, delay.count() * 3 / 2);
  return std::chrono::milliseconds(spread(random_));
}

Limiter& Context::jump_limiter(const std::string& host) {
  return jump_limiters_.try_emplace(host, settings.connects_per_jump_host_max).first->second;
}

const ClientEnvironment& Context::client_environment() {
  if (!client_environment_) client_environment_ = read_client_environment(settings);
  return *client_environment_;
}

}  // namespace fettle::transport
