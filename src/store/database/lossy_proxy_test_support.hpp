// Stands between a connection and the socket of a PostgreSQL server, one connection at a time, and
// can lose an answer: what was asked reaches the server, and its answer nobody.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace fettle::store {

class LossyProxy {
 public:
  /// `url` as PostgresServer gives it.
  explicit LossyProxy(const std::string& url) {
    std::string pattern = std::filesystem::temp_directory_path() / "fettle-proxy-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    const auto host = url.find("host=") + 5;
    const auto length = url.find('&', host) - host;
    server_ = url.substr(host, length);
    url_ = std::string(url).replace(host, length, folder_.string());
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_in(folder_);
    ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(listener_, 1);
    thread_ = std::jthread([this] { work(); });
  }
  LossyProxy(const LossyProxy&) = delete;
  LossyProxy& operator=(const LossyProxy&) = delete;
  /// After the connections through it.
  ~LossyProxy() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    std::filesystem::remove_all(folder_);
  }

  const std::string& url() const { return url_; }
  /// Cuts the connection where the server answers to what holds `word`.
  void lose_answer_to(const std::string& word) {
    const std::scoped_lock lock(mutex_);
    word_ = word;
  }

 private:
  static sockaddr_un address_in(const std::filesystem::path& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = (folder / ".s.PGSQL.5432").string();
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
  }

  void work() {
    while (true) {
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client < 0) return;
      const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
      const auto address = address_in(server_);
      ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address);
      relay(client, server);
      ::close(client);
      ::close(server);
    }
  }

  bool takes_word(std::string_view passing) {
    const std::scoped_lock lock(mutex_);
    if (word_.empty() || passing.find(word_) == std::string_view::npos) return false;
    word_.clear();
    return true;
  }

  void relay(int client, int server) {
    std::array<pollfd, 2> ends{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
    std::array<char, 65'536> bytes{};
    bool lose = false;
    while (::poll(ends.data(), ends.size(), -1) > 0) {
      for (const auto& end : ends) {
        if (end.revents == 0) continue;
        const auto size = ::read(end.fd, bytes.data(), bytes.size());
        if (size <= 0) return;
        const std::string_view passing(bytes.data(), static_cast<std::size_t>(size));
        if (end.fd == server && lose) return;
        if (end.fd == client) lose = takes_word(passing);
        const int other = end.fd == server ? client : server;
        for (ssize_t sent = 0; sent < size;) {
          const auto step = ::send(other, bytes.data() + sent,
                                   static_cast<std::size_t>(size - sent), MSG_NOSIGNAL);
          if (step <= 0) return;
          sent += step;
        }
      }
    }
  }

  std::filesystem::path folder_;
  std::filesystem::path server_;
  std::string url_;
  int listener_ = -1;
  std::mutex mutex_;
  std::string word_;
  std::jthread thread_;
};

}  // namespace fettle::store
