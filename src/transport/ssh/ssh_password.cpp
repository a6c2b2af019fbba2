#include "transport/ssh/ssh_password.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace fettle::transport {
namespace {

constexpr int kRoundsMax = 8;

bool takes(ssh_session session, int method) {
  return (ssh_userauth_list(session, nullptr) & method) != 0;
}

/// Answers what is asked; false where there is a question that a password is no answer to.
bool answer_questions(ssh_session session, const std::string& password, bool& is_given,
                      std::string& problem) {
  const int count = ssh_userauth_kbdint_getnprompts(session);
  for (int i = 0; i < count; ++i) {
    char echo = 0;
    const char* text = ssh_userauth_kbdint_getprompt(session, static_cast<unsigned>(i), &echo);
    // The first hidden question is for the password. A second is for something else, which the
    // password must not be shown to.
    if (text == nullptr || echo != 0 || is_given) {
      problem = fmt::format("the server asks \"{}\", which is not supported",
                            text == nullptr ? "" : text);
      return false;
    }
    is_given = true;
    if (ssh_userauth_kbdint_setanswer(session, static_cast<unsigned>(i), password.c_str()) < 0)
      return false;
  }
  return true;
}

Awaitable<PasswordEnd> by_questions(std::shared_ptr<SshSession> session, std::string password,
                                    Deadline deadline) {
  PasswordEnd end{.answer = SSH_AUTH_DENIED, .problem = {}};
  bool is_given = false;
  for (int round = 0; round < kRoundsMax; ++round) {
    end.answer = co_await session->repeat(SSH_AUTH_AGAIN, deadline, [&] {
      return ssh_userauth_kbdint(session->raw(), session->user(), nullptr);
    });
    if (end.answer != SSH_AUTH_INFO) co_return end;
    if (!answer_questions(session->raw(), password, is_given, end.problem)) break;
  }
  end.answer = SSH_AUTH_DENIED;
  co_return end;
}

Awaitable<PasswordEnd> by_password(std::shared_ptr<SshSession> session, std::string password,
                                   Deadline deadline) {
  const int answer = co_await session->repeat(SSH_AUTH_AGAIN, deadline, [&] {
    return ssh_userauth_password(session->raw(), session->user(), password.c_str());
  });
  co_return PasswordEnd{.answer = answer, .problem = {}};
}

}  // namespace

Awaitable<PasswordEnd> log_in_by_password(std::shared_ptr<SshSession> session, std::string account,
                                          std::shared_ptr<PasswordCache> passwords,
                                          Deadline deadline) {
  PasswordEnd not_tried{.answer = SSH_AUTH_DENIED, .problem = {}};
  const bool by_method = takes(session->raw(), SSH_AUTH_METHOD_PASSWORD);
  if (!by_method && !takes(session->raw(), SSH_AUTH_METHOD_INTERACTIVE)) co_return not_tried;
  const auto turn = co_await passwords->turn(account, deadline);
  if (!turn) co_return PasswordEnd{.answer = SSH_AUTH_AGAIN, .problem = {}};
  if (passwords->is_given_up(account))
    not_tried.problem = "it was refused elsewhere, and is not tried any more";
  not_tried.is_missing = passwords->may_have(account);
  const std::string* password = passwords->find(account);
  if (password == nullptr) co_return not_tried;
  auto end = by_method ? co_await by_password(session, *password, deadline)
                       : co_await by_questions(session, *password, deadline);
  if (end.answer == SSH_AUTH_SUCCESS || end.answer == SSH_AUTH_PARTIAL)
    passwords->accepted(account);
  if (end.answer == SSH_AUTH_DENIED) {
    passwords->refused(account);
    if (end.problem.empty()) end.problem = "it is not the right one";
  }
  co_return end;
}

std::string about_methods(ssh_session session) {
  std::vector<std::string_view> names;
  const auto name = [&](int method, std::string_view text) {
    if (takes(session, method)) names.push_back(text);
  };
  name(SSH_AUTH_METHOD_PUBLICKEY, "publickey");
  name(SSH_AUTH_METHOD_PASSWORD, "password");
  name(SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive");
  name(SSH_AUTH_METHOD_GSSAPI_MIC, "gssapi-with-mic");
  name(SSH_AUTH_METHOD_HOSTBASED, "hostbased");
  if (names.empty()) return {};
  const bool by_password =
      takes(session, SSH_AUTH_METHOD_PASSWORD) || takes(session, SSH_AUTH_METHOD_INTERACTIVE);
  return fmt::format("; it takes {}{}", fmt::join(names, ", "),
                     by_password ? " (a password: --ask-password)" : "");
}

}  // namespace fettle::transport
