// Whether a server can be reached, and the host key that a person accepts there.
#include "usecases/servers/host_keys.hpp"

#include <boost/describe/class.hpp>

#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {
namespace {

using security::Action;

struct HostKeyBody {
  std::string fingerprint;
};
BOOST_DESCRIBE_STRUCT(HostKeyBody, (), (fingerprint))

Result<http::Response> test_connection(Call& call) {
  FETTLE_TRY(requested, usecases::request_connection_test(call.context, call.value("server_id")));
  auto response = json_answer(requested);
  response.status = 202;
  return response;
}

Result<http::Response> accept_host_key(Call& call) {
  FETTLE_TRY(version, if_match(call));
  FETTLE_TRY(body, read_body<HostKeyBody>(call));
  FETTLE_TRY(server,
             usecases::accept_host_key(call.context, {.server_id = call.value("server_id"),
                                                      .version = version,
                                                      .fingerprint = std::move(body.fingerprint)}));
  return json_answer(server);
}

constexpr std::array kRoutes{
    Route{"testConnection", "POST", "/servers/{server_id}/connection-test", Action::kEditServers,
          test_connection},
    Route{"acceptHostKey", "PUT", "/servers/{server_id}/host-key", Action::kEditServers,
          accept_host_key, body_as<HostKeyBody>},
};

}  // namespace

std::span<const Route> host_key_routes() { return kRoutes; }

}  // namespace fettle::api
