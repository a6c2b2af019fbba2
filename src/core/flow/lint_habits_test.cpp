#include "core/flow/lint_habits.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fettle::flow {
namespace {

TEST(UnboundedLoop, IsOneThatNothingEnds) {
  EXPECT_TRUE(has_unbounded_loop(Script("while true; do sleep 1; done")));
  EXPECT_TRUE(has_unbounded_loop(Script("while :\ndo\n  date\ndone")));
  EXPECT_TRUE(has_unbounded_loop(Script("until curl -s localhost; do sleep 2; done")));
  EXPECT_TRUE(has_unbounded_loop(Script("while ! systemctl is-active x; do sleep 1; done")));
  EXPECT_TRUE(has_unbounded_loop(Script("sh -c 'while true; do date; done'")));
}

TEST(UnboundedLoop, CountedReadingAndLeftLoopsEnd) {
  EXPECT_FALSE(has_unbounded_loop(Script("while true; do test -f x && break; sleep 1; done")));
  EXPECT_FALSE(has_unbounded_loop(Script("while [ $i -lt 9 ]; do sleep 1; done")));
  EXPECT_FALSE(has_unbounded_loop(Script("while read -r line; do sleep 1; done")));
  EXPECT_FALSE(has_unbounded_loop(Script("timeout 60 sh -c 'until test -f x; do sleep 1; done'")));
  EXPECT_FALSE(has_unbounded_loop(Script("for i in 1 2 3; do sleep 1; done")));
  EXPECT_FALSE(has_unbounded_loop(Script("echo while true do")));
}

TEST(DestructiveCommand, IsFoundBehindSudoAndInSubshells) {
  EXPECT_EQ(destructive_command(Script("sudo -n true; sudo rm -rf /srv")), "rm -rf");
  EXPECT_EQ(destructive_command(Script("cd /srv && rm -r -f old")), "rm -rf");
  EXPECT_EQ(destructive_command(Script("(rm --recursive --force x)")), "rm -rf");
  EXPECT_EQ(destructive_command(Script("mkfs.ext4 /dev/sdb")), "mkfs");
  EXPECT_EQ(destructive_command(Script("dd if=/dev/zero of=/dev/sdb")), "dd of=");
  EXPECT_EQ(destructive_command(Script("psql -c 'DROP TABLE users'")), "drop table");
}

TEST(DestructiveCommand, IsFoundHoweverItIsQuoted) {
  EXPECT_EQ(destructive_command(Script("r\"m\" '-r'\\f /x")), "rm -rf");
  EXPECT_EQ(destructive_command(Script("sh -c \"bash -c 'rm -rf /x'\"")), "rm -rf");
  EXPECT_EQ(destructive_command(Script("rm \\\n  -r \\\n  -f /x")), "rm -rf");
}

TEST(DestructiveCommand, StatementOfSqlIsOne) {
  EXPECT_EQ(destructive_command(Script("psql -c 'Truncate TABLE x'")), "truncate table");
  EXPECT_EQ(destructive_command(Script("psql -c 'drop schema x; drop table y'")), "drop table");
  EXPECT_EQ(destructive_command(Script("p table")), "");
}

TEST(DestructiveCommand, MentionsAreNone) {
  EXPECT_EQ(destructive_command(Script("rm -f /tmp/x")), "");
  EXPECT_EQ(destructive_command(Script("echo 'rm -rf /'")), "");
  EXPECT_EQ(destructive_command(Script("# rm -rf /\ntrue")), "");
  EXPECT_EQ(destructive_command(Script("dd if=/dev/sda of=/dev/null")), "");
  EXPECT_EQ(destructive_command(Script("grep -rf patterns .")), "");
}

TEST(Credential, IsALiteralValue) {
  EXPECT_EQ(find_credential("mysql --password=hunter22"), "--password=hunter22");
  EXPECT_EQ(find_credential("export DB_PASSWORD='hunter22'"), "DB_PASSWORD='hunter22");
  EXPECT_EQ(find_credential("curl https://bob:hunter22@example.org"), "bob:hunter22");
  EXPECT_EQ(find_credential("x ghp_abcdefghijklmnopqrstuvwxyz0123456789 y"),
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789");
  EXPECT_NE(find_credential("-----BEGIN RSA PRIVATE KEY-----\nMII\n"), "");
}

TEST(Credential, TokenIsFoundWhereverItStands) {
  const std::string token = "AKIAABCDEFGHIJKLMNOP";
  for (std::size_t before = 0; before < 50; ++before) {
    EXPECT_EQ(find_credential(std::string(before, ' ') + token + " z"), token) << before;
    EXPECT_EQ(find_credential(std::string(before, 'y') + token), token) << before;
    EXPECT_EQ(find_credential(std::string(before, ' ') + token.substr(1)), "") << before;
  }
}

TEST(Credential, NameEndsAsThoseOfCredentialsDo) {
  EXPECT_EQ(find_credential("X-API-KEY=hunter22"), "X-API-KEY=hunter22");
  EXPECT_EQ(find_credential("KEY=hunter22"), "");
  EXPECT_EQ(find_credential("token==============="), "");
}

TEST(Credential, PlaceholdersAndReferencesAreNone) {
  EXPECT_EQ(find_credential("mysql --password=\"$PASSWORD\""), "");
  EXPECT_EQ(find_credential("--token={{ token }}"), "");
  EXPECT_EQ(find_credential("PASSWORD=$(cat /run/secret)"), "");
  EXPECT_EQ(find_credential("PasswordAuthentication=no"), "");
  EXPECT_EQ(find_credential("git clone ssh://git@example.org:2222/x"), "");
  EXPECT_EQ(find_credential("password=xxxxxxxx"), "");
}

TEST(CannotFail, IsAboutWhatEndsTheCheck) {
  EXPECT_TRUE(cannot_fail(Script("true")));
  EXPECT_TRUE(cannot_fail(Script("echo ok")));
  EXPECT_TRUE(cannot_fail(Script("nginx -t || true")));
  EXPECT_TRUE(cannot_fail(Script("nginx -t; exit 0")));
  EXPECT_FALSE(cannot_fail(Script("nginx -t && echo ok")));
  EXPECT_FALSE(cannot_fail(Script("nginx -t || exit 1; echo ok")));
  EXPECT_FALSE(cannot_fail(Script("set -e; nginx -t; echo ok")));
  EXPECT_FALSE(cannot_fail(Script("echo ok | grep -q ok")));
  EXPECT_FALSE(cannot_fail(Script("test -f /x")));
}

}  // namespace
}  // namespace fettle::flow
