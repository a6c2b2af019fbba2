// Which events a client has asked for: `topics=schedules,batches,sessions:0193...`. A topic is a
// resource, with an id after a colon only what concerns that one. Of batches there are three:
// `batches` is what a list of them shows, `sessions` everything within, `prompts` what people are
// asked and have answered; the id of all three is the batch's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/event_feed.hpp"

namespace fettle::api {

class EventTopics {
 public:
  /// An empty text asks for everything. kMalformed where it has too many or an empty one.
  static Result<EventTopics> parse(std::string_view text);

  bool want(const store::FeedEvent& event) const;
  /// Equal for equal wishes.
  const std::string& text() const { return text_; }

 private:
  struct Topic {
    std::string name;
    std::string subject;  ///< empty: all
  };
  std::string text_;
  std::vector<Topic> topics_;
};

}  // namespace fettle::api
