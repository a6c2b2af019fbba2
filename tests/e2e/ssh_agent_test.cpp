// Logging in with an ssh-agent that holds the key, asks a person first, refuses, is silent, or is
// gone. None of them may cost more than the log-in of the sessions that asked it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "tests/e2e/transport_rig.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::must_run;
using fleet_test::TestFleet;
using flow::Ending;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;

/// OpenSSH's agent. What it asks a person, it asks the shell text `person`.
class Agent {
 public:
  Agent(const fleet_test::Sandbox& sandbox, const std::string& person)
      : socket_(sandbox.file("agent")) {
    fleet_test::write_file(sandbox.file("askpass"), "#!/bin/sh\n" + person + "\n");
    chmod(sandbox.file("askpass").c_str(), 0700);
    const auto text = must_run({"env", "SSH_ASKPASS=" + sandbox.file("askpass"),
                                "SSH_ASKPASS_REQUIRE=force", "ssh-agent", "-s", "-a", socket_});
    pid_ = std::stoi(text.substr(text.find("SSH_AGENT_PID=") + 14));
  }
  ~Agent() { kill(pid_, SIGTERM); }
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;

  const std::string& socket() const { return socket_; }
  void add(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all{"env", "SSH_AUTH_SOCK=" + socket_, "ssh-add", "-q"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    must_run(all);
  }

 private:
  std::string socket_;
  int pid_;
};

/// Takes connections and never says a word.
class SilentAgent {
 public:
  explicit SilentAgent(const fleet_test::Sandbox& sandbox)
      : path_(sandbox.file("silent")), listener_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path_.c_str(), sizeof address.sun_path - 1);
    EXPECT_EQ(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(listen(listener_, 100), 0);
  }
  ~SilentAgent() { close(listener_); }
  SilentAgent(const SilentAgent&) = delete;
  SilentAgent& operator=(const SilentAgent&) = delete;

  const std::string& path() const { return path_; }
  bool was_asked() const {
    pollfd waiting{.fd = listener_, .events = POLLIN, .revents = 0};
    return poll(&waiting, 1, 0) == 1;
  }

 private:
  std::string path_;
  int listener_;
};

class SshAgent : public testing::Test {
 protected:
  SshAgent() { use({}, {}); }

  /// Every host that names no key of its own asks the agent at `socket`, then takes `key`.
  void use(const std::string& socket, const std::string& key) const {
    fleet_test::write_file(
        fleet_.sandbox().file("ssh_config"),
        fmt::format("IdentityAgent {}\nIdentityFile {}\n", socket.empty() ? "none" : socket,
                    key.empty() ? fleet_.sandbox().file("no_key") : key));
  }
  ports::Order by_agent(const std::string& session) const {
    ports::Order order;
    order.id = session;
    order.session = session;
    order.target = fleet_.target(0);
    order.target.server.identity_file.clear();
    order.command = {.script = "echo in"};
    order.deadline = system_now() + std::chrono::minutes(5);
    return order;
  }
  ports::Order by_file(const std::string& session) const {
    auto order = by_agent(session);
    order.target.server.identity_file = fleet_.user_key();
    return order;
  }
  transport::Settings settings(milliseconds log_in_time = seconds(20)) const {
    auto settings = fleet_.settings();
    settings.authentication_timeout = log_in_time;
    return settings;
  }

  TestFleet fleet_{1};
};

