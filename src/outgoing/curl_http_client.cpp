#include "outgoing/curl_http_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "base/json_tolerant.hpp"
#include "outgoing/curl_handle.hpp"
#include "outgoing/libcurl.hpp"

namespace fettle::outgoing {
namespace {

constexpr long kConnectSeconds = 10;
constexpr int kPollMs = 100;
constexpr std::size_t kHeadersMax = 200;

/// One request under way: what libcurl's functions are given back.
struct Exchange {
  CurlHandle handle{curl().easy_init()};
  const ports::HttpEar* ear = nullptr;
  ports::HttpReply reply;
  bool was_too_long = false;
  std::array<char, CURL_ERROR_SIZE> words{};
};

int status_of(Exchange& exchange) {
  long status = 0;
  curl().easy_getinfo(exchange.handle.get(), CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

std::size_t take_body(const char* bytes, std::size_t /*one*/, std::size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  const int status = status_of(exchange);
  if (exchange.ear->body && status >= 200 && status < 300) {
    exchange.ear->body({bytes, count});
    return count;
  }
  auto& body = exchange.reply.body;
  if (body.size() + count > kMaxAnswerBytes) {
    exchange.was_too_long = true;
    return 0;
  }
  body.append(bytes, count);
  return count;
}

std::size_t take_header(const char* bytes, std::size_t one, std::size_t count, void* self) {
  auto& headers = static_cast<Exchange*>(self)->reply.headers;
  const std::string_view line(bytes, one * count);
  const auto colon = line.find(':');
  if (colon == line.npos || headers.size() >= kHeadersMax) return one * count;
  std::string name(line.substr(0, colon));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto begin = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
  const auto end = line.find_last_not_of(" \t\r\n") + 1;
  headers.insert_or_assign(std::move(name),
                           std::string(line.substr(begin, std::max(begin, end) - begin)));
  return one * count;
}

template <class T>
void set(Exchange& exchange, CURLoption option, T value) {
  curl().easy_setopt(exchange.handle.get(), option, value);
}

void set_up(Exchange& exchange, const ports::HttpRequest& request, const curl_slist* headers,
            const std::string& authorities) {
  set(exchange, CURLOPT_URL, request.url.c_str());
  set(exchange, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  set(exchange, CURLOPT_PROTOCOLS_STR, "http,https");
  set(exchange, CURLOPT_FOLLOWLOCATION, 0L);
  set(exchange, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(exchange, CURLOPT_TIMEOUT, static_cast<long>(request.time.count()));
  set(exchange, CURLOPT_USERAGENT, "Fettle/" FETTLE_VERSION);
  set(exchange, CURLOPT_HTTPHEADER, headers);
  set(exchange, CURLOPT_WRITEFUNCTION, &take_body);
  set(exchange, CURLOPT_WRITEDATA, &exchange);
  set(exchange, CURLOPT_HEADERFUNCTION, &take_header);
  set(exchange, CURLOPT_HEADERDATA, &exchange);
  set(exchange, CURLOPT_ERRORBUFFER, exchange.words.data());
  if (!exchange.ear->body) set(exchange, CURLOPT_ACCEPT_ENCODING, "");
  if (request.url.starts_with("http://")) set(exchange, CURLOPT_PROXY, "");
  if (!authorities.empty()) set(exchange, CURLOPT_CAINFO, authorities.c_str());
  if (!request.body.empty()) {
    set(exchange, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(exchange, CURLOPT_POSTFIELDS, request.body.data());
  }
}

std::unexpected<Error> failure_of(const Exchange& exchange, CURLcode code) {
  if (exchange.was_too_long) {
    return fail(ErrorCode::kMalformed,
                fmt::format("the answer is larger than {} MiB, and no more is read here; see it in "
                            "the dashboard, or write it to a file with curl",
                            kMaxAnswerBytes >> 20U));
  }
  const std::string_view told(exchange.words.data());
  const auto words = told.empty() ? curl().easy_strerror(code) : told;
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return fail(ErrorCode::kInvalid, fmt::format("it is no URL that can be asked: {}", words));
    case CURLE_SSL_CACERT_BADFILE:
      return fail(ErrorCode::kInvalid, fmt::format("the file of authorities: {}", words));
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
      return fail(ErrorCode::kRefused, fmt::format("its certificate is not believed: {}", words));
    default:
      return fail(ErrorCode::kUnreachable, std::string(words));
  }
}

}  // namespace

struct CurlHttpClient::Connections {
  Connections() = default;
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;
  ~Connections() { curl().multi_cleanup(multi); }

  /// None where it was given up.
  std::optional<CURLcode> carry_out(Exchange& exchange) const {
    curl().multi_add_handle(multi, exchange.handle.get());
    int running = 1;
    while (running > 0) {
      if (curl().multi_perform(multi, &running) != CURLM_OK) break;
      if (exchange.ear->goes_on && !exchange.ear->goes_on()) break;
      if (running > 0) curl().multi_poll(multi, nullptr, 0, kPollMs, nullptr);
    }
    std::optional<CURLcode> ended;
    int left = 0;
    while (const auto* said = curl().multi_info_read(multi, &left)) {
      if (said->msg == CURLMSG_DONE) ended = said->data.result;
    }
    curl().multi_remove_handle(multi, exchange.handle.get());
    return ended;
  }

  CURLM* multi = curl().multi_init();
};

CurlHttpClient::CurlHttpClient(std::string authorities) : authorities_(std::move(authorities)) {}
CurlHttpClient::~CurlHttpClient() = default;

Result<ports::HttpReply> CurlHttpClient::send(const ports::HttpRequest& request,
                                              const ports::HttpEar& ear) {
  FETTLE_TRY_VOID(load_libcurl());
  if (!connections_) connections_ = std::make_unique<Connections>();
  Exchange exchange;
  if (!exchange.handle || connections_->multi == nullptr) {
    return fail(ErrorCode::kBusy, "there is no memory for another request");
  }
  exchange.ear = &ear;
  CurlList headers;
  for (const auto& [name, value] : request.headers) append(headers, name + ": " + value);
  append(headers, "Expect:");  // a small body is not worth a question
  set_up(exchange, request, headers.get(), authorities_);
  const auto ended = connections_->carry_out(exchange);
  if (!ended) return fail(ErrorCode::kUnreachable, "the request was given up");
  if (*ended != CURLE_OK) return failure_of(exchange, *ended);
  exchange.reply.status = status_of(exchange);
  return std::move(exchange.reply);
}

}  // namespace fettle::outgoing
