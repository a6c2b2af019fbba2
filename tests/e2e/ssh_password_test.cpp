// Logging in without a key: by nothing at all, by a password, by the answer to one hidden question.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/e2e/transport_rig.hpp"
#include "tests/fleet/login_server.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::LoginServer;
using fleet_test::TestFleet;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Way = LoginServer::Way;

class SshPassword : public testing::Test {
 protected:
  SshPassword() {
    fleet_test::write_file(fleet_.sandbox().file("ssh_config"), "IdentityAgent none\n");
  }
  std::string host_key() { return fleet_.host(0).file("host_key"); }

  /// A log-in at `server`, by a person who types `typed`.
  flow::CommandResult log_in(const LoginServer& server, const std::string& typed,
                             const std::string& session = "session") {
    fleet_.know(0, server.port());
    return station(typed).carry_out(order(server, session));
  }
  ports::Order order(const LoginServer& server, const std::string& session) const {
    ports::Order order;
    order.id = order.session = session;
    order.target = fleet_.target(0);
    order.target.server.port = server.port();
    order.target.server.identity_file.clear();
    order.command = {.script = "true"};
    order.deadline = system_now() + std::chrono::minutes(1);
    return order;
  }
  Station& station(const std::string& typed) {
    auto settings = fleet_.settings();
    settings.connect_tries = 1;
    // Once in, nothing is to be had there.
    settings.authentication_timeout = std::chrono::seconds(5);
    settings.password_prompt = [this, typed](const transport::PasswordQuestion& question) {
      ++asked_;
      question.answer(typed.empty() ? std::nullopt : std::optional(typed));
    };
    station_.emplace(settings);
    return *station_;
  }

  TestFleet fleet_{1};
  std::optional<Station> station_;
  int asked_ = 0;
};

TEST_F(SshPassword, IsNotAskedForWhereTheServerWantsNothing) {
  const LoginServer server(host_key(), Way::kNone, {});
  log_in(server, "open sesame");
  EXPECT_EQ(server.log_ins(), 1);
  EXPECT_EQ(asked_, 0);
}

// libssh takes neither as an option.
TEST_F(SshPassword, UserIsWhoTheTargetNamesWhateverCharactersItHas) {
  for (const std::string user : {"CORP\\me", "me'|$x"})
    for (const auto way : {Way::kNone, Way::kPassword, Way::kQuestion}) {
      const LoginServer server(host_key(), way, "open sesame");
      fleet_.know(0, server.port());
      auto asked = order(server, user);
      asked.target.server.user = user;
      Station& asking = station("open sesame");
      asking.start(asked);
      EXPECT_TRUE(asking.run_until([&] { return server.log_ins() > 0; }));
      EXPECT_THAT(server.users(), ElementsAre(user));
      asking.die();
    }
}

TEST_F(SshPassword, IsAskedForOnceForEveryHostOfTheAccount) {
  const LoginServer one(host_key(), Way::kPassword, "open sesame");
  const LoginServer other(host_key(), Way::kPassword, "open sesame");
  fleet_.know(0, one.port());
  fleet_.know(0, other.port());
  Station& asking = station("open sesame");
  asking.carry_out(order(one, "one"));
  asking.carry_out(order(other, "other"));
  EXPECT_GE(one.log_ins(), 1);
  EXPECT_GE(other.log_ins(), 1);
  EXPECT_EQ(asked_, 1);
}

TEST_F(SshPassword, AnswersTheOneHiddenQuestion) {
  const LoginServer server(host_key(), Way::kQuestion, "open sesame");
  log_in(server, "open sesame");
  EXPECT_GE(server.log_ins(), 1);
}

TEST_F(SshPassword, IsNoAnswerToASecondQuestion) {
  const LoginServer server(host_key(), Way::kTwoQuestions, "open sesame");
  const auto result = log_in(server, "open sesame");
  EXPECT_THAT(server.heard(), IsEmpty());
  EXPECT_THAT(result.message, HasSubstr("Code: "));
}

TEST_F(SshPassword, ThatIsWrongIsNotCarriedFromHostToHost) {
  const LoginServer server(host_key(), Way::kPassword, "open sesame");
  fleet_.know(0, server.port());
  Station& asking = station("wrong");
  for (int i = 0; i < 5; ++i) {
    const auto result = asking.carry_out(order(server, std::to_string(i)));
    EXPECT_THAT(result.message, HasSubstr("a password ("));
  }
  EXPECT_THAT(server.heard(), ElementsAre("wrong", "wrong"));
}

TEST_F(SshPassword, OfTheEnvironmentSparesThePersonTheQuestion) {
  const LoginServer server(host_key(), Way::kPassword, "open sesame");
  setenv("FETTLE_SSH_PASSWORD", "open sesame", 1);
  log_in(server, "wrong");
  unsetenv("FETTLE_SSH_PASSWORD");
  EXPECT_GE(server.log_ins(), 1);
  EXPECT_EQ(asked_, 0);
}

TEST_F(SshPassword, ThatNobodyGivesIsNamedAsTheWayIn) {
  const LoginServer server(host_key(), Way::kPassword, "open sesame");
  const auto result = log_in(server, {});
  EXPECT_THAT(result.message, HasSubstr("--ask-password"));
  EXPECT_THAT(server.heard(), IsEmpty());
}

}  // namespace
}  // namespace fettle::e2e
