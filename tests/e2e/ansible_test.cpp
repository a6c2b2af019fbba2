// What is peculiar to the real Ansible: braces, bytes, secrets, what happens where it leaves no
// receipt, and playbooks. Each start of Ansible takes a second, so that a test looks at several
// things that one start shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/e2e/ansible_rig.hpp"
#include "tests/e2e/one_server.hpp"

namespace fettle::conformance {

INSTANTIATE_TYPED_TEST_SUITE_P(Ansible, TransportConformance, e2e::AnsibleRig);

}  // namespace fettle::conformance

namespace fettle::e2e {
namespace {

using flow::Ending;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kBraces =
    "printf '%s\\n' '{{.Names}}' '{% if %}' '{# no #}' \"{{ 1 + 1 }} 'it''s'\"\n";
constexpr std::string_view kBracesArrived = "{{.Names}}\n{% if %}\n{# no #}\n{{ 1 + 1 }} 'it''s'\n";

/// Command lines of every process here.
std::string command_lines() {
  return fleet_test::run({"sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '"})
      .output;
}

/// The folder of what Ansible is given, while it runs for this process.
std::string given_folder() {
  const auto found = fleet_test::run(
      {"sh", "-c",
       "for pid in $(pgrep -P $1 -f fettle-ansible); do tr '\\0' '\\n' </proc/$pid/cmdline; done | "
       "grep -m1 '^/tmp/fettle-ansible-'",
       "sh", std::to_string(getpid())});
  return found.output.substr(0, found.output.find('\n'));
}

class Ansible : public OneServer {
 protected:
  ports::Order over_ansible(ports::Order order) {
    auto& server = order.target.server;
    server.transport = fleet::TransportKind::kAnsible;
    server.variables["ansible_python_interpreter"] = python();
    return order;
  }
  /// By a connection that Fettle does not know, so that no POSIX shell is relied on there.
  ports::Order over_odd_connection(ports::Order order) {
    order = over_ansible(std::move(order));
    order.target.server.variables["ansible_connection"] = "odd";
    fleet_test::write_file(
        host.file("odd.py"),
        "from ansible.plugins.connection import local\n"
        "DOCUMENTATION = local.DOCUMENTATION.replace('name: local', 'name: odd')\n"
        "class Connection(local.Connection):\n    transport = 'odd'\n");
    setenv("ANSIBLE_CONNECTION_PLUGINS", host.file("").c_str(), 1);
    return order;
  }
  ports::Order play(std::string tasks, flow::Playbook given = {}) {
    auto made = order(flow::Access::kChange, "");
    made.target.server.variables["ansible_python_interpreter"] = python();
    given.text = "- hosts: all\n  gather_facts: false\n  tasks:\n" + std::move(tasks);
    made.command.playbook = std::move(given);
    return made;
  }
  /// What Ansible is given now is nobody else's to read; removed() says whether it is gone.
  bool is_private() {
    return station.run_until([&] {
      folder_ = given_folder();
      const auto rights =
          fleet_test::run({"stat", "-c", "%a", folder_, folder_ + "/inventory.json"});
      return rights.output == "700\n600\n";
    });
  }
  bool removed() const {
    return fleet_test::eventually([&] { return !std::filesystem::exists(folder_); });
  }

  Station station{settings()};

 private:
  transport::Settings settings() {
    auto settings = fleet.settings();
    settings.kill_grace = std::chrono::seconds(1);
    return settings;
  }
  std::string folder_;
};

TEST_F(Ansible, ChangeOverSshArrivesByteForByteAndShowsNoSecret) {
  auto order = over_ansible(
      change(kBraces + "printf 'a\\377b\\n'; echo \"it is $KEY\"\n" + wait_for("go") + "exit 3"));
  order.environment["KEY"] = "hunter-4711 {{ KEY }}";
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] { return heard->starts == 1 && !heard->text.empty(); }))
      << "output is told while the command runs";
  EXPECT_THAT(command_lines(), Not(HasSubstr("hunter-4711")));
  EXPECT_TRUE(is_private());
  allow("go");
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kExited) << result.message;
  EXPECT_EQ(result.exit_status, 3);
  EXPECT_EQ(heard->text, std::string(kBracesArrived) + "a\377b\nit is hunter-4711 {{ KEY }}\n");
  EXPECT_TRUE(removed());
}

TEST_F(Ansible, StopEndsAChange) {
  const auto order = over_ansible(change("echo up; sleep 4712 & wait"));
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] { return !heard->text.empty(); }));
  EXPECT_TRUE(is_private());
  station.transport().stop(order.id);
  EXPECT_EQ(station.end_of(heard).ending, Ending::kCancelled);
  EXPECT_FALSE(runs("sleep 4712"));
  EXPECT_TRUE(removed()) << "what nobody listens to any more leaves nothing either";
}

TEST_F(Ansible, HostThatIsDownIsUnreachableAndNothingWasStarted) {
  auto order = over_ansible(change(host.count_up()));
  order.target.server.port = fleet_test::free_port();
  const auto result = station.carry_out(order);
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("Connection refused"));
}

TEST_F(Ansible, BecomesWhomTheStepSays) {
  if (geteuid() != 0) GTEST_SKIP() << "only root becomes another user without a password";
  auto order = over_ansible(read("id -un"));
  order.become = true;
  order.as_whom.user = "nobody";
  const auto heard = station.start(order);
  EXPECT_TRUE(station.end_of(heard).succeeded()) << heard->result->message;
  EXPECT_EQ(heard->text, "nobody\n");
}

