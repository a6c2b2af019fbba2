// `fettle doctor` before the first start of a service, beside a healthy one, and on what is broken.
#include <gmock/gmock.h>

#include "tests/e2e/command_line.hpp"

namespace fettle::e2e {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class Doctor : public CommandLine {
 protected:
  /// A service that was started once, and stopped.
  void serve_once() const {
    const auto ran = shell(FETTLE_BINARY
                           " serve --listen 127.0.0.1:0 >log 2>&1 </dev/null & service=$!\n"
                           "until grep -qs 'Set it up' log; do kill -0 $service || exit; done\n"
                           "kill $service; wait $service");
    ASSERT_EQ(ran.exit_status, 0) << content("log");
  }
  std::string database() const { return ".local/state/fettle/service.db"; }
};

TEST_F(Doctor, BeforeTheFirstStartSaysWhatItWillMakeAndMakesNothing) {
  const auto ran = shell("fettle doctor; echo status $?; find . -type f");
  EXPECT_THAT(ran.output,
              AllOf(ContainsRegex("warning +database .*service.db is not there"),
                    ContainsRegex("warning +master key"), ContainsRegex("ok +time zones"),
                    HasSubstr("status 0\n"), Not(HasSubstr("./.local"))));
}

TEST_F(Doctor, FindsNothingWrongWithAServiceThatStarted) {
  serve_once();
  const auto ran = shell("fettle doctor");
  EXPECT_EQ(ran.exit_status, 0);
  EXPECT_THAT(ran.output, AllOf(ContainsRegex("ok +database +.*at the schema of this program"),
                                ContainsRegex("ok +database file"), ContainsRegex("ok +audit log"),
                                ContainsRegex("ok +master key"), ContainsRegex("ok +secrets"),
                                Not(HasSubstr("error"))));
  EXPECT_THAT(shell("fettle doctor --json").output,
              HasSubstr(R"({"verdict":"ok","what":"master key",)"));
}

TEST_F(Doctor, NamesWhatIsBrokenWithItsWayOut) {
  serve_once();
  // The last page belongs to some table or index; the first says how many there are.
  const auto ran = shell("size=$(stat -c %s " + database() + ")\n" + "head -c 4096 /dev/zero | " +
                         "dd of=" + database() +
                         " bs=4096 seek=$((size / 4096 - 1)) conv=notrunc status=none\n"
                         "echo not a key >.local/state/fettle/master-key\nfettle doctor");
  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_THAT(ran.output, AllOf(ContainsRegex("error +database"), HasSubstr("fettle restore"),
                                ContainsRegex("error +master key")));
}

TEST_F(Doctor, ReadsTheSettingsAsTheServiceDoes) {
  const auto meant = shell("fettle doctor --keep-output-days never");
  EXPECT_EQ(meant.exit_status, 1);
  EXPECT_THAT(meant.output, ContainsRegex("error +settings +keep-output-days never"));
  const auto unknown = shell("echo 'lisen: 127.0.0.1:1' >c.yaml; fettle doctor --config c.yaml");
  EXPECT_EQ(unknown.exit_status, 2);
  EXPECT_THAT(unknown.output, HasSubstr("listen"));
}

}  // namespace
}  // namespace fettle::e2e
