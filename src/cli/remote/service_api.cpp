#include "cli/remote/service_api.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cli/remote/refusal.hpp"

namespace fettle::cli {
namespace {

constexpr int kTries = 3;
constexpr Milliseconds kFirstPause{250};
constexpr std::chrono::seconds kLongestPause{30};

/// As the service asks for it, else longer each time.
Milliseconds pause_after(const Result<ports::HttpReply>& reply, int tried) {
  const Milliseconds usual = kFirstPause * (1 << (2 * (tried - 1)));
  if (!reply) return usual;
  const auto named = reply->headers.find("retry-after");
  if (named == reply->headers.end()) return usual;
  int seconds = 0;
  const auto& text = named->second;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::clamp<Milliseconds>(std::chrono::seconds(seconds), usual, kLongestPause);
}

bool is_worth_another(const Result<ports::HttpReply>& reply) {
  return reply ? is_passing(*reply) : reply.error().code == ErrorCode::kUnreachable;
}

bool is_success(const ports::HttpReply& reply) { return reply.status >= 200 && reply.status < 300; }

}  // namespace

std::string query(char mark, std::string_view name, std::string_view value) {
  auto text = fmt::format("{}{}=", mark, name);
  for (const char c : value) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || c == '~';
    text += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

ports::HttpRequest ServiceApi::request(std::string method, const std::string& path) const {
  return {.method = std::move(method),
          .url = fmt::format("{}/api/v1{}", parts_.access.url, path),
          .headers = {{"Authorization", "Bearer " + parts_.access.token},
                      {"Accept", "application/json"}}};
}

Result<ports::HttpReply> ServiceApi::ask(const ports::HttpRequest& request, int tries) const {
  for (int tried = 1;; ++tried) {
    auto reply = parts_.http.send(request, {.goes_on = [this] { return pause(Milliseconds(0)); }});
    const bool is_last = tried == tries || !is_worth_another(reply);
    if (!is_last && parts_.pause(pause_after(reply, tried))) continue;
    if (!reply) return std::unexpected(no_answer(std::move(reply).error(), url()));
    if (!is_success(*reply)) return std::unexpected(refusal(*reply, url()));
    return reply;
  }
}

Result<std::string> ServiceApi::get(const std::string& path) const {
  FETTLE_TRY(reply, ask(request("GET", path), kTries));
  return std::move(reply.body);
}

Result<std::string> ServiceApi::send(const Change& change) const {
  auto asked = request(change.method, change.path);
  asked.headers.emplace_back("Content-Type", "application/json");
  asked.body = change.body;
  if (!change.idempotency_key.empty()) {
    asked.headers.emplace_back("Idempotency-Key", change.idempotency_key);
  }
  FETTLE_TRY(reply, ask(asked, change.idempotency_key.empty() ? 1 : kTries));
  return std::move(reply.body);
}

Result<void> ServiceApi::stream(const std::string& path, std::string_view last_event,
                                const ports::HttpEar& ear) const {
  auto asked = request("GET", path);
  asked.time = std::chrono::seconds(0);
  if (!last_event.empty()) asked.headers.emplace_back("Last-Event-ID", last_event);
  auto reply = parts_.http.send(asked, ear);
  if (!reply) return std::unexpected(no_answer(std::move(reply).error(), url()));
  if (!is_success(*reply)) return std::unexpected(refusal(*reply, url()));
  return {};
}

Error ServiceApi::unreadable(Error error) const {
  return {
      .code = ErrorCode::kRefused,
      .message = fmt::format("{} answers in a way that this program does not know ({}); are both "
                             "of one version?",
                             url(), error.message)};
}

}  // namespace fettle::cli
