#include "transport/ssh/ssh_tokens.hpp"

#include <fmt/format.h>

#include <optional>

#include "core/fleet/text.hpp"

namespace fettle::transport {
namespace {

using fleet::quote;

std::optional<std::string> value_of(char token, const TokenValues& values) {
  switch (token) {
    case '%':
      return "%";
    case 'd':
      return values.home;
    case 'h':
      return values.host;
    case 'i':
      return values.local_user_id;
    case 'k':
      return values.host_key_alias.empty() ? values.typed : values.host_key_alias;
    case 'L':
      return values.local_host.substr(0, values.local_host.find('.'));
    case 'l':
      return values.local_host;
    case 'n':
      return values.typed;
    case 'p':
      return std::to_string(values.port);
    case 'r':
      return values.user;
    case 'u':
      return values.local_user;
    default:
      return std::nullopt;
  }
}

std::unexpected<Error> unknown_token(std::string_view text) {
  return fail(ErrorCode::kInvalid,
              fmt::format("the SSH configuration has {} with a % that stands for nothing there; "
                          "write %% for the character itself",
                          quote(text)));
}

}  // namespace

Result<std::string> expand_path(std::string_view path, const TokenValues& values,
                                const ProcessEnvironment& environment) {
  std::string result = path.starts_with("~/") ? values.home : std::string();
  for (std::size_t i = path.starts_with("~/") ? 1 : 0; i < path.size(); ++i) {
    if (path.substr(i).starts_with("${")) {
      const std::size_t close = path.find('}', i);
      const auto name = path.substr(i + 2, close == path.npos ? path.npos : close - i - 2);
      const auto found = environment.find(name);
      if (close == path.npos || found == environment.end())
        return fail(ErrorCode::kInvalid,
                    fmt::format("the SSH configuration has {}, and the environment has no {}; set "
                                "it, or write the path itself",
                                quote(path), quote(name)));
      result += found->second;
      i = close;
    } else if (path[i] == '%') {
      const auto value = i + 1 < path.size() ? value_of(path[++i], values) : std::nullopt;
      if (!value) return unknown_token(path);
      result += *value;
    } else {
      result += path[i];
    }
  }
  return result;
}

Result<std::string> expand_jump(std::string_view jump, const TokenValues& values) {
  std::string result;
  for (std::size_t i = 0; i < jump.size(); ++i) {
    if (jump[i] != '%') {
      result += jump[i];
      continue;
    }
    const char token = i + 1 < jump.size() ? jump[++i] : '\0';
    const bool allowed = std::string_view("%hnpr").contains(token) && token != '\0';
    const auto value = allowed ? value_of(token, values) : std::nullopt;
    if (!value) return unknown_token(jump);
    result += *value;
  }
  return result;
}

}  // namespace fettle::transport
