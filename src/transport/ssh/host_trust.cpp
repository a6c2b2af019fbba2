#include "transport/ssh/host_trust.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace fettle::transport {
namespace {

/// What libssh offers by itself, in its order.
constexpr std::array<std::string_view, 8> kAlgorithms{"ssh-ed25519",
                                                      "ecdsa-sha2-nistp521",
                                                      "ecdsa-sha2-nistp384",
                                                      "ecdsa-sha2-nistp256",
                                                      "sk-ssh-ed25519@openssh.com",
                                                      "sk-ecdsa-sha2-nistp256@openssh.com",
                                                      "rsa-sha2-512",
                                                      "rsa-sha2-256"};

bool is_own(const KnownKey& key) { return key.mark == KeyMark::kNone; }

std::string_view type_of(std::string_view algorithm) {
  return algorithm.starts_with("rsa-") ? "ssh-rsa" : algorithm;
}

bool has(const std::vector<KnownKey>& keys, KeyMark mark, std::string_view key) {
  return std::ranges::any_of(
      keys, [&](const KnownKey& each) { return each.mark == mark && each.key == key; });
}

/// The lines that say which keys the host has.
const std::vector<KnownKey>& deciding(const HostKeys& host) {
  return has_own_key(host.keys) ? host.keys : host.port_less;
}

}  // namespace

bool has_own_key(const std::vector<KnownKey>& keys) { return std::ranges::any_of(keys, is_own); }

HostNames names_of(std::string_view host, std::uint16_t port, std::string_view alias) {
  std::string lower(alias.empty() ? host : alias);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (!alias.empty() || port == 22) return {.name = lower, .without_port = {}};
  return {.name = fmt::format("[{}]:{}", lower, port), .without_port = lower};
}

HostVerdict judge(const HostKeys& host, std::string_view key) {
  if (has(host.keys, KeyMark::kRevoked, key) || has(host.port_less, KeyMark::kRevoked, key))
    return HostVerdict::kRevoked;
  if (has(deciding(host), KeyMark::kNone, key)) return HostVerdict::kKnown;
  return has_own_key(host.keys) ? HostVerdict::kChanged : HostVerdict::kUnknown;
}

std::string host_key_algorithms(const HostKeys& host) {
  std::vector<std::string_view> first;
  std::vector<std::string_view> others;
  for (const auto algorithm : kAlgorithms) {
    const bool is_known = std::ranges::any_of(deciding(host), [&](const KnownKey& each) {
      return is_own(each) && each.type == type_of(algorithm);
    });
    (is_known ? first : others).push_back(algorithm);
  }
  if (first.empty()) return {};
  return fmt::format("{},{}", fmt::join(first, ","), fmt::join(others, ","));
}

bool needs_host_certificate(const HostKeys& host) {
  const auto is_authority = [](const KnownKey& key) { return key.mark == KeyMark::kAuthority; };
  return !has_own_key(deciding(host)) && (std::ranges::any_of(host.keys, is_authority) ||
                                          std::ranges::any_of(host.port_less, is_authority));
}

std::string file_to_add_to(const HostKeys& host) {
  const auto found = std::ranges::find_if(
      host.files, [](const std::string& file) { return file != "/dev/null" && file != "none"; });
  return found == host.files.end() ? std::string() : *found;
}

}  // namespace fettle::transport
