#include "base/edit_distance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace fettle {
namespace {

/// The textbook's way.
std::size_t row_by_row(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row.back();
}

TEST(EditDistance, CountsWhatIsPutInTakenOutAndReplaced) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("timeout", "tiemout"), 2U);
  EXPECT_EQ(edit_distance("requires_aproval", "requires_approval"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(EditDistance, IsThatOfTheTextbook) {
  std::mt19937 dice(7);  // NOLINT(cert-msc51-cpp,cert-msc32-c): the same words each time
  const auto word = [&] {
    std::string text(dice() % 65, 'a');
    for (char& c : text) c = static_cast<char>('a' + (dice() % 3));
    return text;
  };
  for (int i = 0; i < 3000; ++i) {
    const auto a = word();
    const auto b = word();
    ASSERT_EQ(edit_distance(a, b), row_by_row(a, b)) << a << " " << b;
  }
}

TEST(EditDistance, OfLongWordsIsThatOfWhereTheyDiffer) {
  const std::string long_part(500, 'x');
  EXPECT_EQ(edit_distance(long_part + "ab" + long_part, long_part + "b" + long_part), 1U);
  EXPECT_EQ(edit_distance(std::string(65, 'a'), "b" + std::string(70, 'c')), 71U);
}

}  // namespace
}  // namespace fettle
