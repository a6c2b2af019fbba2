#include "tests/fleet/login_server.hpp"

#include <libssh/libssh.h>
#include <libssh/server.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "tests/fleet/test_fleet.hpp"

// libssh would have callbacks; its messages make a server of a loop.
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

namespace fettle::fleet_test {

struct LoginServer::State {
  State(const std::string& host_key, Way allowed, std::string right)
      : way(allowed), password(std::move(right)), bind(ssh_bind_new()), port(free_port()) {
    const unsigned number = port;
    ssh_bind_options_set(bind, SSH_BIND_OPTIONS_BINDADDR, "127.0.0.1");
    ssh_bind_options_set(bind, SSH_BIND_OPTIONS_BINDPORT, &number);
    ssh_bind_options_set(bind, SSH_BIND_OPTIONS_HOSTKEY, host_key.c_str());
    if (ssh_bind_listen(bind) != SSH_OK) throw std::runtime_error(ssh_get_error(bind));
    thread = std::thread([this] { serve(); });
  }
  ~State() {
    is_over = true;
    // The client may keep its connection for longer than we live.
    if (const int socket = current; socket >= 0) shutdown(socket, SHUT_RDWR);
    thread.join();
    ssh_bind_free(bind);
  }

  /// One connection after the other.
  void serve() {
    while (!is_over) {
      pollfd listening{.fd = ssh_bind_get_fd(bind), .events = POLLIN, .revents = 0};
      if (poll(&listening, 1, 20) != 1) continue;
      ssh_session session = ssh_new();
      const bool is_accepted = ssh_bind_accept(bind, session) == SSH_OK;
      current = is_accepted ? ssh_get_fd(session) : -1;
      if (is_accepted && ssh_handle_key_exchange(session) == SSH_OK) answer(session);
      current = -1;
      ssh_disconnect(session);
      ssh_free(session);
    }
  }

  void answer(ssh_session session) {
    const int methods =
        way == Way::kPassword ? SSH_AUTH_METHOD_PASSWORD : SSH_AUTH_METHOD_INTERACTIVE;
    ssh_set_auth_methods(session, way == Way::kNone ? SSH_AUTH_METHOD_NONE : methods);
    while (!is_over) {
      ssh_message message = ssh_message_get(session);
      if (message == nullptr) return;
      if (ssh_message_type(message) != SSH_REQUEST_AUTH) {
        ssh_message_reply_default(message);
      } else if (authenticate(session, message)) {
        ++log_ins;
      }
      ssh_message_free(message);
    }
  }

  bool authenticate(ssh_session session, ssh_message message) {
    if (const char* user = ssh_message_auth_user(message); user != nullptr) {
      const std::lock_guard lock(mutex);
      users.emplace(user);
    }
    const int method = ssh_message_subtype(message);
    bool is_in = method == SSH_AUTH_METHOD_NONE && way == Way::kNone;
    if (method == SSH_AUTH_METHOD_PASSWORD && way == Way::kPassword)
      is_in = is_right(ssh_message_auth_password(message));
    if (method == SSH_AUTH_METHOD_INTERACTIVE) {
      if (ssh_message_auth_kbdint_is_response(message) == 0) return ask(message);
      is_in = is_right(ssh_userauth_kbdint_getanswer(session, 0));
      if (way == Way::kTwoQuestions) {
        const char* code = ssh_userauth_kbdint_getanswer(session, 1);
        is_in = is_in && std::string(code == nullptr ? "" : code) == kCode;
      }
    }
    if (is_in)
      ssh_message_auth_reply_success(message, 0);
    else
      ssh_message_reply_default(message);
    return is_in;
  }

  bool ask(ssh_message message) const {
    const char* questions[] = {"Password: ", "Code: "};
    char echo[] = {0, 0};
    ssh_message_auth_interactive_request(message, "", "", way == Way::kTwoQuestions ? 2 : 1,
                                         questions, echo);
    return false;
  }

  bool is_right(const char* text) {
    const std::lock_guard lock(mutex);
    heard.emplace_back(text == nullptr ? "" : text);
    return heard.back() == password;
  }

  Way way;
  std::string password;
  ssh_bind bind;
  std::uint16_t port;
  std::atomic<bool> is_over = false;
  std::atomic<int> log_ins = 0;
  std::atomic<int> current = -1;  ///< the connection's socket
  mutable std::mutex mutex;
  std::set<std::string> users;
  std::vector<std::string> heard;
  std::thread thread;
};

LoginServer::LoginServer(const std::string& host_key, Way way, std::string password)
    : state_(std::make_unique<State>(host_key, way, std::move(password))) {}
LoginServer::~LoginServer() = default;

std::uint16_t LoginServer::port() const { return state_->port; }
int LoginServer::log_ins() const { return state_->log_ins; }

std::set<std::string> LoginServer::users() const {
  const std::lock_guard lock(state_->mutex);
  return state_->users;
}

std::vector<std::string> LoginServer::heard() const {
  const std::lock_guard lock(state_->mutex);
  return state_->heard;
}

}  // namespace fettle::fleet_test
