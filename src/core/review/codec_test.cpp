#include "core/review/codec.hpp"

#include <gtest/gtest.h>

namespace fettle::review {
namespace {

using flow::Dimension;

Snapshot example() {
  return {{{Dimension::kPackages, {.facts = {{"b", {"1"}}, {"a", {"1", "2"}}}}},
           {Dimension::kConfigs,
            {.facts = {{"/etc/x", {"hash", "a\tb\\n\n"}}, {"/etc/e", {"hash", ""}}},
             .notes = {"two\nlines"},
             .complete = false}}}};
}

TEST(Codec, WritesOneLineAFactInAFixedOrder) {
  EXPECT_EQ(encode(example()),
            "fettle-snapshot 1\n"
            "@packages complete\n"
            "=a\t1\t2\n"
            "=b\t1\n"
            "@configs incomplete\n"
            "!two\\nlines\n"
            "=/etc/e\thash\t\n"
            "=/etc/x\thash\ta\\tb\\\\n\\n\n");
}

TEST(Codec, ReadsWhatItWrote) {
  EXPECT_EQ(decode(encode(example())).value(), example());
  EXPECT_EQ(decode(encode({})).value(), Snapshot{});
}

TEST(Codec, RefusesWhatItDidNotWrite) {
  for (const auto* text :
       {"", "fettle-snapshot 2\n", "fettle-snapshot 1\n=a\n",
        "fettle-snapshot 1\n@color complete\n", "fettle-snapshot 1\n@disk\n",
        "fettle-snapshot 1\n@disk complete\n=a\\x\n", "fettle-snapshot 1\n@disk complete\n=a\n=a\n",
        "fettle-snapshot 1\n@disk complete\nx\n"}) {
    EXPECT_FALSE(decode(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace fettle::review
