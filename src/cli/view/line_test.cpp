#include "cli/view/line.hpp"

#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

TEST(Line, ColoursItsPiecesOnlyWhereColourIsOn) {
  Line line(Charset::kUtf8);
  line.add("web01", Tone::kStrong).add(" failed", Tone::kBad);
  EXPECT_EQ(line.text(TerminalStyle::Colour::kOff), "web01 failed");
  EXPECT_EQ(line.text(TerminalStyle::Colour::kOn), "\x1b[1mweb01\x1b[0m\x1b[31m failed\x1b[0m");
}

TEST(Line, WhatIsAddedCannotColourTheRest) {
  EXPECT_EQ(Line(Charset::kUtf8).add("\x1b[31mweb01").text(TerminalStyle::Colour::kOn),
            "^[[31mweb01");
}

TEST(Line, IsCutAcrossItsPieces) {
  Line line(Charset::kUtf8);
  line.add("größe").add("12345").add("x");
  EXPECT_EQ(Line(line).cut_to(11).text(TerminalStyle::Colour::kOff), "größe12345x");
  EXPECT_EQ(Line(line).cut_to(10).text(TerminalStyle::Colour::kOff), "größe1234…");
  EXPECT_EQ(Line(line).cut_to(7).text(TerminalStyle::Colour::kOff), "größe1…");
  EXPECT_EQ(Line(line).cut_to(5).text(TerminalStyle::Colour::kOff), "größ…");
  EXPECT_EQ(Line(line).cut_to(0).text(TerminalStyle::Colour::kOff), "");
}

TEST(Line, IsPaddedToAColumn) {
  EXPECT_EQ(Line(Charset::kUtf8).add("ß").pad(3).add("|").text(TerminalStyle::Colour::kOff),
            "ß  |");
  EXPECT_EQ(Line(Charset::kUtf8).add("web").pad(2).length(), 3U);
}

}  // namespace
}  // namespace fettle::cli
