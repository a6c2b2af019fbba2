#include "transport/context.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "transport/os/descriptors.hpp"
#include "transport/os/system_random.hpp"

namespace fettle::transport {
namespace {

/// For the database, files that are read, names that are looked up, agents.
constexpr int kReserved = 40;

/// Descriptors that sessions may have in all.
int descriptors_for_sessions() {
  const int limit = raise_descriptor_limit();
  return std::max(limit - open_descriptors() - kReserved, kDescriptorsPerHop);
}

PasswordPrompt as_passwords(const PassphrasePrompt& prompt) {
  if (!prompt) return {};
  return [prompt](PasswordQuestion question) {
    prompt({.key_file = std::move(question.account),
            .attempt = question.attempt,
            .answer = std::move(question.answer)});
  };
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
      passwords(std::make_shared<PasswordCache>("FETTLE_SSH_PASSWORD", settings.password_prompt)),
      passphrases(std::make_shared<PasswordCache>("FETTLE_SSH_PASSPHRASE",
                                                  as_passwords(settings.passphrase_prompt))),
      become_passwords(
          std::make_shared<PasswordCache>("FETTLE_BECOME_PASSWORD", settings.become_prompt)),
      token(fmt::format("fettle-{:016x}", SystemRandom().bits())),
      agents(std::make_shared<SshAgents>(executor, settings.connects_max)),
      random_(std::random_device{}()) {}

std::chrono::milliseconds Context::jittered(std::chrono::milliseconds delay) {
  std::uniform_int_distribution<std::int64_t> spread(delay.count() / 2, delay.count() * 3 / 2);
  return std::chrono::milliseconds(spread(random_));
}

Awaitable<std::optional<Limiter::Permit>> Context::take_descriptors(int count, Deadline deadline) {
  if (!descriptors.has(count) && !idle_links.empty()) (*idle_links.begin())->close();
  co_return co_await descriptors.take(deadline, count);
}

Limiter& Context::jump_limiter(const std::string& host) {
  return jump_limiters_.try_emplace(host, settings.connects_per_jump_host_max).first->second;
}

const ClientEnvironment& Context::client_environment() {
  if (!client_environment_) client_environment_ = read_client_environment(settings);
  return *client_environment_;
}

}  // namespace fettle::transport
