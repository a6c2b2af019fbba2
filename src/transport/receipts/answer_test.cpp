#include "transport/receipts/answer.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "transport/receipts/script.hpp"

namespace fettle::transport {
namespace {

using Kind = Status::Kind;

TEST(Status, ExitTellsStatusAndBothBoots) {
  const auto status = parse_status("a1", "@@fettle a1 exited 3 boot-1 boot-2");
  ASSERT_TRUE(status);
  EXPECT_EQ(status->kind, Kind::kExited);
  EXPECT_EQ(status->exit_status, 3);
  EXPECT_EQ(status->boot, "boot-1");
  EXPECT_EQ(status->now, "boot-2");
  EXPECT_FALSE(status->output_lost);
}

TEST(Status, ExitMayTellThatOutputWasLost) {
  EXPECT_TRUE(parse_status("a1", "@@fettle a1 exited 0 b b lost")->output_lost);
}

TEST(Status, NoiseBeforeItOnTheLineDoesNotMatter) {
  EXPECT_EQ(parse_status("a1", "lecture@@fettle a1 started boot")->kind, Kind::kStarted);
}

TEST(Status, OtherLinesAreNone) {
  EXPECT_FALSE(parse_status("a1", "sudo: a password is required"));
  EXPECT_FALSE(parse_status("a1", "@@fettle a2 started boot"));
  EXPECT_FALSE(parse_status("a1", "@@fettle a1 "));
  EXPECT_FALSE(parse_status("a1", "@@fettle a1 exited none b b"));
  EXPECT_FALSE(parse_status("a1", "@@fettle a1 exited 3"));
  EXPECT_FALSE(parse_status("a1", "@@fettle a1 alive"));
}

TEST(Status, UnwritableBringsItsReason) {
  EXPECT_EQ(parse_status("a1", "@@fettle a1 unwritable /root/.fettle/a1: No space left")->message,
            "/root/.fettle/a1: No space left");
  EXPECT_EQ(parse_status("a1", "@@fettle a1 unwritable")->message, "");
}

TEST(NoShell, SaysWhatTheTargetSaidAndTheWayOutOfSudosRefusal) {
  EXPECT_EQ(why_no_shell(kShell, "This account is closed\n\n"),
            "no shell could be started there: This account is closed");
  EXPECT_EQ(why_no_shell(kShell, ""), "no shell could be started there: it said nothing");
  EXPECT_EQ(why_no_shell(kRootShell, "sudo: a password is required\n"),
            "no shell could be started there as root: sudo: a password is required; install sudo "
            "there and give this account NOPASSWD in sudoers, or set `become: false`");
}

TEST(LineReader, LinesMayComeInPieces) {
  LineReader reader;
  std::vector<std::string> lines;
  for (const char* piece : {"on", "e\ntwo\nth", "ree"})
    reader.feed(piece, [&](std::string_view line) { lines.emplace_back(line); });
  EXPECT_EQ(lines, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(reader.rest(), "three");
}

TEST(LineReader, EndlessLineTakesBoundedMemory) {
  LineReader reader;
  for (int i = 0; i < 100; ++i) reader.feed(std::string(1000, 'x'), [](std::string_view) {});
  EXPECT_EQ(reader.rest().size(), 4096U);
}

TEST(MarkerReader, WhatComesBeforeIsNoiseAndAfterIsOutput) {
  MarkerReader reader;
  EXPECT_EQ(reader.feed("Welcome\n@@fet"), "");
  EXPECT_FALSE(reader.found());
  EXPECT_EQ(reader.feed("tle 4711\nout"), "out");
  EXPECT_EQ(reader.pid(), 4711);
  EXPECT_EQ(reader.noise(), "Welcome\n");
  EXPECT_EQ(reader.feed("@@fettle 1\n"), "@@fettle 1\n");
}

TEST(MarkerReader, NoiseWithoutALineBreakAndWithoutEndIsBounded) {
  MarkerReader reader;
  for (int i = 0; i < 100; ++i) EXPECT_EQ(reader.feed(std::string(1000, 'x')), "");
  EXPECT_LE(reader.noise().size(), 8192U);
  EXPECT_EQ(reader.feed("@@fettle 7\nout"), "out");
}

/// The places that a stream of a receipt's output was given.
struct Places {
  explicit Places(std::int64_t offset) : output(offset) {}
  void feed(std::string_view bytes) {
    output.feed(bytes, [this](std::int64_t offset, std::string_view part) {
      if (offset != next) jumps.push_back(offset);
      next = offset + std::ssize(part);
      text += part;
    });
  }
  ReceiptOutput output;
  std::int64_t next = 0;
  std::vector<std::int64_t> jumps;
  std::string text;
};

TEST(ReceiptOutput, SmallOutputFollowsOn) {
  Places places(0);
  places.feed("hello");
  places.feed(" world");
  EXPECT_EQ(places.text, "hello world");
  EXPECT_TRUE(places.jumps.empty());
  EXPECT_EQ(places.output.total(), 11);
}

TEST(ReceiptOutput, TailStandsAtTheEndOfAllBytes) {
  Places places(0);
  places.feed(std::string(kHeadBytes, 'h') + "30000");
  places.feed("00 3\nend");
  EXPECT_EQ(places.output.total(), 3'000'000);
  EXPECT_EQ(places.jumps, std::vector<std::int64_t>{2'999'997});
  EXPECT_EQ(places.next, 3'000'000);
}

TEST(ReceiptOutput, OutputJustBeyondTheHeadHasNoJump) {
  Places places(0);
  places.feed(std::string(kHeadBytes, 'h') + "524291 3\nend");
  EXPECT_TRUE(places.jumps.empty());
  EXPECT_EQ(places.next, kHeadBytes + 3);
}

TEST(ReceiptOutput, FollowingFromBeyondTheHeadStartsWithTheAnnouncement) {
  Places places(2'000'000);
  places.next = 2'000'000;
  places.feed("3000000 3\nend");
  EXPECT_EQ(places.jumps, std::vector<std::int64_t>{2'999'997});
}

TEST(AttemptId, OnlyWhatIsSafeAsAFolderName) {
  EXPECT_TRUE(is_attempt_id("01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4"));
  EXPECT_TRUE(is_attempt_id(std::string(64, 'a')));
  EXPECT_FALSE(is_attempt_id(std::string(65, 'a')));
  for (const char* bad : {"", ".", "..", "-rf", "a/b", "a b", "a\n", "$(x)", "a'b"})
    EXPECT_FALSE(is_attempt_id(bad)) << bad;
}

TEST(Refusal, NulAndBadNamesNeverReachAShell) {
  EXPECT_EQ(refusal("true", {{"PASS_WORD", "x"}}), "");
  EXPECT_NE(refusal(std::string_view("a\0b", 3), {}), "");
  EXPECT_NE(refusal("true", {{"A", std::string("a\0b", 3)}}), "");
  for (const char* bad : {"", "1A", "A-B", "A B", "A=B", "$(x)"})
    EXPECT_NE(refusal("true", {{bad, "x"}}), "") << bad;
}

TEST(ForgetScript, NamesThatAreNoAttemptsAreLeftOut) {
  const std::string script = forget_script({"good-1", "../../etc", "", "-rf"});
  EXPECT_NE(script.find("good-1"), std::string::npos);
  EXPECT_EQ(script.find("etc"), std::string::npos);
}

}  // namespace
}  // namespace fettle::transport
