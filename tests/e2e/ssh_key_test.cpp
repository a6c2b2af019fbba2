// Logging in with keys in files: plain, behind a passphrase, with a certificate. A passphrase is
// asked for once, and nobody but those who need that key waits for it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "tests/e2e/transport_rig.hpp"
#include "tests/fleet/tcp_cutter.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::must_run;
using fleet_test::TestFleet;
using flow::Ending;
using testing::AllOf;
using testing::HasSubstr;

/// Sets a variable of this process for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    setenv(name, value.c_str(), 1);
  }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

class SshKey : public testing::Test {
 protected:
  SshKey() { configure("IdentityAgent none\n"); }

  void configure(const std::string& text) const {
    fleet_test::write_file(fleet_.sandbox().file("ssh_config"), text);
  }
  /// The fleet's key gets a passphrase; `plain()` stays as it was.
  void protect(const std::string& rounds = "16") const {
    std::filesystem::copy_file(fleet_.user_key(), plain());
    must_run({"ssh-keygen", "-q", "-p", "-a", rounds, "-N", "open sesame", "-P", "", "-f",
              fleet_.user_key()});
  }
  std::string plain() const { return fleet_.sandbox().file("plain_key"); }

  ports::Order order(const std::string& session) const {
    ports::Order order;
    order.id = session;
    order.session = session;
    order.target = fleet_.target(0);
    order.command = {.script = "echo in"};
    order.deadline = system_now() + std::chrono::minutes(5);
    return order;
  }
  ports::Order order_with(const std::string& session, const std::string& key) const {
    auto result = order(session);
    result.target.server.identity_file = key;
    return result;
  }
  /// Keeps the questions for the test to answer.
  transport::Settings asking() {
    auto settings = fleet_.settings();
    settings.passphrase_prompt = [this](transport::PassphraseQuestion question) {
      questions_.push_back(std::move(question));
    };
    return settings;
  }
  bool is_asked(Station& station, std::size_t times) const {
    return station.run_until([&] { return questions_.size() == times; });
  }

  TestFleet fleet_{1};
  std::vector<transport::PassphraseQuestion> questions_;
};

TEST_F(SshKey, BehindAPassphraseWithoutATerminalSaysTheWayOut) {
  protect();
  Station station(fleet_.settings());
  const auto result = station.carry_out(order("session"));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, AllOf(HasSubstr("needs a passphrase"), HasSubstr("ssh-add"),
                                    HasSubstr("FETTLE_SSH_PASSPHRASE")));
}

TEST_F(SshKey, OpensByTheVariable) {
  protect();
  const Variable passphrase("FETTLE_SSH_PASSPHRASE", "open sesame");
  Station station(asking());
  const auto result = station.carry_out(order("session"));
  EXPECT_TRUE(result.succeeded()) << result.message;
  EXPECT_TRUE(questions_.empty());
}

TEST_F(SshKey, SaysThatTheVariableIsWrong) {
  protect();
  const Variable passphrase("FETTLE_SSH_PASSPHRASE", "close sesame");
  Station station(fleet_.settings());
  const auto result = station.carry_out(order("session"));
  EXPECT_THAT(result.message, HasSubstr("FETTLE_SSH_PASSPHRASE is not its passphrase"));
}

TEST_F(SshKey, IsAskedForWhereTheVariableIsWrong) {
  protect();
  const Variable passphrase("FETTLE_SSH_PASSPHRASE", "close sesame");
  Station station(asking());
  const auto heard = station.start(order("session"));
  ASSERT_TRUE(is_asked(station, 1));
  questions_[0].answer("open sesame");
  EXPECT_TRUE(station.end_of(heard).succeeded());
}

