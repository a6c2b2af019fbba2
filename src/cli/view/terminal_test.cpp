#include "cli/view/terminal.hpp"

#include <gtest/gtest.h>

#include <map>

namespace fettle::cli {
namespace {

constexpr int kNoTerminal = -1;

Terminal look(std::map<std::string, std::string> variables) {
  return look_at_terminal(kNoTerminal, [variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  });
}

TEST(Terminal, WhatIsNoTerminalIsNotDrawnOn) {
  EXPECT_FALSE(look({{"TERM", "xterm-256color"}}).can_redraw);
}

TEST(Terminal, NoColorWithAnyValueTurnsColourOff) {
  EXPECT_EQ(look({}).look.colour, TerminalStyle::Colour::kOn);
  EXPECT_EQ(look({{"NO_COLOR", ""}}).look.colour, TerminalStyle::Colour::kOn);
  EXPECT_EQ(look({{"NO_COLOR", "0"}}).look.colour, TerminalStyle::Colour::kOff);
}

TEST(Terminal, TheFirstLocaleVariableThatIsSetDecidesTheCharset) {
  EXPECT_EQ(look({}).look.charset, Charset::kAscii);
  EXPECT_EQ(look({{"LANG", "de_DE.UTF-8"}}).look.charset, Charset::kUtf8);
  EXPECT_EQ(look({{"LANG", "C.utf8"}}).look.charset, Charset::kUtf8);
  EXPECT_EQ(look({{"LC_ALL", "C"}, {"LANG", "de_DE.UTF-8"}}).look.charset, Charset::kAscii);
}

TEST(Terminal, UnknownSizeIs80By24) {
  const auto size = look({}).size();
  EXPECT_EQ(size.columns, 80);
  EXPECT_EQ(size.rows, 24);
}

}  // namespace
}  // namespace fettle::cli
