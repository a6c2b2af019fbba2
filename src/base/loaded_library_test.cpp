#include "base/loaded_library.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle {
namespace {

TEST(LoadedLibrary, FindsFunctions) {
  const auto library = LoadedLibrary::load("libm.so.6", "libc6");
  ASSERT_TRUE(library) << library.error().message;
  double (*power)(double, double) = nullptr;
  ASSERT_TRUE(library->find("pow", power));
  EXPECT_EQ(power(2, 10), 1024);
}

TEST(LoadedLibrary, OneThatIsAbsentIsNamedWithItsPackage) {
  const auto library = LoadedLibrary::load("libabsent.so.5", "libabsent5");
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().code, ErrorCode::kIo);
  EXPECT_THAT(library.error().message, testing::HasSubstr("libabsent.so.5"));
  EXPECT_THAT(library.error().message, testing::HasSubstr("apt install libabsent5"));
}

TEST(LoadedLibrary, OneThatIsTooOldIsNamedWithWhatItLacks) {
  const auto library = LoadedLibrary::load("libm.so.6", "libc6");
  ASSERT_TRUE(library);
  void (*function)() = nullptr;
  const auto found = library->find("pow_of_tomorrow", function);
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().message, testing::HasSubstr("libm.so.6 has no pow_of_tomorrow"));
  EXPECT_EQ(function, nullptr);
}

}  // namespace
}  // namespace fettle
