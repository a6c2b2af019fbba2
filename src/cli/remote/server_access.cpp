#include "cli/remote/server_access.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/visible_text.hpp"
#include "cli/files.hpp"

namespace fettle::cli {
namespace {

constexpr std::size_t kTokenBytesMax = 4096;

std::string first_of(const std::string& option, const char* variable,
                     const Environment& environment) {
  return option.empty() ? environment(variable) : option;
}

/// `host` of `host:port`, `[::1]:port`.
std::string_view host_of(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

bool is_loopback(std::string_view host) {
  const bool is_v4 =
      host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host == "localhost" || host == "[::1]" || is_v4;
}

std::unexpected<Error> refuse(std::string_view url, std::string_view why) {
  return fail(ErrorCode::kInvalid, fmt::format("--server {}: {}", visible_line(url), why));
}

Result<std::string> check_url(std::string url, const ServerOptions& options) {
  while (url.ends_with('/')) url.pop_back();
  const auto scheme = url.substr(0, url.find("://"));
  if (scheme.size() == url.size() || (scheme != "http" && scheme != "https")) {
    return refuse(url, "write it as https://fettle.example.com");
  }
  const auto rest = std::string_view(url).substr(scheme.size() + 3);
  const auto authority = rest.substr(0, rest.find('/'));
  const auto is_plain = [](unsigned char c) { return c > ' ' && c < 0x7F; };
  if (host_of(authority).empty() || !std::ranges::all_of(url, is_plain)) {
    return refuse(url, "it names no host");
  }
  if (authority.contains('@') || rest.find_first_of("?#") != rest.npos) {
    return refuse(authority.substr(authority.rfind('@') + 1),
                  "only scheme, host, port and path; the token comes from FETTLE_TOKEN or a file");
  }
  if (scheme == "http" && !is_loopback(host_of(authority)) && !options.allow_plain) {
    return refuse(url,
                  "the token would travel unencrypted to another machine; use https, or say "
                  "--allow-plain-http where the way there is safe");
  }
  return url;
}

Result<std::string> read_token(const ServerOptions& options, const Environment& environment) {
  const auto file = first_of(options.token_file, "FETTLE_TOKEN_FILE", environment);
  auto token = environment("FETTLE_TOKEN");
  if (!file.empty() && (!options.token_file.empty() || token.empty())) {
    FETTLE_TRY(text, read_file(file, kTokenBytesMax));
    token = std::move(text);
  }
  const auto begin = std::min(token.find_first_not_of(" \t\r\n"), token.size());
  token = token.substr(begin, token.find_last_not_of(" \t\r\n") + 1 - begin);
  if (token.empty()) {
    return fail(ErrorCode::kInvalid,
                "there is no token: make one in the dashboard (Account, API tokens) and put it "
                "into FETTLE_TOKEN, or into a file that --token-file names");
  }
  if (!std::ranges::all_of(token, [](unsigned char c) { return c > ' ' && c < 0x7F; })) {
    return fail(ErrorCode::kInvalid,
                "the token is none: it is one word, as the dashboard shows it");
  }
  return token;
}

}  // namespace

std::string named_server(const ServerOptions& options, const Environment& environment) {
  return first_of(options.server, "FETTLE_SERVER", environment);
}

Result<ServerAccess> server_access(const ServerOptions& options, const Environment& environment) {
  const auto named = named_server(options, environment);
  if (named.empty()) {
    return fail(ErrorCode::kInvalid,
                "name the service: --server https://fettle.example.com, or FETTLE_SERVER");
  }
  FETTLE_TRY(url, check_url(named, options));
  FETTLE_TRY(token, read_token(options, environment));
  return ServerAccess{std::move(url), std::move(token),
                      first_of(options.authorities, "FETTLE_SERVER_CA", environment)};
}

}  // namespace fettle::cli
