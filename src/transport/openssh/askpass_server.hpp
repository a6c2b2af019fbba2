// Answers what the ssh of one log-in asks: with the passphrases and passwords that are at hand, or
// by asking a person. Listens in a folder that is this account's alone, for who knows the token of
// this log-in. Confirms nothing, and gives nobody a password twice; what can't be answered ends the
// log-in with its words. Read on in askpass_prompt.hpp and askpass_client.hpp.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "transport/context.hpp"
#include "transport/openssh/askpass_prompt.hpp"

namespace fettle::transport {

class AskpassServer : public std::enable_shared_from_this<AskpassServer> {
 public:
  /// Listens at `path`. `target` names who is connected to; `changed` is called when a question
  /// came, was answered, or can't be.
  static Result<std::shared_ptr<AskpassServer>> listen(std::shared_ptr<Context> context,
                                                       const std::string& target, std::string path,
                                                       std::function<void()> changed);

  AskpassServer(std::shared_ptr<Context> context, std::string target, std::string path,
                std::function<void()> changed);

  /// Gives these instead of the process's own; set before ssh is started.
  void use(std::shared_ptr<PasswordCache> passwords, std::shared_ptr<PasswordCache> passphrases) {
    passwords_ = std::move(passwords);
    passphrases_ = std::move(passphrases);
  }

  /// For the environment of ssh.
  std::vector<std::string> variables() const;
  /// Somebody is being asked: ssh is not to be hurried.
  bool is_asking() const { return asking_ > 0; }
  /// Why the log-in is to end; empty as long as it may go on.
  const std::string& problem() const { return problem_; }
  /// Which keys stayed closed; empty, or words to follow a refusal.
  const std::string& closed_keys() const { return closed_keys_; }
  /// The log-in has ended, and how. Nothing is answered any more.
  enum class End { kLoggedIn, kRefused, kBroken };
  void stop(End end);

 private:
  using Answer = std::optional<std::string>;
  using Connection = boost::asio::local::stream_protocol::socket;
  static Awaitable<void> accept_all(std::shared_ptr<AskpassServer> self);
  static Awaitable<void> serve(std::shared_ptr<AskpassServer> self,
                               std::shared_ptr<Connection> connection);
  Awaitable<Answer> answer(AskpassPrompt prompt);
  Awaitable<Answer> passphrase(AskpassPrompt prompt);
  Awaitable<Answer> password(AskpassPrompt prompt);
  Awaitable<Answer> ask_person(AskpassPrompt prompt);
  void take_as_accepted();
  void give_up(std::string why);

  std::shared_ptr<Context> context_;
  std::shared_ptr<PasswordCache> passwords_;
  std::shared_ptr<PasswordCache> passphrases_;  ///< by key file
  std::string target_;
  std::string path_;
  std::string token_;
  std::function<void()> changed_;
  boost::asio::local::stream_protocol::acceptor acceptor_;
  int asking_ = 0;
  std::string problem_;
  std::string closed_keys_;
  std::map<std::string, std::string> tried_;  ///< passphrases, by key file
  std::map<std::string, std::string> given_;  ///< passwords: who asked, in which words
  std::string account_;                       ///< whose password was given last
  std::optional<Limiter::Permit> turn_;       ///< to try it
  std::shared_ptr<Connection> held_;          ///< a question that gets no answer
  bool is_over_ = false;
};

}  // namespace fettle::transport
