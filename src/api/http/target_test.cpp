#include "api/http/target.hpp"

#include <gmock/gmock.h>

namespace fettle::api::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

TEST(RequestTarget, IsAPathAndParameters) {
  const auto target = parse_target("/api/v1/trees?limit=20&q=a+b%26c&flag&=x&");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/trees");
  EXPECT_THAT(target->query, ElementsAre(Pair("limit", "20"), Pair("q", "a b&c"), Pair("flag", ""),
                                         Pair("", "x")));
}

TEST(RequestTarget, ThePathIsDecodedAndKeepsItsPlus) {
  EXPECT_EQ(parse_target("/recipes/k%C3%A4se+1")->path, "/recipes/k\xC3\xA4se+1");
}

TEST(RequestTarget, WhatCanNotBeReadIsRefused) {
  for (const auto* target : {"", "trees", "http://host/trees", "*", "/a%2Fb", "/a%2", "/a%zz",
                             "/%00", "/a?b=%0a", "/%ff", "/a?%c0%80=1", "/\x7f"}) {
    const auto parsed = parse_target(target);
    ASSERT_FALSE(parsed) << target;
    EXPECT_EQ(parsed.error().code, ErrorCode::kMalformed) << target;
    EXPECT_THAT(parsed.error().message, HasSubstr("target")) << target;
  }
}

TEST(RequestTarget, IsBounded) {
  EXPECT_FALSE(parse_target("/" + std::string(kTargetBytesMax, 'a')));
  std::string many = "/a?";
  for (std::size_t i = 0; i <= kParametersMax; ++i) many += "b&";
  EXPECT_FALSE(parse_target(many));
}

}  // namespace
}  // namespace fettle::api::http
