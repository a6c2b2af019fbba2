#include "transport/ssh/agent_wire.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "transport/os/async_event.hpp"
#include "transport/os/child.hpp"
#include "transport/ssh/key_blob.hpp"

namespace fettle::transport {
namespace {

constexpr char kFailure = 5;
constexpr char kRequestIdentities = 11;
constexpr char kIdentitiesAnswer = 12;
constexpr char kSignRequest = 13;
constexpr std::uint32_t kMessageMax = 256 * 1024;  // as OpenSSH
constexpr std::size_t kKeysMax = 2048;             // as OpenSSH
constexpr std::chrono::milliseconds kConnectPause{50};

/// Cuts `socket` at its deadline, so that what waits for it comes back.
class Cutter {
 public:
  Cutter(const AgentSocket& socket, Deadline deadline) : timer_(socket->get_executor()) {
    if (deadline == Deadline::max()) return;
    timer_.expires_at(deadline);
    timer_.async_wait([socket](const boost::system::error_code& cancelled) {
      boost::system::error_code ignored;
      if (!cancelled) socket->close(ignored);
    });
  }

 private:
  net::steady_timer timer_;
};

std::string identities_answer(const std::vector<AgentOffer>& offers) {
  std::string answer = kIdentitiesAnswer + blob_number(static_cast<std::uint32_t>(offers.size()));
  for (const auto& offer : offers) answer += blob_field(offer.shown) + blob_field("key");
  return answer;
}

}  // namespace

Awaitable<std::expected<AgentSocket, int>> connect_agent(std::string path, Deadline deadline) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) co_return std::unexpected(ENAMETOOLONG);
  std::ranges::copy(path, address.sun_path);
  Descriptor descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (descriptor.get() < 0) co_return std::unexpected(errno);
  while (connect(descriptor.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
         0) {
    const int reason = errno;
    if (reason != EAGAIN || Clock::now() >= deadline) co_return std::unexpected(reason);
    co_await sleep_until(std::min(deadline, Clock::now() + kConnectPause));
  }
  const auto made =
      std::make_shared<net::local::stream_protocol::socket>(co_await net::this_coro::executor);
  boost::system::error_code error;
  made->assign(net::local::stream_protocol(), descriptor.get(), error);
  if (error) co_return std::unexpected(error.value());
  descriptor.release();
  co_return made;
}

Awaitable<std::optional<std::string>> read_message(AgentSocket socket, Deadline deadline) {
  const Cutter cutter(socket, deadline);
  std::array<char, 4> head{};
  const auto [no_head, head_size] = co_await net::async_read(*socket, net::buffer(head), kTuple);
  if (no_head) co_return std::nullopt;
  const auto size = BlobReader({head.data(), head_size}).number().value_or(0);
  if (size == 0 || size > kMessageMax) co_return std::nullopt;
  std::string message(size, '\0');
  const auto [no_rest, rest_size] = co_await net::async_read(*socket, net::buffer(message), kTuple);
  if (no_rest) co_return std::nullopt;
  co_return message;
}

Awaitable<bool> write_message(AgentSocket socket, std::string message) {
  const std::string framed = blob_field(message);
  const auto [failed, size] = co_await net::async_write(*socket, net::buffer(framed), kTuple);
  co_return !failed;
}

std::string identities_request() { return {kRequestIdentities}; }
std::string refusal_message() { return {kFailure}; }

std::optional<std::vector<std::string>> read_identities(std::string_view answer) {
  if (answer.empty() || answer.front() != kIdentitiesAnswer) return {};
  BlobReader reader(answer.substr(1));
  const auto count = reader.number();
  if (!count || *count > kKeysMax) return {};
  std::vector<std::string> blobs;
  for (std::uint32_t i = 0; i < *count; ++i) {
    const auto blob = reader.text();
    if (!blob || !reader.text()) return {};
    // libssh would end its list at the first key that it doesn't know.
    if (is_usable_type(blob_type(*blob))) blobs.emplace_back(*blob);
  }
  return blobs;
}

AgentReply reply_to(std::string_view request, const std::vector<AgentOffer>& offers) {
  if (request.empty()) return {.answer = refusal_message(), .forward = {}};
  if (request.front() == kRequestIdentities)
    return {.answer = identities_answer(offers), .forward = {}};
  BlobReader reader(request.substr(1));
  const auto key = reader.text();
  if (request.front() != kSignRequest || !key) return {.answer = refusal_message(), .forward = {}};
  const auto offer = std::ranges::find(offers, *key, &AgentOffer::shown);
  if (offer == offers.end()) return {.answer = refusal_message(), .forward = {}};
  return {.answer = {},
          .forward = kSignRequest + blob_field(offer->held) + std::string(reader.rest())};
}

}  // namespace fettle::transport
