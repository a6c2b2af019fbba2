#include "app/service.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <array>
#include <exception>
#include <stop_token>
#include <thread>
#include <utility>

#include "api/answer.hpp"
#include "api/contract.hpp"
#include "api/headers.hpp"
#include "api/http/gzip.hpp"
#include "api/problem.hpp"
#include "api/routes/all.hpp"
#include "base/sha256.hpp"
#include "transport/os/descriptors.hpp"

namespace fettle::app {
namespace {

namespace http = api::http;

/// Leaves a second of the five that whoever stops a service waits.
constexpr std::chrono::seconds kStopTime{4};

http::Response text_answer(std::string_view type, std::string text) {
  http::Response response{.body = std::move(text)};
  response.set("Content-Type", std::string(type));
  response.set("Cache-Control", "no-store");
  return response;
}

/// Read alone, and without a word of who reads.
bool is_of_the_system(std::string_view path) {
  constexpr std::array<std::string_view, 5> kPaths{"/livez", "/healthz", "/readyz", "/metrics",
                                                   "/api/openapi.json"};
  return std::ranges::find(kPaths, path) != kPaths.end();
}

/// Made once: anybody may ask, and the loop answers.
http::Response contract_answer(const http::Request& request) {
  static const auto plain = [] {
    auto response = api::json_text(api::contract_json());
    response.set("ETag", fmt::format("\"{}\"", sha256_hex(response.body).substr(0, 32)));
    return response;
  }();
  static const auto small = [] {
    auto response = plain;
    http::compress(response, {.headers = {{"Accept-Encoding", "gzip"}}});
    return response;
  }();
  if (!http::has_already(request, plain.header("ETag"))) {
    return http::accepts_gzip(request.header("Accept-Encoding")) ? small : plain;
  }
  http::Response response{.status = 304};
  response.set("ETag", std::string(plain.header("ETag")));
  return response;
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const auto part = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), part.size() + 1));
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

http::ServerSettings server_settings(const ServeSettings& settings) {
  // The other half is for targets, the database and what programs need.
  const auto descriptors = static_cast<std::size_t>(transport::raise_descriptor_limit());
  return {.listen = settings.listen,
          .base_path = settings.base_path,
          .trusted_proxies = split(settings.trusted_proxy),
          .certificate = settings.tls_certificate,
          .key = settings.tls_key,
          .connections_max = std::min<std::size_t>(4096, descriptors / 2)};
}

}  // namespace

Service::Service(Parts parts, const ServeSettings& settings)
    : parts_(parts),
      log_(settings.log_format == "json" ? LogFormat::kJson : LogFormat::kText),
      metrics_(parts.loop.now()),
      dispatcher_(api::all_routes(), parts.authenticator, parts.services, parts.events),
      signals_(parts.loop.context(), SIGTERM, SIGINT) {}

Result<std::unique_ptr<Service>> Service::start(Parts parts, const ServeSettings& settings) {
  std::unique_ptr<Service> service(new Service(parts, settings));
  http::Handlers handlers{
      .quick = [self =
                    service.get()](const auto& request) { return self->answer_at_once(request); },
      .answer = [self = service.get()](const auto& request) { return self->answer(request); },
      .log = [self = service.get()](const auto& access) { self->log_request(access); }};
  FETTLE_TRY(server, http::Server::listen(parts.loop.context(), server_settings(settings),
                                          std::move(handlers), service->random_));
  service->server_ = std::move(server);
  service->watch_signals();
  auto& url = parts.services.public_url;
  if (url.empty()) url = service->address() + settings.base_path;
  service->log_.write(parts.loop.now(), "listening",
                      {{"address", service->address()}, {"version", FETTLE_VERSION}});
  return service;
}

void Service::run() {
  const std::jthread telling(
      [this](const std::stop_token& stop) { parts_.events.run(stop, parts_.database); });
  parts_.loop.run();
  log_.write(parts_.loop.now(), "stopped", {});
}

void Service::watch_signals() {
  signals_.async_wait([this](const boost::system::error_code& failure, int /*signal*/) {
    if (failure) return;
    watch_signals();
    stop();
  });
}

void Service::stop() {
  if (std::exchange(is_stopping_, true)) return parts_.loop.stop();
  log_.write(parts_.loop.now(), "stopping", {});
  server_->stop(kStopTime, [this] { parts_.loop.stop(); });
}

/// What asks nothing of anybody, so that it is answered however busy everything else is.
std::optional<http::Response> Service::answer_at_once(const http::Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  if (request.path == "/livez" || request.path == "/healthz") {
    return text_answer("application/json", R"({"status":"alive"})");
  }
  if (request.path == "/metrics") {
    return text_answer("text/plain; version=0.0.4",
                       metrics_.text({server_->connections(), parts_.events.clients()}));
  }
  if (request.path == "/api/openapi.json") return contract_answer(request);
  if (request.path == "/readyz" || request.path == "/api" || request.path.starts_with("/api/")) {
    return std::nullopt;
  }
  auto file = parts_.dashboard.answer(request, random_);
  api::add_common_headers(file, request);
  return file;
}

http::Response Service::answer(const http::Request& request) {
  try {
    auto database = parts_.database.lend();
    if (database) return answer_with(request, **database);
    auto response = api::overloaded("the database can't be reached; try again later");
    response.note = database.error().message + ": " + database.error().detail;
    return response;
  } catch (const std::exception& fault) {
    // Memory ran out, say: this request fails, the others go on.
    return api::problem({.code = ErrorCode::kInternal, .message = fault.what()});
  }
}

http::Response Service::answer_with(const http::Request& request, store::Connection& database) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads && is_of_the_system(request.path)) {
    auto refused = api::method_not_allowed("GET, HEAD");
    api::add_common_headers(refused, request);
    return refused;
  }
  if (request.path == "/readyz") {
    const auto is_there = database.one<std::int64_t>("select 1");
    if (is_there) return text_answer("application/json", R"({"status":"ready"})");
    return api::overloaded("the database does not answer");
  }
  thread_local transport::SystemRandom random;
  return dispatcher_.answer(request, {database, random, transport::AsioLoop::wall_clock()});
}

void Service::log_request(const http::Access& access) {
  const auto& [request, response, duration] = access;
  metrics_.count_request(request.method, response.status, duration);
  Log::Fields fields{{"id", request.id},
                     {"address", request.address},
                     {"method", request.method},
                     {"path", request.path},
                     {"status", std::to_string(response.status)},
                     {"bytes", std::to_string(response.body.size())},
                     {"us", std::to_string(duration.count())}};
  if (!response.note.empty()) fields.emplace_back("note", response.note);
  log_.write(parts_.loop.now(), "request", fields);
}

}  // namespace fettle::app
