// What the system's ssh asks while it logs in: passphrases, passwords, codes. It is answered by who
// is at hand, never with a yes, and a log-in that can't be answered ends with its words.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/e2e/transport_rig.hpp"
#include "tests/fleet/login_server.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::LoginServer;
using fleet_test::TestFleet;
using flow::Ending;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Way = LoginServer::Way;

/// Who answers what: nothing where nobody is there.
struct Person {
  std::vector<std::string> passphrases;  ///< one after the other
  std::string password;
  std::string code;
};

class Askpass : public testing::Test {
 protected:
  Askpass() {
    fleet_test::write_file(fleet_.sandbox().file("ssh_config"), "IdentityAgent none\n");
    settings_ = fleet_.settings();
    settings_.ssh = transport::SshProgram::kOpenssh;
    settings_.askpass_program = FETTLE_BINARY;
    settings_.connect_tries = 1;
  }
  void protect_key() {
    fleet_test::must_run(
        {"ssh-keygen", "-q", "-p", "-N", "open sesame", "-P", "", "-f", fleet_.user_key()});
  }
  void seat(Person person) {
    if (!person.passphrases.empty())
      settings_.passphrase_prompt =
          [this, left = person.passphrases](const transport::PassphraseQuestion& question) mutable {
            questions_.push_back(fmt::format("{} {}", question.key_file, question.attempt));
            const std::string next = left.front();
            if (left.size() > 1) left.erase(left.begin());
            question.answer(next.empty() ? std::nullopt : std::optional(next));
          };
    if (!person.password.empty())
      settings_.password_prompt = [this, person](const transport::PasswordQuestion& question) {
        questions_.push_back(question.account);
        question.answer(person.password);
      };
    if (!person.code.empty())
      settings_.login_prompt = [this, person](const transport::LoginQuestion& question) {
        questions_.push_back(fmt::format("{}: {}", question.target, question.text));
        question.answer(person.code);
      };
  }
  Station& station() {
    if (!station_) station_.emplace(settings_);
    return *station_;
  }
  ports::Order order(int host, std::uint16_t port = 0) {
    ports::Order order;
    order.id = fmt::format("order-{}", ++orders_);
    order.session = order.id;
    order.target = fleet_.target(host);
    if (port != 0) order.target.server.port = port;
    order.command = {.script = "echo in"};
    order.deadline = system_now() + std::chrono::minutes(1);
    return order;
  }
  flow::CommandResult log_in(const LoginServer& server) {
    fleet_.know(0, server.port());
    return station().carry_out(order(0, server.port()));
  }
  std::string host_key() { return fleet_.host(0).file("host_key"); }
  std::string account() const { return fleet_.server(0).user; }

  TestFleet fleet_{2};
  transport::Settings settings_;
  std::vector<std::string> questions_;

 private:
  std::optional<Station> station_;
  int orders_ = 0;
};

TEST_F(Askpass, PassphraseIsAskedForOnceForAllHosts) {
  protect_key();
  seat({.passphrases = {"open sesame"}});
  for (int host = 0; host < 2; ++host) {
    const auto result = station().carry_out(order(host));
    EXPECT_EQ(result.tail, "in\n") << result.message;
  }
  EXPECT_THAT(questions_, ElementsAre(fleet_.user_key() + " 1"));
}

TEST_F(Askpass, PassphraseThatIsWrongIsAskedForAgain) {
  protect_key();
  seat({.passphrases = {"wrong", "open sesame"}});
  EXPECT_TRUE(station().carry_out(order(0)).succeeded());
  EXPECT_THAT(questions_, ElementsAre(fleet_.user_key() + " 1", fleet_.user_key() + " 2"));
}

TEST_F(Askpass, PassphraseOfTheEnvironmentSparesThePersonTheQuestion) {
  protect_key();
  setenv("FETTLE_SSH_PASSPHRASE", "open sesame", 1);
  const auto result = station().carry_out(order(0));
  unsetenv("FETTLE_SSH_PASSPHRASE");
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(Askpass, KeyThatNobodyOpensIsNamedInTheRefusal) {
  protect_key();
  const auto result = station().carry_out(order(0));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("Permission denied"));
  EXPECT_THAT(result.message, HasSubstr(fleet_.user_key() + " stayed closed"));
  EXPECT_THAT(result.message, HasSubstr("FETTLE_SSH_PASSPHRASE"));
}

TEST_F(Askpass, PasswordAndCodeAreAskedForEachInItsWay) {
  const LoginServer server(host_key(), Way::kTwoQuestions, "open sesame");
  seat({.password = "open sesame", .code = LoginServer::kCode});
  log_in(server);
  EXPECT_EQ(server.log_ins(), 1);
  EXPECT_THAT(questions_,
              ElementsAre(account(), fmt::format("host0: ({}@127.0.0.1) Code:", account())));
}

TEST_F(Askpass, CodeThatNobodyCanGiveEndsTheLogInWithItsWords) {
  const LoginServer server(host_key(), Way::kTwoQuestions, "open sesame");
  seat({.password = "open sesame"});
  const auto result = log_in(server);
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("Code:\", which a person must answer"));
  EXPECT_THAT(server.heard(), IsEmpty());
}

TEST_F(Askpass, PasswordOfTheEnvironmentIsGiven) {
  const LoginServer server(host_key(), Way::kPassword, "open sesame");
  setenv("FETTLE_SSH_PASSWORD", "open sesame", 1);
  log_in(server);
  unsetenv("FETTLE_SSH_PASSWORD");
  EXPECT_EQ(server.log_ins(), 1);
}

TEST_F(Askpass, PasswordThatIsWrongIsGivenOnce) {
  const LoginServer server(host_key(), Way::kPassword, "open sesame");
  seat({.password = "wrong"});
  const auto result = log_in(server);
  EXPECT_THAT(result.message, HasSubstr("was not taken"));
  EXPECT_THAT(server.heard(), ElementsAre("wrong"));
}

TEST_F(Askpass, PasswordThatNobodyGivesIsNamedAndNoneIsSent) {
  const LoginServer server(host_key(), Way::kPassword, "open sesame");
  const auto result = log_in(server);
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("--ask-password"));
  EXPECT_THAT(server.heard(), IsEmpty());
}

TEST_F(Askpass, UnknownHostKeyIsNeverConfirmed) {
  fleet_test::write_file(fleet_.known_hosts(), "");
  seat({.passphrases = {"yes"}, .password = "yes", .code = "yes"});
  const auto result = station().carry_out(order(0));
  EXPECT_THAT(result.message, HasSubstr("Host key verification failed"));
  EXPECT_THAT(questions_, IsEmpty());
  EXPECT_EQ(fleet_test::read_file(fleet_.known_hosts()), "");
}

TEST_F(Askpass, PasswordIsInNoMessage) {
  const LoginServer server(host_key(), Way::kQuestion, "open sesame");
  seat({.password = "hush-hush"});
  const auto result = log_in(server);
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, Not(HasSubstr("hush-hush")));
}

TEST(AskpassProgram, ThatNobodyWaitsForSaysNothing) {
  const fleet_test::Sandbox sandbox;
  const auto ran = fleet_test::run(
      {"env", "FETTLE_ASKPASS_SOCKET=" + sandbox.file("none"), FETTLE_BINARY, "Password: "});
  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_EQ(ran.output, "");
}

}  // namespace
}  // namespace fettle::e2e
