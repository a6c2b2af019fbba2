#include "base/id.hpp"

#include <gtest/gtest.h>

namespace fettle {
namespace {

constexpr std::uint64_t kOnes = ~std::uint64_t{0};

TEST(MakeId, PutsTheInstantFirst) {
  EXPECT_EQ(make_id({0x01932b0c8c3e}, {0, 0}), "01932b0c-8c3e-7000-8000-000000000000");
}

TEST(MakeId, KeepsVersionAndVariantWhateverTheRandomBits) {
  EXPECT_EQ(make_id({0}, {kOnes, kOnes}), "00000000-0000-7fff-bfff-ffffffffffff");
}

TEST(MakeId, SortsByCreation) {
  EXPECT_LT(make_id({1'000}, {kOnes, kOnes}), make_id({1'001}, {0, 0}));
}

TEST(MakeId, MakesWhatIsIdAccepts) { EXPECT_TRUE(is_id(make_id({123}, {4, 5}))); }

TEST(IsId, RefusesAnythingElse) {
  EXPECT_FALSE(is_id(""));
  EXPECT_FALSE(is_id("01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e"));    // short
  EXPECT_FALSE(is_id("01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e40"));  // long
  EXPECT_FALSE(is_id("01932b0c08c3e-7b6a-9d1e-2f60c1a5b7e4"));   // no dash
  EXPECT_FALSE(is_id("01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7-4"));   // a dash too many
  EXPECT_FALSE(is_id("01932B0C-8C3E-7B6A-9D1E-2F60C1A5B7E4"));   // upper case
  EXPECT_FALSE(is_id("../../../../../../../../../../../etc"));
}

}  // namespace
}  // namespace fettle
