// What a model is asked, and its answer as it streams: of any endpoint that speaks as OpenAI's chat
// completions do, and of Anthropic's. Pure; outgoing/ sends.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ports/outgoing.hpp"

namespace fettle::assistant {

BOOST_DEFINE_ENUM_CLASS(ProviderKind, kOpenai, kAnthropic)

BOOST_DEFINE_ENUM_CLASS(Speaker, kUser, kAssistant)

struct ChatMessage {
  Speaker role = Speaker::kUser;
  std::string content;
};
BOOST_DESCRIBE_STRUCT(ChatMessage, (), (role, content))

struct Provider {
  ProviderKind kind = ProviderKind::kOpenai;
  std::string base_url;  ///< `https://api.openai.com/v1`, `https://api.anthropic.com/v1`
  std::string model;
  std::string key;  ///< empty: the endpoint asks for none
};

struct Chat {
  std::string system;
  std::vector<ChatMessage> messages;
  int answer_tokens_max = 16'000;
};

ports::HttpPost request_of(const Provider& provider, const Chat& chat);

/// Reads the server-sent events of an answer.
class AnswerReader {
 public:
  explicit AnswerReader(ProviderKind kind) : kind_(kind) {}
  /// The text that came with these bytes.
  std::string read(std::string_view bytes);
  /// kUnreachable where the answer broke off, or the model says that something went wrong.
  Result<void> finish() const;

 private:
  std::string read_line(std::string_view line);
  std::string read_data(std::string_view data);

  ProviderKind kind_;
  std::string waiting_;  ///< a line that is not whole yet
  std::string failure_;
  bool is_over_ = false;
};

/// Of an answer without a stream: kTooMany, kRefused (the key, the model), kUnreachable.
Error refusal_of(const ports::HttpAnswer& answer);

}  // namespace fettle::assistant
