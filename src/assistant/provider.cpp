#include "assistant/provider.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/json.hpp"
#include "base/json_pointer.hpp"
#include "core/fleet/text.hpp"

namespace fettle::assistant {
namespace {

constexpr std::chrono::seconds kAnswerTime{300};
constexpr std::size_t kLineBytesMax = std::size_t{1} << 20;

struct OpenaiMessage {
  std::string role;
  std::string content;
};
BOOST_DESCRIBE_STRUCT(OpenaiMessage, (), (role, content))
struct OpenaiRequest {
  std::string model;
  std::vector<OpenaiMessage> messages;
  bool stream = true;
};
BOOST_DESCRIBE_STRUCT(OpenaiRequest, (), (model, messages, stream))

struct AnthropicRequest {
  std::string model;
  int max_tokens = 0;
  std::string system;
  std::vector<ChatMessage> messages;
  bool stream = true;
};
BOOST_DESCRIBE_STRUCT(AnthropicRequest, (), (model, max_tokens, system, messages, stream))

std::string openai_body(const Provider& provider, const Chat& chat) {
  OpenaiRequest request{.model = provider.model, .messages = {{"system", chat.system}}};
  for (const auto& message : chat.messages) {
    request.messages.push_back({std::string(enum_name(message.role)), message.content});
  }
  return to_canonical_json(request);
}

std::string anthropic_body(const Provider& provider, const Chat& chat) {
  return to_canonical_json(AnthropicRequest{.model = provider.model,
                                            .max_tokens = chat.answer_tokens_max,
                                            .system = chat.system,
                                            .messages = chat.messages});
}

}  // namespace

ports::HttpPost request_of(const Provider& provider, const Chat& chat) {
  ports::HttpPost post{.headers = {{"Content-Type", "application/json"}}, .time = kAnswerTime};
  auto base = provider.base_url;
  while (base.ends_with('/')) base.pop_back();
  if (provider.kind == ProviderKind::kAnthropic) {
    post.url = base + "/messages";
    post.headers.emplace_back("anthropic-version", "2023-06-01");
    if (!provider.key.empty()) post.headers.emplace_back("x-api-key", provider.key);
    post.body = anthropic_body(provider, chat);
  } else {
    post.url = base + "/chat/completions";
    if (!provider.key.empty()) post.headers.emplace_back("Authorization", "Bearer " + provider.key);
    post.body = openai_body(provider, chat);
  }
  return post;
}

std::string AnswerReader::read(std::string_view bytes) {
  waiting_ += bytes;
  if (waiting_.size() > kLineBytesMax) {
    failure_ = "it sends a line without an end";
    waiting_.clear();
  }
  std::string text;
  std::size_t begin = 0;
  for (auto end = waiting_.find('\n'); end != std::string::npos; end = waiting_.find('\n', begin)) {
    text += read_line(std::string_view(waiting_).substr(begin, end - begin));
    begin = end + 1;
  }
  waiting_.erase(0, begin);
  return text;
}

std::string AnswerReader::read_line(std::string_view line) {
  constexpr std::string_view kData = "data:";
  if (!line.starts_with(kData) || is_over_) return {};
  return read_data(fleet::trim(line.substr(kData.size())));
}

std::string AnswerReader::read_data(std::string_view data) {
  if (auto problem = json_text_at(data, "/error/message")) {
    failure_ = *std::move(problem);
    return {};
  }
  if (kind_ == ProviderKind::kAnthropic) {
    is_over_ = json_text_at(data, "/type") == "message_stop";
    return json_text_at(data, "/delta/text").value_or("");
  }
  is_over_ = data == "[DONE]";
  return json_text_at(data, "/choices/0/delta/content").value_or("");
}

Result<void> AnswerReader::finish() const {
  if (!failure_.empty()) {
    return fail(ErrorCode::kUnreachable, "the model reports a problem: " + fleet::quote(failure_));
  }
  if (is_over_) return {};
  return fail(ErrorCode::kUnreachable, "the model's answer broke off; ask again");
}

Error refusal_of(const ports::HttpAnswer& answer) {
  const auto said = json_text_at(answer.body, "/error/message");
  const auto words = said ? ": " + fleet::quote(*said) : std::string();
  switch (answer.status) {
    case 429:
      return {.code = ErrorCode::kTooMany,
              .message = "the provider takes no more requests for now; try again later" + words};
    case 401:
    case 403:
      return {.code = ErrorCode::kRefused,
              .message = "the provider refuses the key; an owner can enter another" + words};
    case 404:
      return {.code = ErrorCode::kRefused,
              .message =
                  "the provider has no such address or model; an owner can correct them" + words};
    default:
      return {.code = answer.status >= 500 ? ErrorCode::kUnreachable : ErrorCode::kRefused,
              .message = fmt::format("the provider answered {}{}", answer.status, words)};
  }
}

}  // namespace fettle::assistant
