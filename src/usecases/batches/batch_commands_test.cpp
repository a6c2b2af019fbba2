#include "usecases/batches/batch_commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "store/session_record_store.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"

namespace fettle::usecases {
namespace {

class CommandsOfSessions : public LaunchedBatch {
 protected:
  CommandsOfSessions() { launch({"web1", "web2"}); }

  void wrote(std::size_t position, const std::string& order, const std::string& text) {
    ASSERT_TRUE(store::keep_output(
        teams.database(),
        {.order = order, .session = session(position), .stage = "steps", .step = 0, .text = text}));
  }
  OutputView read(const OutputRange& range) {
    auto ann = teams.north();
    return read_output(ann, session(0), range).value();
  }
};

TEST_F(CommandsOfSessions, AreThoseOfTheSessionsThatWereNamed) {
  wrote(0, "a-1", "one");
  wrote(1, "b-1", "two");
  auto ann = teams.north();
  EXPECT_EQ(list_commands(ann, batch, session(1))->items.at(0).order, "b-1");
  const auto both = list_commands(ann, batch, session(1) + "," + session(0));
  ASSERT_EQ(both->items.size(), 2U);
  EXPECT_EQ(both->items[1].bytes, 3);
}

TEST_F(CommandsOfSessions, OfAnotherTeamAreNotFound) {
  auto bob = teams.south();
  EXPECT_EQ(list_commands(bob, batch, session(0)).error().code, ErrorCode::kNotFound);
}

TEST_F(CommandsOfSessions, AreAskedForByABoundedListOfSessions) {
  auto ann = teams.north();
  EXPECT_EQ(list_commands(ann, batch, "").error().code, ErrorCode::kMalformed);
  EXPECT_EQ(list_commands(ann, batch, std::string(100, ',')).error().code, ErrorCode::kMalformed);
}

TEST_F(CommandsOfSessions, AreReadOneByOne) {
  wrote(0, "a-1", "one");
  wrote(0, "a-2", "two");
  EXPECT_EQ(read({.stage = "steps", .order = "a-2", .length = 100}).text, "two");
  EXPECT_EQ(read({.stage = "steps", .length = 100}).text, "onetwo");
}

TEST_F(CommandsOfSessions, AreNeverReadToWithinACharacter) {
  wrote(0, "a-1",
        "a\xc3\xb6"
        "b");
  const auto part = read({.stage = "steps", .length = 2});
  EXPECT_EQ(part.text, "a");
  EXPECT_EQ(part.until, 1);
  const auto rest = read({.stage = "steps", .from = part.until, .length = 100});
  EXPECT_EQ(rest.text,
            "\xc3\xb6"
            "b");
  EXPECT_EQ(rest.until, rest.total);
}

TEST_F(CommandsOfSessions, KeepACharacterBackWhoseRestIsStillToCome) {
  wrote(0, "a-1", "a\xc3");
  EXPECT_EQ(read({.stage = "steps", .length = 100}).until, 1);
  ASSERT_TRUE(
      teams.database().run("update sessions set ended_at = ? where id = ?", teams.now, session(0)));
  EXPECT_EQ(read({.stage = "steps", .length = 100}).until, 2) << "no rest comes any more";
}

}  // namespace
}  // namespace fettle::usecases
