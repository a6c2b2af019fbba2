// The protocol of an ssh-agent (draft-miller-ssh-agent), as far as a log-in needs it: which keys
// there are, and one message after the other over a socket, never beyond a deadline. Read on in
// ssh_agent.cpp.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transport/os/asio.hpp"

namespace fettle::transport {

using AgentSocket = std::shared_ptr<net::local::stream_protocol::socket>;

/// What a server is offered, and the agent's key that signs for it: the same, but for a certificate
/// that lies in a file.
struct AgentOffer {
  std::string shown;
  std::string held;
};

/// A connection to the agent at `path`, or the errno. EAGAIN: its queue stayed full until
/// `deadline`.
Awaitable<std::expected<AgentSocket, int>> connect_agent(std::string path, Deadline deadline);

/// The next message; nothing when the other side is gone, `deadline` came, or it is too large.
Awaitable<std::optional<std::string>> read_message(AgentSocket socket, Deadline deadline);
Awaitable<bool> write_message(AgentSocket socket, std::string message);

/// The message that asks for all keys, and what it is answered: their blobs.
std::string identities_request();
std::optional<std::vector<std::string>> read_identities(std::string_view answer);

/// What libssh, as the client of an agent that has `offers` and nothing else, is answered to
/// `request`: at once, or by the real agent, to which `forward` goes.
struct AgentReply {
  std::string answer;
  std::string forward;
};
AgentReply reply_to(std::string_view request, const std::vector<AgentOffer>& offers);

/// "No", whatever was asked.
std::string refusal_message();

}  // namespace fettle::transport
