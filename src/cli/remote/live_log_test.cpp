#include "cli/remote/live_log.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace fettle::cli {
namespace {

class Live : public testing::Test {
 protected:
  void takes(const std::string& order, const std::string& text) {
    const store::CommandRow command{.order = order,
                                    .session_id = order.substr(0, order.find('-')),
                                    .stage = "steps",
                                    .step = 0};
    log.take({command, 0, text}, {.target = command.session_id, .title = "Greet"});
  }

  std::ostringstream out;
  LiveLog log{LogWriter(OutputFormat::kText, out)};
};

TEST_F(Live, WritesWholeLinesBelowOneHeading) {
  takes("web1-1", "one\ntw");
  EXPECT_EQ(out.str(), "==> web1: step 1 \"Greet\" <==\none\n");
  takes("web1-1", "o\n");
  EXPECT_EQ(out.str(), "==> web1: step 1 \"Greet\" <==\none\ntwo\n");
}

TEST_F(Live, SaysAgainWhereLinesComeFromWhenThatChanges) {
  takes("web1-1", "one\n");
  takes("web2-1", "two\n");
  takes("web1-1", "three\n");
  EXPECT_EQ(out.str(),
            "==> web1: step 1 \"Greet\" <==\none\n\n"
            "==> web2: step 1 \"Greet\" <==\ntwo\n\n"
            "==> web1: step 1 \"Greet\" <==\nthree\n");
}

TEST_F(Live, KeepsEmptyLinesBetweenOthersAndNoneAtTheEnd) {
  takes("web1-1", "one\n\n");
  takes("web1-1", "two\n\n\n");
  log.end_all();
  EXPECT_EQ(out.str(), "==> web1: step 1 \"Greet\" <==\none\n\ntwo\n");
}

TEST_F(Live, WritesALineWithoutAnEndWhenNothingMoreComes) {
  takes("web1-1", "no end");
  takes("web2-1", "neither");
  EXPECT_EQ(out.str(), "");
  takes("web1-2", "next\n");
  EXPECT_EQ(out.str(),
            "==> web1: step 1 \"Greet\" <==\nno end\n\n"
            "==> web1: step 1 \"Greet\", command 2 <==\nnext\n");
  log.end("web2");
  EXPECT_EQ(out.str().substr(out.str().size() - 8), "neither\n");
}

}  // namespace
}  // namespace fettle::cli