TEST_F(SshKey, IsAskedForOnceAndBeforeAnyServerWaits) {
  protect();
  fleet_test::TcpCutter cutter(fleet_.host(0).port());
  fleet_.know(0, cutter.port());
  Station station(asking());
  std::vector<std::shared_ptr<Heard>> waiting;
  for (int i = 0; i < 10; ++i) {
    auto each = order(fmt::format("w{}", i));
    each.target.server.port = cutter.port();
    waiting.push_back(station.start(each));
  }
  ASSERT_TRUE(is_asked(station, 1));
  EXPECT_EQ(questions_[0].key_file, fleet_.user_key());
  // Everybody else goes on.
  EXPECT_TRUE(station.carry_out(order_with("other", plain())).succeeded());
  EXPECT_EQ(cutter.connections(), 0);
  questions_[0].answer("open sesame");
  for (const auto& heard : waiting) EXPECT_TRUE(station.end_of(heard).succeeded());
  EXPECT_EQ(questions_.size(), 1U);
}

TEST_F(SshKey, IsAskedForAgainWhereThePassphraseIsWrong) {
  protect();
  Station station(asking());
  const auto heard = station.start(order("session"));
  ASSERT_TRUE(is_asked(station, 1));
  questions_[0].answer("wrong");
  ASSERT_TRUE(is_asked(station, 2));
  EXPECT_EQ(questions_[1].attempt, 2);
  questions_[1].answer("open sesame");
  EXPECT_TRUE(station.end_of(heard).succeeded());
}

TEST_F(SshKey, IsRefusedForGoodAfterThreeWrongPassphrases) {
  protect();
  Station station(asking());
  const auto heard = station.start(order("session"));
  for (std::size_t i = 0; i < 3; ++i) {
    ASSERT_TRUE(is_asked(station, i + 1));
    questions_[i].answer("wrong");
  }
  EXPECT_THAT(station.end_of(heard).message, HasSubstr("none of 3 passphrases opened it"));
  EXPECT_EQ(station.carry_out(order("next")).ending, Ending::kUnreachable);
  EXPECT_EQ(questions_.size(), 3U);
}

TEST_F(SshKey, IsRefusedWhereNobodyGivesItsPassphrase) {
  protect();
  auto settings = fleet_.settings();
  settings.passphrase_prompt = [](const transport::PassphraseQuestion& question) {
    question.answer(std::nullopt);
  };
  Station station(settings);
  EXPECT_THAT(station.carry_out(order("session")).message, HasSubstr("nobody gave its passphrase"));
}

TEST_F(SshKey, IsNotAskedForWhereAnotherComesFirst) {
  protect();
  configure(fmt::format("IdentityAgent none\nIdentityFile {}\nIdentityFile {}\n", plain(),
                        fleet_.user_key()));
  Station station(asking());
  EXPECT_TRUE(station.carry_out(order_with("session", {})).succeeded());
  EXPECT_TRUE(questions_.empty());
}

