#include "cli/view/line.hpp"

#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

TEST(Line, ColoursItsPiecesOnlyWhereColourIsOn) {
  Line line(Charset::kUtf8);
  line.add("web01", Tone::kStrong).add(" failed", Tone::kBad);
  EXPECT_EQ(line.text(Look::Colour::kOff), "web01 failed");
  EXPECT_EQ(line.text(Look::Colour::kOn), "\x1b[1mweb01\x1b[0m\x1b[31m failed\x1b[0m");
}

TEST(Line, WhatIsAddedCannotColourTheRest) {
  EXPECT_EQ(Line(Charset::kUtf8).add("\x1b[31mweb01").text(Look::Colour::kOn), "^[[31mweb01");
}

TEST(Line, IsCutAcrossItsPieces) {
  Line line(Charset::kUtf8);
  line.add("größe").add("12345").add("x");
  EXPECT_EQ(Line(line).cut_to(11).text(Look::Colour::kOff), "größe12345x");
  EXPECT_EQ(Line(line).cut_to(10).text(Look::Colour::kOff), "größe1234…");
  EXPECT_EQ(Line(line).cut_to(7).text(Look::Colour::kOff), "größe1…");
  EXPECT_EQ(Line(line).cut_to(5).text(Look::Colour::kOff), "größ…");
  EXPECT_EQ(Line(line).cut_to(0).text(Look::Colour::kOff), "");
}

TEST(Line, IsPaddedToAColumn) {
  EXPECT_EQ(Line(Charset::kUtf8).add("ß").pad(3).add("|").text(Look::Colour::kOff), "ß  |");
  EXPECT_EQ(Line(Charset::kUtf8).add("web").pad(2).length(), 3U);
}

}  // namespace
}  // namespace fettle::cli
