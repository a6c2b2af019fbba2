#include "app/ansible_user.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <optional>

#include "transport/os/child.hpp"

namespace fettle::app {
namespace {

constexpr std::string_view kFile = "sqlite:";
constexpr std::size_t kSaidMax = 1000;

struct User {
  std::string name;
  std::string home;
  uid_t id = 0;
  gid_t group = 0;
};

bool is_allowed(const ServeSettings& settings) {
  return settings.allow_ansible == "yes" || settings.allow_playbooks == "yes";
}

std::optional<User> find_user(const std::string& name) {
  std::array<char, 16 * 1024> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 ||
      found == nullptr)
    return std::nullopt;
  return User{entry.pw_name, entry.pw_dir, entry.pw_uid, entry.pw_gid};
}

std::vector<std::string> launcher_of(const User& user) {
  return {"setpriv",
          fmt::format("--reuid={}", user.id),
          fmt::format("--regid={}", user.group),
          "--init-groups",
          "--inh-caps=-all",
          "--ambient-caps=-all",
          "--no-new-privs",
          "--",
          "env",
          "-i",
          "HOME=" + user.home,
          "USER=" + user.name,
          "LOGNAME=" + user.name,
          "LANG=C.UTF-8",
          "PATH=/usr/local/bin:/usr/bin:/bin"};
}

struct Ran {
  int exit_status = -1;
  std::string said;  ///< both streams, one after the other
};

void read_all(const transport::Descriptor& from, std::string& text) {
  std::array<char, 4096> buffer{};
  for (ssize_t size = 0; (size = ::read(from.get(), buffer.data(), buffer.size())) > 0;) {
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(size));
    text += bytes.substr(0, kSaidMax - std::min(kSaidMax, text.size()));
  }
}

/// What it says is short, so that neither stream can fill up while the other is read.
Result<Ran> run_as(const User& user, std::vector<std::string> arguments) {
  auto words = launcher_of(user);
  words.insert(words.end(), arguments.begin(), arguments.end());
  FETTLE_TRY(child, transport::spawn_program(words));
  child.in = transport::Descriptor();
  Ran ran;
  read_all(child.out, ran.said);
  read_all(child.err, ran.said);
  int status = 0;
  if (::waitpid(child.pid, &status, 0) == child.pid && WIFEXITED(status))
    ran.exit_status = WEXITSTATUS(status);
  return ran;
}

/// Files of the service that a team must not see.
std::vector<std::string> own_files(const ServeSettings& settings) {
  std::vector<std::string> files;
  if (!settings.master_key.empty()) files.push_back(settings.master_key);
  if (!settings.smtp_password.empty()) files.push_back(settings.smtp_password);
  if (!settings.tls_key.empty()) files.push_back(settings.tls_key);
  if (!settings.database.starts_with(kFile)) return files;
  const std::filesystem::path database = settings.database.substr(kFile.size());
  files.push_back(database.string());
  files.push_back((database.parent_path() / "master-key").string());
  return files;
}

std::unexpected<Error> refuse(const ServeSettings& settings, std::string_view why) {
  return fail(ErrorCode::kInvalid, fmt::format("ansible-user {}: {}", settings.ansible_user, why));
}

Result<void> check_files(const ServeSettings& settings, const User& user) {
  for (const auto& file : own_files(settings)) {
    FETTLE_TRY(readable, run_as(user, {"/bin/sh", "-c", "test ! -r \"$1\"", "sh", file}));
    if (readable.exit_status != 0)
      return refuse(settings, fmt::format("it can read {}; take that right away (chmod 600, and "
                                          "700 for its folder)",
                                          file));
  }
  return {};
}

}  // namespace

std::vector<std::string> ansible_launcher(const ServeSettings& settings) {
  const auto user = is_allowed(settings) ? find_user(settings.ansible_user) : std::nullopt;
  return user ? launcher_of(*user) : std::vector<std::string>();
}

Result<void> check_ansible(const ServeSettings& settings) {
  if (!is_allowed(settings)) return {};
  if (settings.ansible_user.empty())
    return fail(ErrorCode::kInvalid,
                "ansible-user: allow-ansible and allow-playbooks need a user that Ansible runs as: "
                "make one (useradd --system --create-home fettle-ansible) and name it");
  const auto user = find_user(settings.ansible_user);
  if (!user) return refuse(settings, "there is no such user");
  if (user->id == 0 || user->id == ::geteuid())
    return refuse(settings,
                  "is root or the service's own user, who can read the service's files; "
                  "name another");
  FETTLE_TRY(who, run_as(*user, {"/bin/sh", "-c", "id -u"}));
  if (who.exit_status != 0 || who.said != fmt::format("{}\n", user->id))
    return refuse(settings, fmt::format("nothing can be started as it: {}; the service has to run "
                                        "as root, or with the capabilities CAP_SETUID and "
                                        "CAP_SETGID (docs/operating.md)",
                                        who.said));
  FETTLE_TRY(found, run_as(*user, {"/bin/sh", "-c", "command -v ansible ansible-playbook setsid"}));
  if (found.exit_status != 0) return refuse(settings, "it finds no ansible: install ansible-core");
  return check_files(settings, *user);
}

}  // namespace fettle::app
