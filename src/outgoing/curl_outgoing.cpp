#include "outgoing/curl_outgoing.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>
#include <utility>

#include "outgoing/curl_handle.hpp"
#include "outgoing/libcurl.hpp"
#include "outgoing/mail_text.hpp"
#include "outgoing/smtp_reply.hpp"

namespace fettle::outgoing {
namespace {

constexpr long kConnectSeconds = 5;
constexpr std::chrono::seconds kMailTime{20};
constexpr long kReplySeconds = 15;
constexpr std::size_t kAnswerBytesMax = std::size_t{64} << 10;
constexpr std::size_t kStreamBytesMax = std::size_t{8} << 20;

/// One request under way: what libcurl's functions are given back.
struct Transfer {
  CurlHandle handle{curl().easy_init()};
  const AddressRule* addresses = nullptr;  ///< none: any will do
  const ports::HttpWatch* watch = nullptr;
  ports::HttpAnswer answer;
  bool is_body_wanted = true;
  std::size_t taken = 0;
  std::string upload;  ///< what is left of a mail
  bool is_uploaded = false;
  SmtpReply reply;
  bool was_refused = false;
  bool was_given_up = false;
  bool was_too_long = false;
};

int status_of(Transfer& transfer) {
  long status = 0;
  curl().easy_getinfo(transfer.handle.get(), CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

std::size_t take_body(const char* bytes, std::size_t /*one*/, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (!transfer.is_body_wanted) return 0;
  const int status = status_of(transfer);
  const bool is_watched = transfer.watch->body && status >= 200 && status < 300;
  transfer.taken += count;
  if (transfer.taken > kStreamBytesMax) {
    transfer.was_too_long = true;
    return 0;
  }
  if (is_watched) {
    transfer.watch->body({bytes, count});
  } else {
    auto& [_, body, is_cut] = transfer.answer;
    const auto room = kAnswerBytesMax - body.size();
    is_cut = is_cut || count > room;
    body.append(bytes, std::min(count, room));
  }
  return count;
}

std::size_t give_upload(char* bytes, std::size_t one, std::size_t count, void* self) {
  auto& left = static_cast<Transfer*>(self)->upload;
  const auto size = std::min(left.size(), one * count);
  std::memcpy(bytes, left.data(), size);
  left.erase(0, size);
  static_cast<Transfer*>(self)->is_uploaded = size == 0;
  return size;
}

template <class T>
void set(Transfer& transfer, CURLoption option, T value) {
  curl().easy_setopt(transfer.handle.get(), option, value);
}

/// From now on no reply is worth waiting for: that to a farewell, say.
void hasten(Transfer& transfer) { set(transfer, CURLOPT_SERVER_RESPONSE_TIMEOUT, 1L); }

/// The first reply to a text is the one about it; what comes then speaks of the farewell.
std::size_t take_reply(const char* bytes, std::size_t one, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const auto& reply = transfer.reply;
  const auto is_judged = [&] {
    return transfer.is_uploaded && reply.is_over && reply.code / 100 != 3;
  };
  if (!is_judged()) transfer.reply.add({bytes, one * count});
  if (is_judged()) hasten(transfer);
  return one * count;
}

int look_on(void* self, curl_off_t /*down_all*/, curl_off_t /*down*/, curl_off_t /*up_all*/,
            curl_off_t /*up*/) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.was_given_up = transfer.watch->goes_on && !transfer.watch->goes_on();
  if (transfer.was_given_up) hasten(transfer);
  return transfer.was_given_up ? 1 : 0;
}

std::optional<Address> address_of(const curl_sockaddr& to) {
  std::array<std::uint8_t, 16> bytes{};
  if (to.family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &to.addr, sizeof v4);
    std::memcpy(bytes.data(), &v4.sin_addr, sizeof v4.sin_addr);
    return address_v4(bytes.data());
  }
  if (to.family != AF_INET6 || to.addrlen < sizeof(sockaddr_in6)) return std::nullopt;
  // libcurl keeps room for the longer address behind the struct that it declares.
  std::memcpy(bytes.data(),
              reinterpret_cast<const char*>(&to.addr) + offsetof(sockaddr_in6, sin6_addr),
              bytes.size());
  return address_v6(bytes.data());
}

/// The addresses are those that DNS gave just now, of the first host and of every redirect's.
curl_socket_t open_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* to) {
  auto& transfer = *static_cast<Transfer*>(self);
  const auto address = address_of(*to);
  const bool may =
      transfer.addresses == nullptr || (address && transfer.addresses->allows(*address));
  transfer.was_refused = !may;  // of several addresses the last one tells why there is no answer
  if (!may) return CURL_SOCKET_BAD;
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

void set_common(Transfer& transfer, const std::string& url, const std::string& authorities) {
  set(transfer, CURLOPT_URL, url.c_str());
  set(transfer, CURLOPT_NOSIGNAL, 1L);
  set(transfer, CURLOPT_PROXY, "");  // none of the environment's: the rule would judge the proxy
  set(transfer, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(transfer, CURLOPT_QUICK_EXIT, 1L);  // a name that is looked up for longer holds nobody up
  set(transfer, CURLOPT_WRITEFUNCTION, &take_body);
  set(transfer, CURLOPT_WRITEDATA, &transfer);
  set(transfer, CURLOPT_NOPROGRESS, 0L);
  set(transfer, CURLOPT_XFERINFOFUNCTION, &look_on);
  set(transfer, CURLOPT_XFERINFODATA, &transfer);
  set(transfer, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  set(transfer, CURLOPT_OPENSOCKETDATA, &transfer);
  if (!authorities.empty()) set(transfer, CURLOPT_CAINFO, authorities.c_str());
}

std::unexpected<Error> failure_of(const Transfer& transfer, CURLcode code) {
  if (transfer.was_refused) {
    return fail(ErrorCode::kForbidden,
                "the address leads to a network that is not public; the administrator can allow it "
                "(allow-outgoing)");
  }
  if (transfer.was_given_up) return fail(ErrorCode::kUnreachable, "the request was given up");
  if (transfer.was_too_long) return fail(ErrorCode::kUnreachable, "the answer is too long");
  const auto* const words = curl().easy_strerror(code);
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return fail(ErrorCode::kInvalid, "the address is no URL that can be asked");
    case CURLE_LOGIN_DENIED:
      return fail(ErrorCode::kRefused, "the mail server refuses the user or the password");
    case CURLE_USE_SSL_FAILED:
      return fail(ErrorCode::kRefused,
                  "the mail server offers no STARTTLS, and mail goes over TLS alone (smtp-tls)");
    case CURLE_TOO_MANY_REDIRECTS:
      return fail(ErrorCode::kUnreachable, "it sends on to somewhere else too often");
    case CURLE_PEER_FAILED_VERIFICATION:
      return fail(ErrorCode::kUnreachable, "its certificate is not believed (outgoing-ca)");
    default:
      return fail(ErrorCode::kUnreachable, fmt::format("it can't be reached: {}", words));
  }
}

Result<CURLcode> perform(Transfer& transfer) {
  if (!transfer.handle) return fail(ErrorCode::kBusy, "there is no memory for another request");
  return curl().easy_perform(transfer.handle.get());
}

/// Once the server has the text, its last reply says what became of it, and silence says nothing.
Result<ports::MailAnswer> mail_answer(Transfer& transfer, CURLcode code) {
  using Fate = ports::MailAnswer::Fate;
  auto& [last, words, _] = transfer.reply;
  const int kind = last / 100;
  if (code == CURLE_OK || (transfer.is_uploaded && kind == 2)) {
    return ports::MailAnswer{Fate::kTaken, std::move(words)};
  }
  if (transfer.is_uploaded && kind == 3) return ports::MailAnswer{Fate::kUnknown, {}};
  const bool is_of_mail = transfer.is_uploaded || code == CURLE_SEND_ERROR;
  if (is_of_mail && kind == 5) return ports::MailAnswer{Fate::kRefused, std::move(words)};
  const bool is_told = code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_REMOTE_ACCESS_DENIED;
  if (kind == 4 || (kind == 5 && is_told)) {
    return fail(ErrorCode::kUnreachable, fmt::format("the mail server says: {}", words));
  }
  return failure_of(transfer, code);
}

void set_http(Transfer& transfer, std::chrono::seconds time) {
  set(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
  set(transfer, CURLOPT_TIMEOUT, static_cast<long>(time.count()));
  set(transfer, CURLOPT_USERAGENT, "Fettle/" FETTLE_VERSION);
}

Result<ports::HttpAnswer> answer_of(Transfer& transfer) {
  FETTLE_TRY(code, perform(transfer));
  transfer.answer.status = status_of(transfer);
  const bool is_taken = transfer.answer.status >= 200 && transfer.answer.status < 300;
  const bool is_answer = !transfer.is_body_wanted && (is_taken || code == CURLE_WRITE_ERROR);
  if (code != CURLE_OK && !is_answer) return failure_of(transfer, code);
  return std::move(transfer.answer);
}

Instant now() {
  return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(
                     std::chrono::system_clock::now().time_since_epoch())
                     .count()};
}

}  // namespace

Result<ports::HttpAnswer> CurlOutgoing::get(const ports::HttpGet& request,
                                            const ports::HttpWatch& watch) {
  FETTLE_TRY_VOID(load_libcurl());
  Transfer transfer;
  transfer.addresses = &settings_.addresses;
  transfer.watch = &watch;
  set_common(transfer, request.url, settings_.authorities);
  set_http(transfer, request.time);
  return answer_of(transfer);
}

Result<ports::HttpAnswer> CurlOutgoing::post(const ports::HttpPost& request,
                                             const ports::HttpWatch& watch) {
  FETTLE_TRY_VOID(load_libcurl());
  Transfer transfer;
  transfer.addresses = &settings_.addresses;
  transfer.watch = &watch;
  transfer.is_body_wanted = request.is_body_wanted;
  CurlList headers;
  for (const auto& [name, value] : request.headers) append(headers, name + ": " + value);
  append(headers, "Expect:");  // a small body is not worth a question
  set_common(transfer, request.url, settings_.authorities);
  set_http(transfer, request.time);
  const bool is_secure = request.url.starts_with("https:");  // and stays so, wherever it is sent on
  set(transfer, CURLOPT_REDIR_PROTOCOLS_STR, is_secure ? "https" : "http,https");
  set(transfer, CURLOPT_FOLLOWLOCATION, request.redirects_max > 0 ? 1L : 0L);
  set(transfer, CURLOPT_MAXREDIRS, static_cast<long>(request.redirects_max));
  set(transfer, CURLOPT_POSTREDIR, static_cast<long>(CURL_REDIR_POST_ALL));
  set(transfer, CURLOPT_HTTPHEADER, headers.get());
  set(transfer, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set(transfer, CURLOPT_POSTFIELDS, request.body.data());
  return answer_of(transfer);
}

Result<ports::MailAnswer> CurlOutgoing::mail(const ports::Mail& mail,
                                             const ports::HttpWatch& watch) {
  const auto& smtp = settings_.smtp;
  if (smtp.url.empty()) {
    return fail(ErrorCode::kConflict,
                "no mail server is configured: the administrator names one (smtp-url, smtp-from)");
  }
  FETTLE_TRY_VOID(load_libcurl());
  Transfer transfer;
  transfer.watch = &watch;
  transfer.upload = mail_text(mail, smtp.from, now());
  CurlList to;
  append(to, "<" + mail.to + ">");
  set_common(transfer, smtp.url, settings_.authorities);
  set(transfer, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(transfer, CURLOPT_TIMEOUT, static_cast<long>(kMailTime.count()));
  set(transfer, CURLOPT_SERVER_RESPONSE_TIMEOUT, kReplySeconds);
  set(transfer, CURLOPT_FORBID_REUSE, 1L);  // the farewell is said now, within our times
  const auto tls = smtp.tls == SmtpTls::kRequired ? CURLUSESSL_ALL : CURLUSESSL_NONE;
  set(transfer, CURLOPT_USE_SSL, static_cast<long>(tls));
  if (!smtp.user.empty()) {
    set(transfer, CURLOPT_USERNAME, smtp.user.c_str());
    set(transfer, CURLOPT_PASSWORD, smtp.password.c_str());
  }
  const auto from = "<" + smtp.from + ">";
  set(transfer, CURLOPT_MAIL_FROM, from.c_str());
  set(transfer, CURLOPT_MAIL_RCPT, to.get());
  set(transfer, CURLOPT_UPLOAD, 1L);
  set(transfer, CURLOPT_READFUNCTION, &give_upload);
  set(transfer, CURLOPT_READDATA, &transfer);
  set(transfer, CURLOPT_HEADERFUNCTION, &take_reply);
  set(transfer, CURLOPT_HEADERDATA, &transfer);
  FETTLE_TRY(code, perform(transfer));
  return mail_answer(transfer, code);
}

}  // namespace fettle::outgoing
