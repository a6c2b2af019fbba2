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

bool writes_device(const ShellCommand& command) {
  return std::ranges::any_of(
      command.words, [](auto word) { return word.starts_with("of=") && word != "of=/dev/null"; });
}

/// A program that destroys when one of its words is there.
struct Destroyer {
  std::string_view program;
  std::string_view word;
  std::string_view shown;
};
constexpr std::array<Destroyer, 31> kDestroyers{{
    {"zpool", "destroy", "zpool destroy"},
    {"zfs", "destroy", "zfs destroy"},
    {"find", "-delete", "find -delete"},
    {"sgdisk", "--zap-all", "sgdisk --zap-all"},
    {"sgdisk", "-Z", "sgdisk -Z"},
    {"sfdisk", "--delete", "sfdisk --delete"},
    {"parted", "mklabel", "parted mklabel"},
    {"parted", "rm", "parted rm"},
    {"cryptsetup", "luksFormat", "cryptsetup luksFormat"},
    {"cryptsetup", "erase", "cryptsetup erase"},
    {"mdadm", "--zero-superblock", "mdadm --zero-superblock"},
    {"userdel", "-r", "userdel -r"},
    {"userdel", "--remove", "userdel --remove"},
    {"deluser", "--remove-home", "deluser --remove-home"},
    {"redis-cli", "flushall", "redis-cli flushall"},
    {"redis-cli", "FLUSHALL", "redis-cli flushall"},
    {"redis-cli", "flushdb", "redis-cli flushdb"},
    {"redis-cli", "FLUSHDB", "redis-cli flushdb"},
    {"docker", "--volumes", "docker prune --volumes"},
    {"git", "-fdx", "git clean -fdx"},
    {"terraform", "destroy", "terraform destroy"},
    {"terraform", "-destroy", "terraform apply -destroy"},
    {"helm", "uninstall", "helm uninstall"},
    {"virsh", "undefine", "virsh undefine"},
    {"virsh", "--remove-all-storage", "virsh undefine"},
    {"btrfs", "delete", "btrfs subvolume delete"},
    {"rabbitmqctl", "force_reset", "rabbitmqctl force_reset"},
    {"aws", "terminate-instances", "aws ec2 terminate-instances"},
    {"aws", "rb", "aws s3 rb"},
    {"ceph", "purge", "ceph osd purge"},
    {"rbd", "rm", "rbd rm"},
}};

std::string_view destroys(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 7> kPrograms{
      "wipefs", "shred", "lvremove", "vgremove", "pvremove", "blkdiscard", "dropdb"};
  const auto program = program_of(command);
  if (program == "rm" && removes_trees(command)) return "rm -rf";
  if (program == "dd" && writes_device(command)) return "dd of=";
  if (program == "mkfs" || program.starts_with("mkfs.") || program == "mkswap") return "mkfs";
  if (program == "aws" && has_word(command, "rm") && has_word(command, "--recursive"))
    return "aws s3 rm --recursive";
  static constexpr std::array<std::string_view, 6> kWhole{"namespace", "ns",  "pv",
                                                          "pvc",       "crd", "--all"};
  const bool whole =
      std::ranges::any_of(kWhole, [&](auto word) { return has_word(command, word); });
  if (program == "kubectl" && has_word(command, "delete") && whole) return "kubectl delete";
  for (const auto& row : kDestroyers) {
    if (row.program == program && has_word(command, row.word)) return row.shown;
  }
  const auto* const found = std::ranges::find(kPrograms, program);
  return found == kPrograms.end() ? std::string_view() : *found;
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

std::string joined(const ShellCommand& command) {
  std::string text;
  for (const auto word : command.words) (text += text.empty() ? "" : " ") += word;
  return text;
}

}  // namespace

std::string_view destructive_command(const Script& script) {
  const auto& commands = script.commands;
  std::string_view statement;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto& command = commands[i];
    if (const auto found = destroys(command); !found.empty()) return found;
    const bool feeds =
        i + 1 < commands.size() && commands[i + 1].joined_by == "|" && carries_out(commands[i + 1]);
    if (only_mentions(command) && !feeds) continue;
    const auto text = joined(command);
    if (feeds && text.contains("rm -rf")) return "rm -rf";
    if (const auto found = destructive_sql(text); statement.empty()) statement = found;
  }
  return statement;
}

}  // namespace fettle::flow
