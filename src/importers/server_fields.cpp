#include "importers/server_fields.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/enum_name.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/fleet/text.hpp"

namespace fettle::importers {
namespace {

using fleet::Server;

constexpr std::size_t kValueMax = 1024;

std::string set_address(Server& server, std::string_view value) {
  if (value.starts_with('[') && value.ends_with(']') && value.contains(':'))
    value = value.substr(1, value.size() - 2);  // as an IPv6 address stands before a port
  server.address = value;
  return fleet::host_problem(value);
}

std::string set_port(Server& server, std::string_view value) {
  const auto port = fleet::parse_port(value);
  if (!port) return "is no port: a number from 1 to 65535";
  server.port = *port;
  return {};
}

std::string set_user(Server& server, std::string_view value) {
  const auto endpoint = fleet::parse_endpoint(std::string(value) + "@host");
  if (!endpoint) return endpoint.error();
  server.user = value;
  return {};
}

std::string set_transport(Server& server, std::string_view value) {
  const auto transport = enum_from_name<fleet::TransportKind>(value);
  if (!transport) return "is no transport that Fettle has: ssh, local, ansible or manual";
  server.transport = *transport;
  return {};
}

std::string set_proxy_jump(Server& server, std::string_view value) {
  server.proxy_jump = value;
  for (std::size_t begin = 0; begin <= value.size();) {
    const auto end = std::min(value.find(',', begin), value.size());
    const auto hop = fleet::parse_endpoint(value.substr(begin, end - begin));
    if (!hop) return hop.error();
    begin = end + 1;
  }
  return {};
}

std::string set_become_user(Server& server, std::string_view value) {
  server.become_user = value;
  Server scratch;
  return set_user(scratch, value);
}

std::string set_become_method(Server& server, std::string_view value) {
  if (value != "sudo" && value != "su" && value != "doas") return "is not sudo, su or doas";
  server.become_method = value;
  return {};
}

std::string set_mode(Server& server, std::string_view value) {
  const auto mode = enum_from_name<fleet::Mode>(value);
  if (!mode) return "is no mode: live, shadow or audit";
  server.mode = *mode;
  return {};
}

std::string set_tags(Server& server, std::string_view value) {
  for (std::size_t begin = 0; begin <= value.size();) {
    const auto end = std::min(value.find_first_of(",;", begin), value.size());
    const auto tag = fleet::trim(value.substr(begin, end - begin));
    if (!tag.empty()) server.tags.emplace_back(tag);
    begin = end + 1;
  }
  return {};
}

struct Field {
  std::string_view name;
  std::string (*set)(Server&, std::string_view);
};

template <std::string Server::* Member>
std::string set_text(Server& server, std::string_view value) {
  server.*Member = value;
  return {};
}

constexpr std::array kFields{
    Field{"address", set_address},
    Field{"become", [](Server& s, std::string_view value) { return read_flag(value, s.become); }},
    Field{"become_method", set_become_method},
    Field{"become_user", set_become_user},
    Field{"identity_file", set_text<&Server::identity_file>},
    Field{"mode", set_mode},
    Field{"os_family", set_text<&Server::os_family>},
    Field{"port", set_port},
    Field{"proxy_jump", set_proxy_jump},
    Field{"role", set_text<&Server::role>},
    Field{"site", set_text<&Server::site>},
    Field{"tags", set_tags},
    Field{"transport", set_transport},
    Field{"user", set_user},
};

}  // namespace

bool is_server_field(std::string_view field) {
  return std::ranges::find(kFields, field, &Field::name) != kFields.end();
}

std::string set_server_field(Server& server, std::string_view field, std::string_view value) {
  if (value.size() > kValueMax) return "is longer than 1024 characters";
  const auto control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
  if (std::ranges::any_of(value, control)) return "has a control character";
  return std::ranges::find(kFields, field, &Field::name)->set(server, value);
}

std::string read_flag(std::string_view value, bool& flag) {
  const auto is = [&](std::string_view word) { return fleet::same_name(value, word); };
  flag = is("yes") || is("true") || is("on") || is("1");
  if (flag || is("no") || is("false") || is("off") || is("0")) return {};
  return "is neither yes nor no";
}

void normalize_tags(Server& server) {
  std::set<std::string, decltype(&fleet::name_before)> unique(fleet::name_before);
  for (auto& tag : server.tags) unique.insert(std::move(tag));  // the first spelling stays
  server.tags.clear();
  while (!unique.empty()) {
    server.tags.push_back(std::move(unique.extract(unique.begin()).value()));
  }
}

}  // namespace fettle::importers
