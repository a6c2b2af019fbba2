#include "transport/ssh/ssh_destination.hpp"

#include <algorithm>
#include <charconv>

namespace fettle::transport {

std::optional<std::uint16_t> read_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return {};
  return port;
}

std::optional<Destination> read_destination(std::string_view text) {
  Destination result;
  if (text.starts_with("ssh://")) {
    text.remove_prefix(6);
    if (text.ends_with('/')) text.remove_suffix(1);
  }
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    result.user = text.substr(0, at);
    if (result.user.empty()) return {};
    text.remove_prefix(at + 1);
  }
  std::size_t host_end = text.size();
  if (text.starts_with('[')) {
    const std::size_t bracket = text.find(']');
    if (bracket == std::string_view::npos) return {};
    result.host = text.substr(1, bracket - 1);
    host_end = bracket + 1;
  } else {
    host_end = std::min(text.find(':'), text.size());
    result.host = text.substr(0, host_end);
  }
  text.remove_prefix(host_end);
  if (!text.empty()) {
    const auto port = text.starts_with(':') ? read_port(text.substr(1)) : std::nullopt;
    if (!port) return {};
    result.port = *port;
  }
  const bool odd = result.host.find_first_of(" \t/\"'") != std::string::npos;
  if (result.host.empty() || result.host.starts_with('-') || odd) return {};
  return result;
}

}  // namespace fettle::transport