TEST_F(SshKey, IsAskedForAfterTheServerRefusedTheOneBefore) {
  protect();
  const auto other = fleet_.sandbox().file("other_key");
  must_run({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other});
  configure(fmt::format("IdentityAgent none\nIdentityFile {}\nIdentityFile {}\n", other,
                        fleet_.user_key()));
  auto settings = asking();
  settings.connect_tries = 1;
  Station station(settings);
  const auto heard = station.start(order_with("session", {}));
  ASSERT_TRUE(is_asked(station, 1));
  questions_[0].answer("open sesame");
  const auto result = station.end_of(heard);
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(SshKey, ThatIsSlowToOpenHoldsUpNobodyElse) {
  protect("48");
  const Variable passphrase("FETTLE_SSH_PASSPHRASE", "open sesame");
  Station station(fleet_.settings());
  const auto slow = station.start(order("slow"));
  EXPECT_TRUE(station.carry_out(order_with("quick", plain())).succeeded());
  EXPECT_FALSE(slow->over());
  EXPECT_TRUE(station.end_of(slow).succeeded());
}

TEST_F(SshKey, IsReadAgainWhenItsFileChanges) {
  const auto file = fleet_.sandbox().file("changing_key");
  must_run({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file});
  Station station(fleet_.settings());
  EXPECT_EQ(station.carry_out(order_with("before", file)).ending, Ending::kUnreachable);
  std::filesystem::rename(fleet_.user_key(), file);
  const auto result = station.carry_out(order_with("after", file));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST(SshCertificate, BesideTheKeyIsReadWhenItAppears) {
  fleet_test::Sandbox authority;
  must_run({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", authority.file("ca")});
  TestFleet fleet(1, "TrustedUserCAKeys " + authority.file("ca.pub"));
  fleet_test::write_file(fleet.sandbox().file("authorized_keys"), "");
  must_run({"ssh-keygen", "-q", "-p", "-N", "open sesame", "-P", "", "-f", fleet.user_key()});
  const Variable passphrase("FETTLE_SSH_PASSPHRASE", "open sesame");
  ports::Order order;
  order.id = "order";
  order.session = "session";
  order.target = fleet.target(0);
  order.command = {.script = "true"};
  order.deadline = system_now() + std::chrono::minutes(1);
  Station station(fleet.settings());
  EXPECT_EQ(station.carry_out(order).ending, Ending::kUnreachable);
  must_run({"ssh-keygen", "-q", "-s", authority.file("ca"), "-I", "tester", "-n",
            fleet.server(0).user, fleet.user_key() + ".pub"});
  const auto result = station.carry_out(order);
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(SshKey, OfACipherThatLibsshCrashesOnIsOpenedByTheSystemsSshAlone) {
  for (const char* cipher : {"aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com"}) {
    const auto key = fleet_.sandbox().file(cipher);
    std::filesystem::copy_file(fleet_.user_key(), key);
    must_run({"ssh-keygen", "-q", "-p", "-Z", cipher, "-N", "open sesame", "-P", "", "-f", key});
    const Variable passphrase("FETTLE_SSH_PASSPHRASE", "open sesame");
    auto settings = fleet_.settings();
    settings.askpass_program = FETTLE_BINARY;
    const auto chosen = Station(settings).carry_out(order_with(cipher, key));
    EXPECT_TRUE(chosen.succeeded()) << chosen.message;

    settings.ssh = transport::SshProgram::kBuiltin;
    const auto refused = Station(settings).carry_out(order_with(cipher, key));
    EXPECT_EQ(refused.ending, Ending::kUnreachable);
    EXPECT_THAT(refused.message, AllOf(HasSubstr(cipher), HasSubstr("--ssh openssh")));
  }
}

TEST_F(SshKey, ThatIsNoFileOfAKeyIsRefusedAtOnce) {
  const auto pipe = fleet_.sandbox().file("pipe");
  must_run({"mkfifo", pipe});
  const auto huge = fleet_.sandbox().file("huge");
  fleet_test::write_file(huge, std::string(2'000'000, 'x'));
  Station station(fleet_.settings());
  for (const auto& file :
       {pipe, huge, std::string("/dev/zero"), fleet_.sandbox().path().string()}) {
    const auto result = station.carry_out(order_with(file, file));
    EXPECT_EQ(result.ending, Ending::kUnreachable);
    EXPECT_THAT(result.message, HasSubstr(file + " ("));
  }
}

TEST_F(SshKey, OfEveryKindThatOpensslMakesIsTakenOrRefused) {
  const auto key = fleet_.sandbox().file("made");
  const auto made_by = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "openssl");
    arguments.insert(arguments.end(), {"-out", key});
    must_run(arguments);
    Station station(fleet_.settings());
    return station.carry_out(order_with(arguments[3] + arguments.back(), key)).ending;
  };
  for (const char* kind : {"RSA", "X25519", "ED448", "X448", "ED25519"})
    EXPECT_EQ(made_by({"genpkey", "-algorithm", kind}), Ending::kUnreachable) << kind;
  for (const char* curve : {"secp256k1", "brainpoolP256r1", "prime256v1", "sect283k1"})
    EXPECT_EQ(made_by({"ecparam", "-genkey", "-name", curve}), Ending::kUnreachable) << curve;
}

}  // namespace
}  // namespace fettle::e2e