TEST_F(SshAgent, HoldsTheKey) {
  const Agent agent(fleet_.sandbox(), "false");
  agent.add({fleet_.user_key()});
  use("SSH_AUTH_SOCK", {});
  setenv("SSH_AUTH_SOCK", agent.socket().c_str(), 1);
  Station station(settings());
  const auto result = station.carry_out(by_agent("session"));
  unsetenv("SSH_AUTH_SOCK");
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(SshAgent, HoldsTheKeySoNobodyIsAskedForItsPassphrase) {
  const Agent agent(fleet_.sandbox(), "false");
  agent.add({fleet_.user_key()});
  must_run({"ssh-keygen", "-q", "-p", "-N", "open sesame", "-P", "", "-f", fleet_.user_key()});
  use(agent.socket(), fleet_.user_key());
  int asked = 0;
  auto asking = settings();
  asking.passphrase_prompt = [&](const transport::PassphraseQuestion& question) {
    ++asked;
    question.answer(std::nullopt);
  };
  Station station(asking);
  for (const auto& order : {by_agent("configured"), by_file("named")}) {
    const auto result = station.carry_out(order);
    EXPECT_TRUE(result.succeeded()) << result.message;
  }
  EXPECT_EQ(asked, 0);
}

TEST_F(SshAgent, ThatLacksTheKeyLeavesThePersonToBeAsked) {
  const Agent agent(fleet_.sandbox(), "false");
  must_run({"ssh-keygen", "-q", "-p", "-N", "open sesame", "-P", "", "-f", fleet_.user_key()});
  use(agent.socket(), {});
  auto asking = settings();
  asking.passphrase_prompt = [](const transport::PassphraseQuestion& question) {
    question.answer("open sesame");
  };
  Station station(asking);
  const auto result = station.carry_out(by_file("named"));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

/// So many keys that sshd lets nobody try them all (MaxAuthTries), then perhaps the right one.
void add_others(const Agent& agent, const fleet_test::Sandbox& sandbox) {
  for (int i = 0; i < 7; ++i) {
    const auto file = sandbox.file(fmt::format("other{}", i));
    must_run({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file});
    agent.add({file});
  }
}

TEST_F(SshAgent, OffersTheKeyThatTheConfigurationNamesBeforeAllOthers) {
  const Agent agent(fleet_.sandbox(), "false");
  add_others(agent, fleet_.sandbox());
  agent.add({fleet_.user_key()});
  must_run({"ssh-keygen", "-q", "-p", "-N", "open sesame", "-P", "", "-f", fleet_.user_key()});
  for (const char* named : {"", ".pub"}) {
    use(agent.socket(), fleet_.user_key() + named);
    Station station(settings());
    const auto result = station.carry_out(by_agent("session"));
    EXPECT_TRUE(result.succeeded()) << named << result.message;
  }
}

TEST_F(SshAgent, OffersNothingElseWithIdentitiesOnly) {
  const Agent agent(fleet_.sandbox(), "false");
  agent.add({fleet_.user_key()});
  const auto other = fleet_.sandbox().file("other");
  must_run({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other});
  const auto with = [&](const std::string& key) {
    fleet_test::write_file(fleet_.sandbox().file("ssh_config"),
                           fmt::format("IdentitiesOnly yes\nIdentityAgent {}\nIdentityFile {}\n",
                                       agent.socket(), key));
    Station station(settings());
    return station.carry_out(by_agent("session"));
  };
  EXPECT_EQ(with(other).ending, Ending::kUnreachable);
  const auto result = with(fleet_.user_key() + ".pub");
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(SshAgent, WithTooManyKeysEndsWithTheServersOwnReason) {
  const Agent agent(fleet_.sandbox(), "false");
  add_others(agent, fleet_.sandbox());
  use(agent.socket(), {});
  Station station(settings());
  const auto result = station.carry_out(by_agent("session"));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message,
              AllOf(HasSubstr("Too many authentication failures"), HasSubstr("IdentityFile")));
}

TEST_F(SshAgent, ServesManySessionsAtOnce) {
  const Agent agent(fleet_.sandbox(), "false");
  agent.add({fleet_.user_key()});
  use(agent.socket(), {});
  Station station(settings());
  std::vector<std::shared_ptr<Heard>> all;
  for (int i = 0; i < 20; ++i) all.push_back(station.start(by_agent(std::to_string(i))));
  for (const auto& heard : all) {
    const auto result = station.end_of(heard);
    EXPECT_TRUE(result.succeeded()) << result.message;
  }
}

TEST_F(SshAgent, ThatAsksAPersonHoldsUpNobodyElse) {
  const auto go = fleet_.sandbox().file("go");
  const Agent agent(fleet_.sandbox(), fmt::format("until [ -e {} ]; do sleep 0.05; done", go));
  agent.add({"-c", fleet_.user_key()});
  use(agent.socket(), {});
  Station station(settings());
  const auto waiting = station.start(by_agent("waiting"));
  for (int i = 0; i < 3; ++i) {
    const auto result = station.carry_out(by_file(std::to_string(i)));
    EXPECT_TRUE(result.succeeded()) << result.message;
  }
  EXPECT_FALSE(waiting->over());
  fleet_test::write_file(go, "");
  const auto result = station.end_of(waiting);
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(SshAgent, ThatRefusesToSignIsNamed) {
  const Agent agent(fleet_.sandbox(), "false");
  agent.add({"-c", fleet_.user_key()});
  use(agent.socket(), {});
  Station station(settings());
  const auto result = station.carry_out(by_agent("session"));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("the agent at " + agent.socket() + " (did not sign)"));
}

TEST_F(SshAgent, ThatRefusesToSignLeavesTheNextKeyItsTurn) {
  const Agent agent(fleet_.sandbox(), "false");
  agent.add({"-c", fleet_.user_key()});
  use(agent.socket(), fleet_.user_key());
  Station station(settings());
  const auto result = station.carry_out(by_agent("session"));
  EXPECT_TRUE(result.succeeded()) << result.message;
}

TEST_F(SshAgent, ThatIsGoneIsNamedWithTheReason) {
  use(fleet_.sandbox().file("gone"), {});
  Station station(settings());
  const auto result = station.carry_out(by_agent("session"));
  EXPECT_EQ(result.ending, Ending::kUnreachable);
  EXPECT_THAT(result.message, HasSubstr("gone (No such file or directory)"));
}

TEST_F(SshAgent, ThatIsSilentEndsItsOwnLogInsByTheirDeadlineAndNoOthers) {
  const SilentAgent agent(fleet_.sandbox());
  use(agent.path(), {});
  auto impatient = settings(seconds(3));
  impatient.connect_tries = 1;
  Station station(impatient);
  std::vector<std::shared_ptr<Heard>> waiting;
  for (int i = 0; i < 10; ++i) waiting.push_back(station.start(by_agent(fmt::format("w{}", i))));
  ASSERT_TRUE(station.run_until([&] { return agent.was_asked(); }));
  const auto other = station.carry_out(by_file("other"));
  EXPECT_TRUE(other.succeeded()) << other.message;
  EXPECT_FALSE(waiting.front()->over());
  for (const auto& heard : waiting) {
    const auto result = station.end_of(heard);
    EXPECT_EQ(result.ending, Ending::kUnreachable);
    EXPECT_THAT(result.message, AllOf(HasSubstr("the agent at " + agent.path()),
                                      HasSubstr("no answer"), HasSubstr("unset SSH_AUTH_SOCK")));
  }
}

TEST_F(SshAgent, ThatWasSilentIsPassedOverByThoseWhoComeAfter) {
  const SilentAgent agent(fleet_.sandbox());
  use(agent.path(), {});
  Station station(settings(milliseconds(1000)));
  // Its first try is lost to the agent, its second takes the file.
  EXPECT_TRUE(station.carry_out(by_file("first")).succeeded());
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i) {
    const auto result = station.carry_out(by_agent(std::to_string(i)));
    EXPECT_EQ(result.ending, Ending::kUnreachable);
    EXPECT_THAT(result.message, AllOf(HasSubstr("passed over"), HasSubstr("IdentityAgent none")));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, seconds(10));
}

TEST_F(SshAgent, ThatIsSilentDoesNotKeepTheProcess) {
  const SilentAgent agent(fleet_.sandbox());
  use(agent.path(), {});
  Station station(settings(std::chrono::hours(1)));
  for (int i = 0; i < 10; ++i) station.start(by_agent(std::to_string(i)));
  ASSERT_TRUE(station.run_until([&] { return agent.was_asked(); }));
  const auto begun = std::chrono::steady_clock::now();
  station.die();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, seconds(5));
}

}  // namespace
}  // namespace fettle::e2e
