#include "transport/openssh/askpass_client.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

#include "transport/os/child.hpp"

namespace fettle::transport {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

Descriptor connect_to(std::string_view path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return {};
  std::ranges::copy(path, std::begin(address.sun_path));
  Descriptor connection(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (connect(connection.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return {};
  return connection;
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(descriptor, text.data(), text.size());
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t count = 0; (count = read(descriptor, buffer.data(), buffer.size())) > 0;)
    text.append(buffer.data(), static_cast<std::size_t>(count));
  return text;
}

}  // namespace

// "TOKEN HINT\nTEXT" there, "=ANSWER" back, or nothing.
std::optional<int> run_as_askpass(std::span<char*> arguments) {
  const std::string_view path = variable(kAskpassSocketVariable);
  if (path.empty() || arguments.size() != 2) return {};
  const Descriptor connection = connect_to(path);
  if (connection.get() < 0) return EXIT_FAILURE;
  std::string question(variable(kAskpassTokenVariable));
  question += ' ';
  question += variable("SSH_ASKPASS_PROMPT");
  question += '\n';
  question += arguments[1];
  if (!write_all(connection.get(), question)) return EXIT_FAILURE;
  shutdown(connection.get(), SHUT_WR);
  const std::string answer = read_all(connection.get());
  if (!answer.starts_with('=')) return EXIT_FAILURE;
  return write_all(STDOUT_FILENO, answer.substr(1) + "\n") ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace fettle::transport
