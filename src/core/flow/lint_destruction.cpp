#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/document/characters.hpp"
#include "core/flow/lint_habits.hpp"

namespace fettle::flow {
namespace {

bool has_short_option(const ShellCommand& command, std::string_view letters) {
  return std::ranges::any_of(command.words, [&](auto word) {
    const bool option = word.size() > 1 && word[0] == '-' && word[1] != '-';
    return option && word.find_first_of(letters) != std::string_view::npos;
  });
}

bool has_word(const ShellCommand& command, std::string_view wanted) {
  return std::ranges::find(command.words, wanted) != command.words.end();
}

/// Without a terminal `rm -r` asks nobody either.
bool removes_trees(const ShellCommand& command) {
  return has_short_option(command, "rR") || has_word(command, "--recursive");
}

bool is_disk(std::string_view path) {
  static constexpr std::array<std::string_view, 9> kDisks{
      "/dev/sd",     "/dev/hd",      "/dev/vd", "/dev/xvd", "/dev/nvme",
      "/dev/mmcblk", "/dev/mapper/", "/dev/md", "/dev/dm-"};
  return std::ranges::any_of(kDisks, [&](auto disk) { return path.starts_with(disk); });
}

/// A path that is no file for certain: `/dev/sdb`, `$DISK`.
bool may_be_device(std::string_view path) {
  return path.starts_with("/dev/") ? path != "/dev/null" : !path.starts_with('/');
}

/// `dd of=/dev/sdb`, `cp x /dev/sdb`, `cat x > /dev/sdb`.
bool writes_device(const ShellCommand& command) {
  const auto program = program_of(command);
  const auto& words = command.words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto word = words[i];
    if (program == "dd" && word.starts_with("of=") && may_be_device(word.substr(3))) return true;
    const bool redirects = word.starts_with('>');
    if (redirects) word.remove_prefix(std::min(word.find_first_not_of(">|"), word.size()));
    if (redirects && word.empty() && i + 1 < words.size()) word = words[i + 1];
    const bool written =
        redirects || program == "tee" || (program == "cp" && i > 1 && i + 1 == words.size());
    if (written && is_disk(word)) return true;
  }
  return false;
}

/// `-n`, `--dry-run` and what else makes it only tell. A letter of its own is told by `quiet`.
bool only_tells(const ShellCommand& command, std::string_view quiet) {
  static constexpr std::array<std::string_view, 7> kTells{
      "--help", "--version", "--dry-run", "--no-act", "--dryrun", "--what-if", "--dry-run=client"};
  return std::ranges::any_of(kTells, [&](auto word) { return has_word(command, word); }) ||
         (!quiet.empty() && has_short_option(command, quiet));
}

/// Whether `word` is `wanted`, in whatever case, or a bundle of letters with that of `wanted`.
bool is_like(std::string_view word, std::string_view wanted) {
  const bool letter = wanted.size() == 2 && wanted[0] == '-';
  const bool bundle = letter && word.size() > 1 && word[0] == '-' && word[1] != '-';
  return bundle ? word.contains(wanted[1]) : document::same_word(word, wanted);
}

/// A program that destroys when its words are there, in that order. Those that write one word in
/// two ways have two rows.
struct Destroyer {
  std::string_view program;
  std::string_view words;
  std::string_view quiet = {};  ///< letters of options with which it only tells
};
constexpr auto kDestroyers = std::to_array<Destroyer>({
    // disks and what lies on them
    {"badblocks", "-w"},
    {"blkdiscard", ""},
    {"btrfs", "subvolume delete"},
    {"cryptsetup", "luksFormat"},
    {"cryptsetup", "luksErase"},
    {"cryptsetup", "erase"},
    {"drbdadm", "create-md"},
    {"drbdadm", "wipe-md"},
    {"find", "-delete"},
    {"gluster", "volume delete"},
    {"hdparm", "--security-erase"},
    {"hdparm", "--security-erase-enhanced"},
    {"lvm", "lvremove"},
    {"lvm", "pvremove"},
    {"lvm", "vgremove"},
    {"lvremove", "", "t"},
    {"mdadm", "--zero-superblock"},
    {"mkdosfs", ""},
    {"mke2fs", "", "nV"},
    {"mkntfs", "", "nV"},
    {"mkswap", "", "V"},
    {"nvme", "format"},
    {"nvme", "sanitize"},
    {"parted", "mklabel"},
    {"parted", "mktable"},
    {"parted", "rm"},
    {"pvremove", "", "t"},
    {"scrub", ""},
    {"sfdisk", "--delete", "n"},
    {"sgdisk", "--zap-all", "P"},
    {"sgdisk", "-Z", "P"},
    {"shred", ""},
    {"srm", ""},
    {"vgremove", "", "t"},
    {"wipe", ""},
    {"wipefs", "-a", "n"},
    {"wipefs", "--all", "n"},
    {"wipefs", "-o", "n"},
    {"zfs", "destroy", "n"},
    {"zfs", "rollback -r"},
    {"zpool", "destroy"},
    {"zpool", "labelclear"},
    // accounts
    {"crontab", "-r"},
    {"deluser", "--remove-home"},
    {"deluser", "--remove-all-files"},
    {"userdel", "-r"},
    {"userdel", "--remove"},
    // databases, queues and stores
    {"borg", "delete", "n"},
    {"ceph", "pool delete"},
    {"ceph", "pool rm"},
    {"ceph", "purge"},
    {"dropdb", ""},
    {"dropuser", ""},
    {"etcdctl", "del"},
    {"kafka-topics", "--delete"},
    {"kafka-topics.sh", "--delete"},
    {"mysqladmin", "drop"},
    {"mariadb-admin", "drop"},
    {"rabbitmqctl", "delete_queue"},
    {"rabbitmqctl", "delete_vhost"},
    {"rabbitmqctl", "force_reset"},
    {"rabbitmqctl", "purge_queue"},
    {"rabbitmqctl", "reset"},
    {"rados", "purge"},
    {"rados", "rmpool"},
    {"rbd", "rm"},
    {"redis-cli", "flushall"},
    {"redis-cli", "flushdb"},
    {"valkey-cli", "flushall"},
    {"valkey-cli", "flushdb"},
    {"vault", "kv destroy"},
    {"vault", "metadata delete"},
    {"vault", "secrets disable"},
    // containers and machines
    {"docker", "compose down -v"},
    {"docker", "compose down --volumes"},
    {"docker", "prune --volumes"},
    {"docker", "volume prune"},
    {"docker", "volume rm"},
    {"docker-compose", "down -v"},
    {"docker-compose", "down --volumes"},
    {"helm", "delete"},
    {"helm", "uninstall"},
    {"incus", "delete"},
    {"lxc", "delete"},
    {"pct", "destroy"},
    {"podman", "prune --volumes"},
    {"podman", "system reset"},
    {"podman", "volume prune"},
    {"podman", "volume rm"},
    {"qm", "destroy"},
    {"vagrant", "destroy"},
    {"virsh", "undefine"},
    {"virsh", "vol-delete"},
    {"virsh", "vol-wipe"},
    // what is held elsewhere
    {"aws", "delete-bucket"},
    {"aws", "delete-db-cluster"},
    {"aws", "delete-db-instance"},
    {"aws", "delete-file-system"},
    {"aws", "delete-stack"},
    {"aws", "delete-table"},
    {"aws", "delete-volume"},
    {"aws", "rb"},
    {"aws", "s3 rm --recursive"},
    {"aws", "terminate-instances"},
    {"az", "delete"},
    {"gcloud", "delete"},
    {"gsutil", "rb"},
    {"gsutil", "rm -r"},
    {"mc", "rb"},
    {"mc", "rm --recursive"},
    {"pulumi", "destroy"},
    {"rclone", "delete", "n"},
    {"rclone", "purge", "n"},
    {"terraform", "apply -destroy"},
    {"terraform", "destroy"},
    {"terragrunt", "destroy"},
    {"tofu", "apply -destroy"},
    {"tofu", "destroy"},
    {"git", "clean -x", "n"},
});

/// What follows these is a pattern, whatever it looks like.
bool names_pattern(std::string_view word) {
  return word == "-name" || word == "-iname" || word == "-path" || word == "-regex";
}

/// Whether all `words` are there, in their order; options may stand anywhere.
bool has_words(const ShellCommand& command, std::string_view words) {
  std::size_t from = 1;
  while (!words.empty()) {
    const auto wanted = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(wanted.size() + 1, words.size()));
    auto at = wanted[0] == '-' ? std::size_t{1} : from;
    while (at < command.words.size() &&
           (!is_like(command.words[at], wanted) || names_pattern(command.words[at - 1])))
      ++at;
    if (at >= command.words.size()) return false;
    if (wanted[0] != '-') from = at + 1;
  }
  return true;
}

