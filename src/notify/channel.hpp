// A kind of channel: what an address of it looks like, what people see of it, and a message as its
// service takes it. Pure; outgoing/ sends. One file a kind and one row in channel.cpp.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/instant.hpp"
#include "ports/channel.hpp"
#include "ports/outgoing.hpp"

namespace fettle::notify {

struct Message {
  std::string id;  ///< of the delivery: the same each time that it is sent
  ports::TeamEvent event = ports::TeamEvent::kMessage;
  ports::MessageSeverity severity = ports::MessageSeverity::kInfo;
  std::string text;
  std::string url;  ///< opens what it speaks of
  Instant at;       ///< of what happened
};

/// Where to, opened.
struct Recipient {
  std::string address;
  std::string signing_key;  ///< of webhooks: bytes
  Instant now;              ///< of this attempt, for the signature
};

using Request = std::variant<ports::HttpPost, ports::Mail>;

struct ChannelRow {
  ports::ChannelKind kind;
  /// Why it can't be an address; empty where it can.
  std::string (*problem)(std::string_view address);
  /// What may be shown of an address that has no problem.
  std::string (*shown)(std::string_view address);
  Request (*request)(const Message& message, const Recipient& to);
};

const ChannelRow& row(ports::ChannelKind kind);

/// `Approval needed`.
std::string_view title(ports::TeamEvent event);

// --- what kinds share -------------------------------------------------------------------------

/// Of an address that is a URL; `https_only` where the path is all that proves who sends.
enum class Scheme { kHttps, kAny };
std::string url_problem(std::string_view address, Scheme scheme);
/// `https://example.com/...`: the rest is a secret.
std::string url_shown(std::string_view address);
/// As JSON, at most three redirects on.
ports::HttpPost json_post(std::string url, std::string body);
/// At most `most` bytes, cut where a character ends.
std::string cut(std::string_view text, std::size_t most);

ChannelRow discord();
ChannelRow slack();
ChannelRow teams();
ChannelRow webhook();
ChannelRow email();

}  // namespace fettle::notify
