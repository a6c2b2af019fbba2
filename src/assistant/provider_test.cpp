#include "assistant/provider.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace fettle::assistant {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

Chat chat() {
  return {
      .system = "be brief",
      .messages = {{Speaker::kUser, "hello"}, {Speaker::kAssistant, "hi"}, {Speaker::kUser, "x"}},
      .answer_tokens_max = 10};
}

TEST(Provider, OpenaiIsAskedForAStream) {
  const auto post = request_of({.kind = ProviderKind::kOpenai,
                                .base_url = "https://example.com/v1/",
                                .model = "m",
                                .key = "secret"},
                               chat());
  EXPECT_EQ(post.url, "https://example.com/v1/chat/completions");
  EXPECT_THAT(post.headers, Contains(Pair("Authorization", "Bearer secret")));
  EXPECT_EQ(post.redirects_max, 0) << "a redirect would be shown the key";
  EXPECT_EQ(post.body, R"({"model":"m","messages":[{"role":"system","content":"be brief"},)"
                       R"({"role":"user","content":"hello"},{"role":"assistant","content":"hi"},)"
                       R"({"role":"user","content":"x"}],"stream":true})");
}

TEST(Provider, AnthropicHasItsOwnForm) {
  const auto post = request_of({.kind = ProviderKind::kAnthropic,
                                .base_url = "https://api.anthropic.com/v1",
                                .model = "m",
                                .key = "secret"},
                               chat());
  EXPECT_EQ(post.url, "https://api.anthropic.com/v1/messages");
  EXPECT_THAT(post.headers, Contains(Pair("x-api-key", "secret")));
  EXPECT_THAT(post.headers, Contains(Pair("anthropic-version", "2023-06-01")));
  EXPECT_EQ(post.body, R"({"model":"m","max_tokens":10,"system":"be brief","messages":[)"
                       R"({"role":"user","content":"hello"},{"role":"assistant","content":"hi"},)"
                       R"({"role":"user","content":"x"}],"stream":true})");
}

TEST(Provider, WithoutAKeyShowsNone) {
  const auto post = request_of({.base_url = "http://127.0.0.1:11434/v1", .model = "m"}, chat());
  EXPECT_EQ(post.headers.size(), 1U);
}

std::string read_in_pieces(AnswerReader& reader, std::string_view text, std::size_t size) {
  std::string read;
  for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) {
    read += reader.read(text.substr(0, size));
  }
  return read;
}

TEST(Answer, OfOpenaiIsReadHoweverItIsCut) {
  constexpr auto kStream =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n"
      ": a comment\n"
      "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\r\n\r\n"
      "data: {\"choices\":[{\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}\n\n"
      "data: [DONE]\n\n";
  for (std::size_t size = 1; size < 80; ++size) {
    AnswerReader reader(ProviderKind::kOpenai);
    EXPECT_EQ(read_in_pieces(reader, kStream, size), "Hello") << size;
    EXPECT_TRUE(reader.finish());
  }
}

TEST(Answer, OfAnthropicIsRead) {
  AnswerReader reader(ProviderKind::kAnthropic);
  EXPECT_EQ(read_in_pieces(reader,
                           "event: message_start\ndata: {\"type\":\"message_start\"}\n\n"
                           "event: content_block_delta\ndata: {\"type\":\"content_block_delta\","
                           "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n"
                           "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
                           7),
            "Hi");
  EXPECT_TRUE(reader.finish());
}

TEST(Answer, ThatBreaksOffIsAnError) {
  AnswerReader reader(ProviderKind::kOpenai);
  EXPECT_EQ(reader.read("data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n"), "Hel");
  EXPECT_EQ(reader.finish().error().code, ErrorCode::kUnreachable);
  EXPECT_THAT(reader.finish().error().message, HasSubstr("broke off"));
}

TEST(Answer, ThatReportsAProblemIsAnError) {
  AnswerReader reader(ProviderKind::kAnthropic);
  reader.read("event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"Overloaded\"}}\n");
  EXPECT_THAT(reader.finish().error().message, HasSubstr("Overloaded"));
}

TEST(Answer, WithoutLinesIsBounded) {
  AnswerReader reader(ProviderKind::kOpenai);
  const std::string block(std::size_t{1} << 19, 'x');
  for (int i = 0; i < 4; ++i) EXPECT_EQ(reader.read(block), "");
  EXPECT_THAT(reader.finish().error().message, HasSubstr("without an end"));
}

TEST(Answer, RefusalsAreClear) {
  const auto of = [](int status) {
    return refusal_of({.status = status, .body = R"({"error":{"message":"no"}})"});
  };
  EXPECT_EQ(of(429).code, ErrorCode::kTooMany);
  EXPECT_EQ(of(401).code, ErrorCode::kRefused);
  EXPECT_EQ(of(404).code, ErrorCode::kRefused);
  EXPECT_EQ(of(503).code, ErrorCode::kUnreachable);
  EXPECT_EQ(of(302).code, ErrorCode::kRefused);
  EXPECT_THAT(of(400).message, HasSubstr("400: `no`"));
}

}  // namespace
}  // namespace fettle::assistant
