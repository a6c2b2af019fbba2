#include "core/fleet/target_spec.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/utf8.hpp"
#include "core/fleet/text.hpp"

namespace fettle::fleet {
namespace {

constexpr std::size_t kTextMax = 1U << 20U;
constexpr std::size_t kHostMax = 253;  // RFC 1035, 2.3.4
constexpr std::size_t kUserMax = 128;
constexpr std::uint16_t kSshPort = 22;
constexpr std::string_view kScheme = "ssh://";

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kDigits = "0123456789";

bool only(std::string_view text, std::string_view extra) {
  return std::ranges::all_of(text, [&](char c) {
    return kLetters.contains(c) || kDigits.contains(c) || extra.contains(c);
  });
}

bool is_ipv6(std::string_view text) {
  const auto zone = text.find('%');
  if (zone != std::string_view::npos) {
    const auto name = text.substr(zone + 1);
    if (name.empty() || !only(name, "._-")) return false;
  }
  in6_addr address{};
  return inet_pton(AF_INET6, std::string(text.substr(0, zone)).c_str(), &address) == 1;
}

std::string user_problem(std::string_view user) {
  if (user.empty()) return "has nothing before the @";
  if (user.size() > kUserMax) return "has a user name that is too long";
  // A domain account (`alice@example.com`, `EXAMPLE\alice`) is a user name too.
  if (user.front() == '-' || !only(user, "._-+$@\\")) return "has a character no user name has";
  return {};
}

struct HostAndPort {
  std::string_view host;
  std::string_view port;
  bool has_port = false;
};

/// Parts `host:port`; the error is the end of a sentence.
std::expected<HostAndPort, std::string> split_port(std::string_view text) {
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return std::unexpected("has no closing bracket");
    const auto host = text.substr(1, close - 1);
    const auto rest = text.substr(close + 1);
    if (!is_ipv6(host)) return std::unexpected("has no IPv6 address between its brackets");
    if (rest.empty()) return HostAndPort{host, {}, false};
    if (!rest.starts_with(':')) return std::unexpected("goes on after the closing bracket");
    return HostAndPort{host, rest.substr(1), true};
  }
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return HostAndPort{text, {}, false};
  if (text.find(':', colon + 1) != std::string_view::npos) {
    return std::unexpected("has more than one colon; an IPv6 address stands in brackets: [::1]:22");
  }
  return HostAndPort{text.substr(0, colon), text.substr(colon + 1), true};
}

/// The label is what was typed, without the user: two ports of one host are two labels.
Target make_target(std::string_view typed, const Endpoint& endpoint) {
  if (typed.starts_with(kScheme)) typed.remove_prefix(kScheme.size());
  if (typed.ends_with('/')) typed.remove_suffix(1);
  const auto at = typed.rfind('@');
  const std::string label(at == std::string_view::npos ? typed : typed.substr(at + 1));
  return {
      .label = label,
      .server = {
          .name = label, .address = endpoint.host, .port = endpoint.port, .user = endpoint.user}};
}

/// Reads entry after entry and remembers the machines that were named already.
class ListReader {
 public:
  explicit ListReader(std::string_view text) : counted_(text.substr(0, 0)) {}

  void read(std::string_view entry) {
    const auto endpoint = parse_endpoint(entry);
    if (!endpoint) {
      problem("target.syntax", entry, quote(entry) + " " + endpoint.error());
      return;
    }
    // Without a port the SSH configuration decides, which says 22 for nearly everybody: `b,b:22`
    // is far more likely a slip than two machines.
    const auto port = endpoint->port == 0 ? kSshPort : endpoint->port;
    const auto [known, is_new] = seen_.try_emplace({to_lower_ascii(endpoint->host), port}, entry);
    if (!is_new) {
      problem("target.duplicate", entry,
              fmt::format("{} names the same machine as {}", quote(entry), quote(known->second)));
      return;
    }
    targets_.push_back(make_target(entry, *endpoint));
  }

  Result<std::vector<Target>> finish() && {
    if (!problems_.empty()) {
      const auto count = problems_.list().size();
      return std::unexpected(Error{
          ErrorCode::kInvalid,
          fmt::format("the target list has {} {}", count, count == 1 ? "problem" : "problems"),
          problems_.sorted(),
          {}});
    }
    if (targets_.empty()) {
      return fail(ErrorCode::kInvalid, "the target list names no target; write host or user@host");
    }
    return std::move(targets_);
  }

 private:
  void problem(std::string code, std::string_view entry, std::string message) {
    const auto* const from = counted_.data() + counted_.size();
    counted_ = {from, static_cast<std::size_t>(entry.data() - from)};
    column_ += static_cast<int>(utf8::length(counted_));
    const auto end = column_ + static_cast<int>(utf8::length(entry));
    problems_.error(std::move(code), {{1, column_}, {1, end}}, std::move(message));
  }

  std::string_view counted_;  ///< up to where column_ has been counted, so that none is twice
  int column_ = 1;
  Diagnostics problems_;
  std::vector<Target> targets_;
  std::map<std::pair<std::string, std::uint16_t>, std::string> seen_;
};

}  // namespace

std::string host_problem(std::string_view text) {
  if (text.empty()) return "has no host name";
  if (text.size() > kHostMax) return "has a host name of more than 253 characters";
  if (text.contains(':') && is_ipv6(text)) return {};
  if (std::ranges::count(text, ':') == 1)
    return "holds a port, which is said apart from the address";
  if (text.contains(':')) return "is no IPv6 address";
  if (text.front() == '-') return "begins with a hyphen, which no host name does";
  if (!only(text, "._-")) return "has a character that no host name has";
  return {};
}

std::expected<std::uint16_t, std::string> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || rest != end || port == 0) {
    return std::unexpected("has a port that is no number from 1 to 65535");
  }
  return port;
}

std::expected<Endpoint, std::string> parse_endpoint(std::string_view text) {
  Endpoint endpoint;
  if (text.starts_with(kScheme)) {
    text.remove_prefix(kScheme.size());
    if (text.ends_with('/')) text.remove_suffix(1);
  }
  if (const auto at = text.rfind('@'); at != std::string_view::npos) {
    endpoint.user = text.substr(0, at);
    text.remove_prefix(at + 1);
    if (auto problem = user_problem(endpoint.user); !problem.empty()) {
      return std::unexpected(std::move(problem));
    }
  }
  const auto parts = split_port(text);
  if (!parts) return std::unexpected(parts.error());
  if (auto problem = host_problem(parts->host); !problem.empty()) {
    return std::unexpected(std::move(problem));
  }
  endpoint.host = parts->host;
  if (parts->has_port) {
    const auto port = parse_port(parts->port);
    if (!port) return std::unexpected(port.error());
    endpoint.port = *port;
  }
  return endpoint;
}

Result<std::vector<Target>> parse_target_list(std::string_view text) {
  if (text.size() > kTextMax) {
    return fail(ErrorCode::kInvalid, "the target list is longer than 1 MiB; use an inventory file");
  }
  ListReader reader(text);
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    const auto entry = trim(text.substr(begin, end - begin));
    begin = end + 1;
    if (entry.empty()) continue;
    if (++count > kTargetsMax) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("the target list names more than {} targets", kTargetsMax));
    }
    reader.read(entry);
  }
  return std::move(reader).finish();
}

}  // namespace fettle::fleet
