#include "transport/openssh/given_access.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <initializer_list>

namespace fettle::transport {
namespace {

/// Stands for the server in its own known_hosts file, whatever name or address leads there.
constexpr std::string_view kAlias = "fettle-pinned";

Result<Descriptor> in_memory(const std::string& text) {
  Descriptor file(::memfd_create("key", MFD_CLOEXEC));
  bool is_written = file.get() >= 0 && ::fchmod(file.get(), 0600) == 0;
  std::string_view rest = text;
  while (is_written && !rest.empty()) {
    const auto count = ::write(file.get(), rest.data(), rest.size());
    is_written = count > 0;
    if (is_written) rest.remove_prefix(static_cast<std::size_t>(count));
  }
  if (is_written) return file;
  return fail(ErrorCode::kUnreachable, "there is no memory for the key that ssh is to be given");
}

void add(fleet::Server& server, std::initializer_list<std::string_view> options) {
  auto& all = server.ssh_options ? *server.ssh_options : server.ssh_options.emplace();
  all.insert(all.end(), options.begin(), options.end());
}

Result<void> pin(GivenAccess& given, const std::vector<std::string>& host_keys,
                 const std::string& folder) {
  const auto path = folder + "/known_hosts";
  std::ofstream file(path);
  for (const auto& key : host_keys) file << kAlias << ' ' << key << '\n';
  file.close();
  if (!file) return fail(ErrorCode::kUnreachable, "the known host keys can't be written: " + path);
  given.settings.known_hosts_file = path;
  given.settings.global_known_hosts_file = "/dev/null";
  add(given.server, {fmt::format("HostKeyAlias={}", kAlias), "KnownHostsCommand=none",
                     "CheckHostIP=no", "VerifyHostKeyDNS=no"});
  return {};
}

}  // namespace

Result<GivenAccess> give_access(const fleet::Server& server, Settings settings,
                                const ports::ServerAccess& access, const std::string& folder) {
  GivenAccess given{.server = server, .settings = std::move(settings), .key = Descriptor()};
  if (!access.host_keys.empty()) FETTLE_TRY_VOID(pin(given, access.host_keys, folder));
  if (access.key) {
    FETTLE_TRY(file, in_memory(access.key.value));
    given.server.identity_file = fmt::format("/proc/{}/fd/{}", ::getpid(), file.get());
    given.key = std::move(file);
    add(given.server, {"IdentitiesOnly=yes", "CertificateFile=none"});
  } else if (access.password) {
    add(given.server, {"PubkeyAuthentication=no"});
  }
  const bool has_login = access.key || access.password;
  if (has_login) add(given.server, {"IdentityAgent=none", "GSSAPIAuthentication=no"});
  given.is_own = has_login || !access.host_keys.empty();
  if (given.is_own) add(given.server, {"ControlPath=none"});
  return given;
}

}  // namespace fettle::transport
