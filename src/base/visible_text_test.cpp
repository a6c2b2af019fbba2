#include "base/visible_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/json.hpp"

namespace fettle {
namespace {

TEST(VisibleText, LettersOfEveryScriptStay) {
  const std::string text = "Größe 3 µs ✓ Привет مرحبا שלום नमस्ते 한국어 ไทย 日本語 ⚠️ ❤️\tx\n";
  EXPECT_EQ(visible_text(text), text);
  EXPECT_FALSE(find_hidden(text));
}

TEST(VisibleText, ControlsAreInCaretNotation) {
  EXPECT_EQ(visible_text("a\x1B[31m\rb\x07\x7F"), "a^[[31m^Mb^G^?");
  EXPECT_EQ(visible_text(std::string_view("\0x", 2)), "^@x");
}

TEST(VisibleText, WhatUnicodeHidesIsShownByItsNumber) {
  EXPECT_EQ(visible_text("a\u202Eb\u2066c\u200Bd\uFEFFe\u061Cf\u00ADg"),
            "a\\u{202e}b\\u{2066}c\\u{200b}d\\u{feff}e\\u{61c}f\\u{ad}g");
  EXPECT_EQ(visible_text("\u0085\u009B\U000E0041\u2028"), "\\u{85}\\u{9b}\\u{e0041}\\u{2028}");
}

TEST(VisibleText, SelectorThatBelongsToNoSymbolIsShown) {
  EXPECT_EQ(visible_text("rm x\uFE0F"), "rm x\\u{fe0f}");
  EXPECT_EQ(visible_text("⚠\uFE0F\uFE0E"), "⚠\uFE0F\\u{fe0e}");
}

TEST(VisibleText, BytesThatAreNoUtf8AreShown) {
  EXPECT_EQ(visible_text("a\xFF\xE2\x82z"), "a\\xff\\xe2\\x82z");
}

TEST(VisibleLine, IsOneLine) { EXPECT_EQ(visible_line("a\nb\tc\rd"), "a^Jb c^Md"); }

TEST(VisibleText, NothingHiddenIsLeftWhateverTheBytes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{'a', static_cast<char>(first), static_cast<char>(second), 'b'};
      ASSERT_FALSE(find_hidden(visible_text(text))) << first << ' ' << second;
    }
  }
}

TEST(NamePoint, IsWhatAPersonCanLookUp) {
  EXPECT_EQ(name_point("\x1B"), "U+001B ESCAPE");
  EXPECT_EQ(name_point("\u202E"), "U+202E RIGHT-TO-LEFT OVERRIDE");
  EXPECT_EQ(name_point("\x7F"), "U+007F DELETE");
  EXPECT_EQ(name_point("\xFF"), "the byte FF");
}

TEST(VisibleJson, EscapesAndMeansTheSame) {
  const std::string text = "a\u202E\u0085\x7F\U000E0041\x1Bz";
  const auto json = to_json(text);
  EXPECT_EQ(json, R"("a\u202e\u0085\u007f\udb40\udc41\u001bz")");
  EXPECT_EQ(from_json<std::string>(json), text);
}

TEST(VisibleJson, DigestsAreMadeOfWhatNeverChanges) {
  EXPECT_EQ(to_canonical_json(std::string("a\u202E")), "\"a\u202E\"");
}

}  // namespace
}  // namespace fettle