bool deletes_whole(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 14> kWhole{
      "namespace", "namespaces", "ns",          "pv",           "persistentvolume",
      "pvc",       "pvcs",       "crd",         "crds",         "persistentvolumeclaim",
      "sts",       "--all",      "statefulset", "statefulsets",
  };
  return std::ranges::any_of(kWhole, [&](auto word) { return has_word(command, word); });
}

/// What it does that destroys, such as "zfs destroy"; empty when it destroys nothing.
std::string destroys(const ShellCommand& command) {
  const auto program = program_of(command);
  if (program == "rm" && removes_trees(command)) return "rm -rf";
  if (writes_device(command)) return program == "dd" ? "dd of=" : "> /dev/...";
  if (program.starts_with("mkfs") && !only_tells(command, "nV")) return "mkfs";
  const bool deletes = (program == "kubectl" || program == "oc") && has_word(command, "delete");
  if (deletes && deletes_whole(command) && !only_tells(command, "")) return "kubectl delete";
  for (const auto& [name, words, quiet] : kDestroyers) {
    if (name != program || !has_words(command, words) || only_tells(command, quiet)) continue;
    return words.empty() ? std::string(name) : fmt::format("{} {}", name, words);
  }
  return {};
}

/// Whether the blank at `blank` is that of `statement`, in whatever case. Looks at the letter
/// before it first: few are right.
bool stands_around(std::string_view statement, std::string_view script, std::size_t blank) {
  const auto before = statement.find(' ');
  if (blank < before || document::to_lower(script[blank - 1]) != statement[before - 1])
    return false;
  return document::same_word(script.substr(blank - before, statement.size()), statement);
}

