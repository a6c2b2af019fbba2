#include "notify/channel.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace fettle::notify {
namespace {

constexpr std::size_t kUrlBytesMax = 2000;
constexpr int kRedirectsMax = 3;

/// In the order of ports::ChannelKind.
const std::array<ChannelRow, 5>& rows() {
  static const std::array<ChannelRow, 5> all{discord(), slack(), teams(), webhook(), email()};
  return all;
}

/// In the order of ports::TeamEvent.
constexpr std::array<std::string_view, 13> kTitles{
    "Run ready",     "Approval needed",     "Approval expiring", "Run started",
    "Ring finished", "Run halted",          "Run completed",     "Run failed",
    "Run missed",    "Session interrupted", "Session assigned",  "Message",
    "Test message"};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// `https` and `example.com:8443`; both empty where it is no URL.
std::pair<std::string_view, std::string_view> scheme_and_host(std::string_view url) {
  const auto colon = url.find("://");
  if (colon == std::string_view::npos) return {};
  const auto rest = url.substr(colon + 3);
  return {url.substr(0, colon), rest.substr(0, rest.find_first_of("/?#"))};
}

}  // namespace

const ChannelRow& row(ports::ChannelKind kind) { return rows()[static_cast<std::size_t>(kind)]; }

std::string_view title(ports::TeamEvent event) { return kTitles[static_cast<std::size_t>(event)]; }

std::string url_problem(std::string_view address, Scheme scheme) {
  const auto [name, host] = scheme_and_host(address);
  if (name != "https" && (name != "http" || scheme == Scheme::kHttps)) {
    return scheme == Scheme::kHttps ? "must begin with https://"
                                    : "must begin with https:// or http://";
  }
  const auto is_plain = [](char c) { return c > ' ' && c < '\x7F'; };
  if (host.empty() || !std::ranges::all_of(address, is_plain)) {
    return "must be a URL without blanks: https://example.com/path";
  }
  if (host.contains('@')) return "must not hold a user or password before its host";
  if (address.size() > kUrlBytesMax) return "is longer than 2000 characters";
  return {};
}

std::string url_shown(std::string_view address) {
  const auto [scheme, host] = scheme_and_host(address);
  return std::string(scheme) + "://" + std::string(host) + "/...";
}

ports::HttpPost json_post(std::string url, std::string body) {
  return {.url = std::move(url),
          .headers = {{"Content-Type", "application/json"}},
          .body = std::move(body),
          .redirects_max = kRedirectsMax,
          .is_body_wanted = false};
}

std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && is_continuation(text[most])) --most;
  return std::string(text.substr(0, most)) + " ...";
}

}  // namespace fettle::notify
