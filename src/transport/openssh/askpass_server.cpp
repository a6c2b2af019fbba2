#include "transport/openssh/askpass_server.hpp"

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include "transport/openssh/askpass_client.hpp"
#include "transport/os/system_random.hpp"

namespace fettle::transport {
namespace {

constexpr std::size_t kQuestionMax = std::size_t{16} * 1024;

/// What came up to the end, or up to the bound.
Awaitable<std::string> read_question(boost::asio::local::stream_protocol::socket& connection) {
  std::string text(kQuestionMax, '\0');
  const auto [error, size] = co_await net::async_read(connection, net::buffer(text), kTuple);
  text.resize(size);
  co_return text;
}

}  // namespace

Result<std::shared_ptr<AskpassServer>> AskpassServer::listen(std::shared_ptr<Context> context,
                                                             const std::string& target,
                                                             std::string path,
                                                             std::function<void()> changed) {
  auto server = std::make_shared<AskpassServer>(std::move(context), target, std::move(path),
                                                std::move(changed));
  boost::system::error_code error;
  auto& acceptor = server->acceptor_;
  acceptor.open(net::local::stream_protocol(), error);
  if (!error) acceptor.bind(server->path_, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (error)
    return fail(ErrorCode::kUnreachable,
                fmt::format("{}: no socket for what ssh asks: {}", target, error.message()));
  net::co_spawn(acceptor.get_executor(), accept_all(server), net::detached);
  return server;
}

AskpassServer::AskpassServer(std::shared_ptr<Context> context, std::string target, std::string path,
                             std::function<void()> changed)
    : context_(std::move(context)),
      passwords_(context_->passwords),
      passphrases_(context_->passphrases),
      target_(std::move(target)),
      path_(std::move(path)),
      token_(fmt::format("{:016x}{:016x}", SystemRandom().bits(), SystemRandom().bits())),
      changed_(std::move(changed)),
      acceptor_(context_->executor) {}

std::vector<std::string> AskpassServer::variables() const {
  return {"SSH_ASKPASS=" + context_->settings.askpass_program, "SSH_ASKPASS_REQUIRE=force",
          fmt::format("{}={}", kAskpassSocketVariable, path_),
          fmt::format("{}={}", kAskpassTokenVariable, token_)};
}

void AskpassServer::stop(End end) {
  if (std::exchange(is_over_, true)) return;
  if (end == End::kLoggedIn) take_as_accepted();
  if (!account_.empty() && end == End::kRefused) passwords_->refused(account_);
  turn_.reset();
  boost::system::error_code ignored;
  acceptor_.close(ignored);
}

void AskpassServer::take_as_accepted() {
  if (!account_.empty()) passwords_->accepted(std::exchange(account_, {}));
  turn_.reset();
}

Awaitable<void> AskpassServer::accept_all(std::shared_ptr<AskpassServer> self) {
  while (!self->is_over_) {
    const auto connection = std::make_shared<Connection>(self->context_->executor);
    const auto [error] = co_await self->acceptor_.async_accept(*connection, kTuple);
    if (error) co_return;
    net::co_spawn(self->context_->executor, serve(self, connection), net::detached);
  }
}

Awaitable<void> AskpassServer::serve(std::shared_ptr<AskpassServer> self,
                                     std::shared_ptr<Connection> connection) {
  const std::string question = co_await read_question(*connection);
  const std::size_t blank = question.find(' ');
  const std::size_t line = question.find('\n');
  if (self->is_over_ || line == std::string::npos || blank > line) co_return;
  if (question.substr(0, blank) != self->token_) co_return;
  const auto prompt = read_askpass_prompt(std::string_view(question).substr(line + 1),
                                          question.substr(blank + 1, line - blank - 1));
  ++self->asking_;
  self->changed_();
  const auto answer = co_await self->answer(prompt);
  --self->asking_;
  self->changed_();
  // ssh would go on with an empty answer, in the moment before it is ended.
  if (!self->problem_.empty()) self->held_ = connection;
  if (!answer || self->is_over_) co_return;
  co_await net::async_write(*connection, net::buffer("=" + *answer), kTuple);
}

Awaitable<AskpassServer::Answer> AskpassServer::answer(AskpassPrompt prompt) {
  switch (prompt.kind) {
    case AskpassPrompt::Kind::kPassphrase:
      co_return co_await passphrase(std::move(prompt));
    case AskpassPrompt::Kind::kPassword:
      co_return co_await password(std::move(prompt));
    case AskpassPrompt::Kind::kOther:
      co_return co_await ask_person(std::move(prompt));
    case AskpassPrompt::Kind::kConfirm:
      co_return std::nullopt;
  }
  std::unreachable();
}

/// ssh does without a key that stays closed.
Awaitable<AskpassServer::Answer> AskpassServer::passphrase(AskpassPrompt prompt) {
  const auto self = shared_from_this();
  const auto passphrases = passphrases_;
  if (const auto tried = tried_.find(prompt.about); tried != tried_.end())
    passphrases->was_wrong(prompt.about, tried->second);
  if (passphrases->may_have(prompt.about)) {
    co_await passphrases->open(prompt.about, Deadline::max());
    if (const auto* text = passphrases->find(prompt.about)) {
      tried_[prompt.about] = *text;
      co_return *text;
    }
  }
  closed_keys_ += fmt::format(
      "; the key {} stayed closed: its passphrase comes from FETTLE_SSH_PASSPHRASE, a person at a "
      "terminal, or an agent that holds it",
      prompt.about);
  co_return std::nullopt;
}

Awaitable<AskpassServer::Answer> AskpassServer::password(AskpassPrompt prompt) {
  const auto self = shared_from_this();
  const auto passwords = passwords_;
  const std::string account = prompt.about;
  if (const auto before = given_.find(prompt.place); before != given_.end()) {
    if (before->second != prompt.text) co_return co_await ask_person(std::move(prompt));
    give_up(fmt::format("the password of {} was not taken", prompt.place));
    co_return std::nullopt;
  }
  // Somebody else asks: the jump host before has taken its own.
  take_as_accepted();
  if (passwords->may_have(account)) {
    co_await passwords->open(account, Deadline::max());
    auto turn = co_await passwords->turn(account, Deadline::max());
    const auto* text = passwords->find(account);
    if (text != nullptr && !is_over_) {
      turn_.emplace(*std::move(turn));
      account_ = account;
      given_[prompt.place] = prompt.text;
      co_return *text;
    }
  }
  give_up(passwords->is_given_up(account)
              ? fmt::format("the password of {} was refused elsewhere, and is not tried any more",
                            account)
              : fmt::format("ssh asks \"{}\": give the password with --ask-password, or in "
                            "FETTLE_SSH_PASSWORD",
                            prompt.text));
  co_return std::nullopt;
}

Awaitable<AskpassServer::Answer> AskpassServer::ask_person(AskpassPrompt prompt) {
  const auto self = shared_from_this();
  const auto& ask = context_->settings.login_prompt;
  struct Asked {
    Answer text;
    bool is_answered = false;
    AsyncEvent changed;
  };
  const auto asked = std::make_shared<Asked>();
  if (ask) {
    ask({.target = target_, .text = prompt.text, .answer = [asked](Answer text) {
           asked->text = std::move(text);
           asked->is_answered = true;
           asked->changed.notify_all();
         }});
    while (!asked->is_answered) co_await asked->changed.wait(Deadline::max());
  }
  if (!asked->text)
    give_up(fmt::format("ssh asks \"{}\", which {}", prompt.text,
                        ask ? "nobody answered" : "a person must answer, at a terminal"));
  co_return asked->text;
}

void AskpassServer::give_up(std::string why) {
  if (problem_.empty()) problem_ = std::move(why);
  changed_();
}

}  // namespace fettle::transport