TEST_F(Ansible, CommandThroughAnotherConnectionArrivesAsWritten) {
  const auto order = over_odd_connection(change(kBraces + host.count_up() + "exit 4"));
  const auto heard = station.start(order);
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kExited) << result.message;
  EXPECT_EQ(result.exit_status, 4);
  EXPECT_EQ(heard->text, kBracesArrived);
  auto again = order;
  again.id = "again";
  again.asked_before = true;
  EXPECT_EQ(station.carry_out(again).ending, Ending::kUnknown);
  EXPECT_EQ(host.count(), 1);
}

TEST_F(Ansible, SecretIsRefusedWhereOnlyACommandLineWouldTakeIt) {
  auto order = over_odd_connection(change(host.count_up()));
  order.environment["KEY"] = "hunter2";
  const auto result = station.carry_out(order);
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("recipe of the kind ansible"));
  EXPECT_EQ(host.count(), 0);
}

TEST_F(Ansible, PlaybookStreamsWhatItPrintsAndTakesItsValuesAsTheyAre) {
  auto order = play(
      "    - debug: msg=\"{{ words }} and {{ number + 1 }}\"\n"
      "    - assert: {that: [\"key | length == 19\"], quiet: true}\n"
      "    - raw: while [ ! -e " +
          host.file("go") + " ]; do sleep 0.05; done\n    - raw: exit 9\n",
      {.text = {},
       .values = {{"words", "{{ nothing }} {% %}"}},
       .bare = {{"number", "41"}},
       .secrets = {{"key", "KEY"}}});
  order.environment["KEY"] = "hunter-4713 {{ x }}";
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] { return heard->text.contains("42"); })) << heard->text;
  EXPECT_FALSE(heard->over());
  EXPECT_THAT(heard->text, HasSubstr("{{ nothing }} {% %} and 42"));
  const auto lines = command_lines();
  EXPECT_THAT(lines, HasSubstr("ansible-playbook"));
  EXPECT_THAT(lines, Not(HasSubstr("hunter-4713")));
  EXPECT_TRUE(is_private());
  allow("go");
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kExited) << result.message;
  EXPECT_EQ(result.exit_status, 2);
  EXPECT_EQ(result.output_bytes, std::ssize(heard->text));
  EXPECT_TRUE(removed());
}

TEST_F(Ansible, StopEndsAPlaybook) {
  const auto order = play("    - debug: msg=up\n    - raw: sleep 4714\n");
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] { return runs("sleep 4714"); }));
  EXPECT_TRUE(is_private());
  station.transport().stop(order.id);
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kCancelled);
  EXPECT_THAT(result.message, HasSubstr("may run on"));
  EXPECT_FALSE(runs("ansible-playbook.*playbook.yml"));
  EXPECT_TRUE(removed());
}

TEST_F(Ansible, PlaybookWhoseTimeIsUpHasAnUnknownOutcome) {
  auto order = play("    - raw: sleep 4715\n");
  order.command.timeout = std::chrono::seconds(2);
  const auto result = station.carry_out(order);
  EXPECT_EQ(result.ending, Ending::kUnknown);
  EXPECT_THAT(result.message, HasSubstr("its time was up"));
  EXPECT_FALSE(runs("ansible-playbook.*playbook.yml"));
}

TEST_F(Ansible, PlaybookThatIsKilledHasAnUnknownOutcome) {
  const auto order = play("    - raw: sleep 4716\n");
  const auto heard = station.start(order);
  ASSERT_TRUE(station.run_until([&] { return runs("sleep 4716"); }));
  // A shell of ours is its parent, and we are the shell's: other tests have others.
  fleet_test::must_run({"sh", "-c",
                        "for shell in $(pgrep -P $1 -f fettle-ansible); do for pid in $(pgrep -P "
                        "$shell -f '^[^ ]*python3 '); do kill -KILL $pid; done; done",
                        "sh", std::to_string(getpid())});
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kUnknown) << result.message;
  EXPECT_THAT(result.message, HasSubstr("signal 9"));
}

TEST_F(Ansible, PlaybookThatWasAskedForBeforeIsNotStartedAgain) {
  auto order = play("    - raw: " + host.count_up());
  order.asked_before = true;
  const auto result = station.carry_out(order);
  EXPECT_EQ(result.ending, Ending::kUnknown);
  EXPECT_THAT(result.message, HasSubstr("leaves no receipt"));
  EXPECT_EQ(host.count(), 0);
}

TEST_F(Ansible, WhatIsNotAllowedIsNotStarted) {
  auto settings = fleet.settings();
  settings.ansible.allow_commands = false;
  settings.ansible.allow_playbooks = false;
  Station refusing(settings);
  EXPECT_THAT(refusing.carry_out(over_ansible(change(host.count_up()))).message,
              HasSubstr("allow-ansible"));
  auto playbook = play("    - raw: " + host.count_up());
  playbook.session = "another";  // on the same host without Ansible
  EXPECT_THAT(refusing.carry_out(playbook).message, HasSubstr("allow-playbooks"));
  EXPECT_EQ(host.count(), 0);
}

}  // namespace
}  // namespace fettle::e2e
