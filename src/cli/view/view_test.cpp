#include "cli/view/view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/view/view_test_support.hpp"

namespace fettle::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::string first_words(OutputFormat format, const Terminal& terminal) {
  std::ostringstream out;
  const auto view = make_view(format, outline_of(1), out, terminal);
  view->tick(at(0));
  return out.str();
}

TEST(MakeView, DrawsOnATerminalWritesPlainlyElsewhereAndJsonWhereAsked) {
  EXPECT_THAT(first_words(OutputFormat::kText, {.can_redraw = true}), HasSubstr("\x1b[K"));
  EXPECT_THAT(first_words(OutputFormat::kText, {.can_redraw = false}), IsEmpty());
  EXPECT_THAT(first_words(OutputFormat::kJson, {.can_redraw = true}), StartsWith("{\"event\""));
}

}  // namespace
}  // namespace fettle::cli
