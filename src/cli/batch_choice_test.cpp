#include "cli/batch_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

BatchList list_of(const std::vector<std::string>& ids) {
  BatchList list;
  for (const auto& id : ids) list.heads.push_back({.id = id, .name = "patch"});
  list.short_ids = short_ids(ids);
  return list;
}

TEST(ShortIds, AreEightCharactersUnlessAnotherBeginsSo) {
  EXPECT_THAT(short_ids({"01932b0c-8c3e-7b6a", "01932b0d-8c3e-7b6a"}),
              ElementsAre("01932b0c", "01932b0d"));
  EXPECT_THAT(short_ids({"01932b0c-8c3e-7b6a", "0195aaaa-8c3e-7b6a", "01932b0c-8d3e-7b6a"}),
              ElementsAre("01932b0c-8c", "0195aaaa", "01932b0c-8d"));
}

TEST(ShortIds, NeverEndInAHyphen) {
  EXPECT_THAT(short_ids({"01932b0c-8c3e-7b6a", "01932b0c-8c3e-8b6a"}),
              ElementsAre("01932b0c-8c3e-7", "01932b0c-8c3e-8"));
  EXPECT_THAT(short_ids({"01932b0c-8c3e", "01932b0cx8c3e"}),
              ElementsAre("01932b0c-8", "01932b0cx"));
}

TEST(ChooseBatch, TakesTheBeginningOfAnIdOrTheLast) {
  const auto list = list_of({"0195aaaa", "01932b0c"});
  EXPECT_EQ(choose(list, "01932", "db").value(), 1U);
  EXPECT_EQ(choose(list, "last", "db").value(), 0U);
}

TEST(ChooseBatch, RefusesWhatIsAmbiguousUnknownOrEmpty) {
  const auto list = list_of({"0195aaaa", "01932b0c"});
  EXPECT_THAT(choose(list, "019", "db").error().message,
              AllOf(HasSubstr("2 batches begin with 019"), HasSubstr("  01932b0c  ")));
  EXPECT_EQ(choose(list, "02", "db").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(choose(list, "", "db").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(choose({}, "last", "db").error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::cli