/// The first of the list that the script holds.
std::string_view destructive_sql(std::string_view script) {
  static constexpr std::array<std::string_view, 4> kStatements{"drop table", "drop database",
                                                               "drop schema", "truncate table"};
  auto found = kStatements.size();
  for (auto blank = script.find(' '); blank != std::string_view::npos;) {
    for (std::size_t i = 0; i < found; ++i) {
      if (stands_around(kStatements[i], script, blank)) found = i;
    }
    blank = script.find(' ', blank + 1);
  }
  return found == kStatements.size() ? std::string_view() : kStatements[found];
}

/// What a program reads by a pipe is a script, as in `echo "drop table x" | psql`.
bool carries_out(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 10> kPrograms{
      "sh", "bash", "dash", "psql", "mysql", "mariadb", "sqlite3", "ssh", "su", "sqlcmd"};
  return std::ranges::find(kPrograms, program_of(command)) != kPrograms.end();
}

/// What is destructive only where a database reads it: `truncate` is a program too.
std::string_view destructive_words(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kWords{"delete from ", "truncate ",
                                                          "dropDatabase(", "deleteMany({})"};
  const auto holds = [&](std::string_view word) {
    return !std::ranges::search(text, word, {}, document::to_lower, document::to_lower).empty();
  };
  const auto* const found = std::ranges::find_if(kWords, holds);
  if (found == kWords.end() || (*found == "delete from " && holds(" where "))) return {};
  return document::trim(*found);
}

std::string joined(const ShellCommand& command) {
  std::string text;
  for (const auto word : command.words) (text += text.empty() ? "" : " ") += word;
  return text;
}

}  // namespace

std::string destructive_command(const Script& script) {
  const auto& commands = script.commands;
  std::string_view statement;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto& command = commands[i];
    if (auto found = destroys(command); !found.empty()) return found;
    const bool feeds =
        i + 1 < commands.size() && commands[i + 1].joined_by == "|" && carries_out(commands[i + 1]);
    if (only_mentions(command) && !feeds) continue;
    const auto text = joined(command);
    if (feeds && text.contains("rm -rf")) return "rm -rf";
    if (statement.empty()) statement = destructive_sql(text);
    if (statement.empty() && asks_database(command)) statement = destructive_words(text);
  }
  return std::string(statement);
}

}  // namespace fettle::flow
