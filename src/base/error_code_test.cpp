#include "base/error_code.hpp"

#include <gtest/gtest.h>

#include <set>

namespace fettle {
namespace {

TEST(ErrorCodes, HaveTheirRowAtTheirOwnPlace) {
  for (const auto& entry : error_codes()) EXPECT_EQ(row(entry.code).name, entry.name);
}

TEST(ErrorCodes, ReachToTheLastOne) {
  EXPECT_EQ(error_codes().size(), static_cast<std::size_t>(ErrorCode::kInternal) + 1);
}

TEST(ErrorCodes, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const auto& entry : error_codes()) EXPECT_TRUE(names.insert(entry.name).second);
}

TEST(ErrorCodes, NeverExitAsASuccess) {
  for (const auto& entry : error_codes()) {
    EXPECT_GT(entry.exit_status, 0) << entry.name;
    EXPECT_GE(entry.http_status, 400) << entry.name;
  }
}

}  // namespace
}  // namespace fettle
