#include "cli/remote/named_thing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::vector<NamedThing> kThings{{"019a-1", "Install Software"},
                                      {"019a-2", "Kernel Patch - Rings with Reboot"},
                                      {"019b-3", "Kernel"}};

std::string id_of(std::string_view word) {
  const auto chosen = choose_thing(kThings, word, "flow");
  return chosen ? chosen->id : chosen.error().message;
}

TEST(NamedThing, IsMeantByItsNameItsBeginningOrItsId) {
  EXPECT_EQ(id_of("Install Software"), "019a-1");
  EXPECT_EQ(id_of("install-software"), "019a-1");
  EXPECT_EQ(id_of("kernel patch"), "019a-2");
  EXPECT_EQ(id_of("019b"), "019b-3");
}

TEST(NamedThing, AWholeNameGoesBeforeABeginning) { EXPECT_EQ(id_of("kernel"), "019b-3"); }

TEST(NamedThing, ThatSeveralAreCalledIsChosenByItsId) {
  EXPECT_THAT(id_of("kern"), AllOf(HasSubstr("019a-2"), HasSubstr("019b-3")));
  EXPECT_FALSE(choose_thing({{"1", "A"}, {"2", "a"}}, "a", "flow"));
}

TEST(NamedThing, ThatIsNotThereBringsTheNearest) {
  EXPECT_THAT(id_of("Instal Softwar"), HasSubstr("did you mean `Install Software`?"));
  EXPECT_THAT(id_of("--"), HasSubstr("the team has no flow"));
}

}  // namespace
}  // namespace fettle::cli
