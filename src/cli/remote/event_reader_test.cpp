#include "cli/remote/event_reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fettle::cli {
namespace {

TEST(EventReader, ReadsAMessageThatComesByteByByte) {
  EventReader reader;
  std::optional<StreamMessage> message;
  for (const char byte : std::string("event: changes\r\nid: 42\r\ndata: [1]\r\n\r\n")) {
    ASSERT_FALSE(message);
    reader.add({&byte, 1});
    message = reader.next();
  }
  ASSERT_TRUE(message);
  EXPECT_EQ(message->event, "changes");
  EXPECT_EQ(message->id, "42");
  EXPECT_EQ(message->data, "[1]");
}

TEST(EventReader, PassesOverHeartbeatsAndWhatHasNoData) {
  EventReader reader;
  reader.add(": still here\n\nretry: 2000\n\nevent: hello\nid: 7\ndata: {}\n\n");
  const auto message = reader.next();
  ASSERT_TRUE(message);
  EXPECT_EQ(message->event, "hello");
  EXPECT_FALSE(reader.next());
}

TEST(EventReader, JoinsTheLinesOfData) {
  EventReader reader;
  reader.add("data: a\ndata: b\n\n");
  EXPECT_EQ(reader.next()->data, "a\nb");
}

TEST(EventReader, ForgetsWhatAConnectionLeftUnfinished) {
  EventReader reader;
  reader.add("event: changes\ndata: [1");
  reader.clear();
  reader.add("event: hello\ndata: {}\n\n");
  EXPECT_EQ(reader.next()->data, "{}");
}

TEST(EventReader, SaysWhenAMessageNeverEnds) {
  EventReader reader;
  reader.add(std::string((std::size_t{16} << 20) + 1, 'x'));
  EXPECT_TRUE(reader.is_too_long());
}

}  // namespace
}  // namespace fettle::cli
