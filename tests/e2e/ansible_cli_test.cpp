// The program with the real Ansible: an inventory that asks for it, and a playbook during which
// Fettle is killed.
#include <gmock/gmock.h>

#include "tests/e2e/command_line.hpp"

namespace fettle::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class AnsibleCli : public CommandLine {
 protected:
  AnsibleCli() {
    fleet_test::write_file(sandbox_.file("hosts.ini"),
                           "here fettle_transport=ansible ansible_connection=local "
                           "ansible_python_interpreter=/usr/bin/python3\n");
    std::filesystem::create_directory(sandbox_.file("recipes"));
  }
  void recipe(const std::string& tasks) const {
    fleet_test::write_file(sandbox_.file("recipes/play.md"),
                           "---\nslug: play\nversion: 1.0.0\nrisk: low\nkind: ansible\n"
                           "parameters:\n  words: {}\n---\n\n# Play\n\n## Playbook\n\n```yaml\n"
                           "- hosts: all\n  gather_facts: false\n  tasks:\n" +
                               tasks + "```\n");
  }
  static std::string play(int number) {
    return step(number,
                "type: recipe\nrecipe: play\nrequires_approval: false\n"
                "variables: {words: \"{{.Names}} {% x %}\"}\n");
  }
};

TEST_F(AnsibleCli, AllStepsReachAServerOverAnsibleAndBracesArriveAsWritten) {
  recipe("    - raw: echo {{ words | quote }} >>" + sandbox_.file("proof") +
         "\n    - debug: msg={{ inventory_hostname }}\n");
  plan(step(1,
            "type: validate\nchecks: [\"test -d /\", \"printf '{{.Names}}' | grep -q Names\"]\n") +
       step(2, "type: wait_until\ncondition: test -d /\ntimeout_seconds: 60\n") +
       change(3, "printf '%s\\n' '{{.Names}} {# #}' >>" + sandbox_.file("proof")) + play(4));
  const auto ran = shell(
      "fettle run plan.md --inventory hosts.ini --recipes recipes; status=$?; "
      "fettle logs last; exit $status");
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_EQ(content("proof"), "{{.Names}} {# #}\n{{.Names}} {% x %}\n");
  EXPECT_THAT(ran.output, HasSubstr("\"msg\": \"here\""));
}

TEST_F(AnsibleCli, PlaybookDuringWhichFettleIsKilledIsInterruptedAndNotRepeated) {
  recipe("    - raw: cd " + sandbox_.path().string() +
         "; echo {{ words | quote }} >>proof; touch begun; sleep 20\n");
  plan(play(1));
  const auto killed =
      shell(FETTLE_BINARY
            " run plan.md --inventory hosts.ini --recipes recipes </dev/null >log 2>&1 &\n"
            "until [ -e begun ]; do sleep 0.05; done; kill -KILL $!; wait");
  const auto resumed = shell("fettle resume");
  EXPECT_EQ(resumed.exit_status, 3) << resumed.output;
  EXPECT_THAT(resumed.output, HasSubstr("Ansible leaves no receipt"));
  EXPECT_EQ(content("proof"), "{{.Names}} {% x %}\n");
}

TEST_F(AnsibleCli, OtherConnectionsAreRefusedUnlessAnsibleIsToReachThem) {
  fleet_test::write_file(sandbox_.file("hosts.ini"), "win ansible_connection=winrm\n");
  plan(change(1, "true"));
  const auto refused = shell("fettle run plan.md --inventory hosts.ini --dry-run");
  EXPECT_EQ(refused.exit_status, 2);
  EXPECT_THAT(refused.output, AllOf(HasSubstr("winrm"), HasSubstr("fettle_transport=ansible")));
}

}  // namespace
}  // namespace fettle::e2e
