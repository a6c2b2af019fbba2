#include "api/event_topics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fettle::api {
namespace {

constexpr std::size_t kTopicsMax = 100;

constexpr std::array<std::string_view, 7> kPromptKinds{
    "batch_gate_opened", "batch_gate_reminder", "batch_gate_answered", "gate_opened",
    "gate_reminder",     "gate_answered",       "person_asked"};
constexpr std::array<std::string_view, 3> kListKinds{"session_started", "session_ended",
                                                     "session_reopened"};

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_about(std::string_view topic, const store::FeedEvent& event) {
  if (event.topic != "batches") return event.topic == topic;
  if (topic == "sessions") return true;
  if (topic == "prompts") return is_one_of(kPromptKinds, event.kind);
  return topic == "batches" && (event.session_id.empty() || is_one_of(kListKinds, event.kind));
}

}  // namespace

Result<EventTopics> EventTopics::parse(std::string_view text) {
  EventTopics topics;
  topics.text_ = text;
  while (!text.empty()) {
    const auto one = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    const auto colon = one.find(':');
    const bool is_whole = colon == one.npos || (colon > 0 && colon + 1 < one.size());
    if (one.empty() || !is_whole || topics.topics_.size() == kTopicsMax) {
      return fail(ErrorCode::kMalformed,
                  fmt::format("topics has to be up to {} names with commas between them, such as "
                              "schedules,sessions:ID",
                              kTopicsMax));
    }
    topics.topics_.push_back(
        {std::string(one.substr(0, colon)),
         colon == one.npos ? std::string() : std::string(one.substr(colon + 1))});
  }
  return topics;
}

bool EventTopics::want(const store::FeedEvent& event) const {
  if (topics_.empty()) return true;
  return std::ranges::any_of(topics_, [&](const Topic& topic) {
    return is_about(topic.name, event) && (topic.subject.empty() || topic.subject == event.subject);
  });
}

}  // namespace fettle::api
