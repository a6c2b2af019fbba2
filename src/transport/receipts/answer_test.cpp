#include "transport/receipts/answer.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "transport/receipts/script.hpp"

namespace fettle::transport {
namespace {

using Kind = Status::Kind;

const Challenge kAsked(0x1234'5678'9abc'def0);
const std::string kMark = "@@fettle " + kAsked.proof();

std::optional<Status> first_of(const std::string& line) {
  return StatusReader(kAsked, "a1").read(line);
}

TEST(Challenge, ProofDoesNotStandInTheTextAndDiffersByRequest) {
  EXPECT_EQ(kAsked.gate().find(kAsked.proof()), std::string::npos);
  EXPECT_NE(kAsked.proof(), Challenge(1).proof());
  EXPECT_NE(Challenge(0).proof(), Challenge(1ULL << 40U).proof());
}

TEST(Status, ExitTellsStatusAndBothBoots) {
  const auto status = parse_status("exited 3 boot-1 boot-2");
  ASSERT_TRUE(status);
  EXPECT_EQ(status->kind, Kind::kExited);
  EXPECT_EQ(status->exit_status, 3);
  EXPECT_EQ(status->boot, "boot-1");
  EXPECT_EQ(status->now, "boot-2");
  EXPECT_FALSE(status->output_lost);
}

TEST(Status, ExitMayTellThatOutputWasLost) {
  EXPECT_TRUE(parse_status("exited 0 b b lost")->output_lost);
}

TEST(Status, NumbersBeyondAShellsAndBootsOfAnyLengthAreNone) {
  for (const char* forged : {"exited 256 b b", "exited -1 b b", "exited 99999999999999999999 b b",
                             "exited 3", "exited none b b", "exited 0 b/../c b", "left -4 root sh",
                             "left 99999999999 root sh", "left 1", "started", "alive", ""})
    EXPECT_FALSE(parse_status(forged)) << forged;
  EXPECT_FALSE(parse_status("gone " + std::string(65, 'b') + " b"));
}

TEST(Status, LeftSaysWhoLivesOn) {
  EXPECT_EQ(parse_status("left 4711 root sh")->message, "sh as root, pid 4711");
}

TEST(Status, UnwritableBringsItsReason) {
  EXPECT_EQ(parse_status("unwritable /root/.fettle/a1: No space left")->message,
            "/root/.fettle/a1: No space left");
  EXPECT_EQ(parse_status("unwritable")->message, "");
}

TEST(StatusReader, LinesInTheirOrderAreBelieved) {
  StatusReader reader(kAsked, "a1");
  EXPECT_EQ(reader.read("lecture" + kMark + "-1 a1 started b .")->kind, Kind::kStarted);
  EXPECT_FALSE(reader.read("sudo: a password is required"));
  EXPECT_FALSE(reader.read(kMark + "-2 a1 alive ."));
  EXPECT_EQ(reader.read(kMark + "-3 a1 exited 0 b b .")->kind, Kind::kExited);
  EXPECT_FALSE(reader.read(kMark + "-4 a1 exited 1 b b .")) << "all was said";
}

TEST(StatusReader, LinesOfAnotherRequestOrAttemptAreNot) {
  EXPECT_FALSE(first_of("@@fettle " + Challenge(1).proof() + "-1 a1 never b ."));
  EXPECT_FALSE(first_of(kMark + "-1 a2 never b ."));
  EXPECT_FALSE(first_of("@@fettle a1 never b"));
}

TEST(StatusReader, NothingIsBelievedAfterALineThatIsCutOrOutOfOrder) {
  for (const std::string bad :
       {"-1 a1 exited 1", "-2 a1 never b .", "-1 a1 exited 0 b b .", "-0 a1 never b ."}) {
    StatusReader reader(kAsked, "a1");
    EXPECT_FALSE(reader.read(kMark + bad)) << bad;
    EXPECT_FALSE(reader.read(kMark + "-1 a1 never b .")) << bad;
    EXPECT_FALSE(reader.read(kMark + "-2 a1 never b .")) << bad;
  }
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

TEST(LineReader, MoreThanAnybodySaysIsAFlood) {
  LineReader reader;
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(reader.flooded() && i < 4);
    reader.feed(std::string(1 << 20, '\n'), [](std::string_view) {});
  }
  EXPECT_TRUE(reader.flooded());
}

TEST(MarkerReader, WhatComesBeforeIsNoiseAndAfterIsOutput) {
  MarkerReader reader(kAsked);
  EXPECT_EQ(reader.feed("Welcome\n@@fet"), "");
  EXPECT_FALSE(reader.found());
  EXPECT_EQ(reader.feed(kMark.substr(5) + " 4711\nout"), "out");
  EXPECT_EQ(reader.pid(), 4711);
  EXPECT_EQ(reader.noise(), "Welcome\n");
  EXPECT_EQ(reader.feed("@@fettle 1\n"), "@@fettle 1\n");
}

TEST(MarkerReader, MarkersOfOtherRequestsAndForgedNumbersAreNone) {
  MarkerReader reader(kAsked);
  for (const std::string& forged :
       {std::string("@@fettle 7"), "@@fettle " + Challenge(1).proof() + " 7", kMark + " 0",
        kMark + " -7", kMark + " 99999999999999999999"})
    EXPECT_EQ(reader.feed(forged + "\nout"), "") << forged;
  EXPECT_FALSE(reader.found());
}

TEST(MarkerReader, NoiseWithoutALineBreakAndWithoutEndIsBounded) {
  MarkerReader reader(kAsked);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(reader.feed(std::string(1000, 'x')), "");
  EXPECT_LE(reader.noise().size(), 8192U);
  EXPECT_EQ(reader.feed(kMark + " 7\nout"), "out");
}

// A bug that was: each line break searched all that had come before it.
TEST(MarkerReader, LineBreaksWithoutEndAreAFloodThatIsSoonOver) {
  MarkerReader reader(kAsked);
  for (int i = 0; i < 5 && !reader.flooded(); ++i) reader.feed(std::string(1 << 20, '\n'));
  EXPECT_TRUE(reader.flooded());
  EXPECT_LE(reader.noise().size(), 8192U);
}

/// What was told of the output of three commands that ran one after the other.
struct Ends {
  void feed(std::string_view bytes) {
    reader.feed(
        bytes, [this](std::string_view output) { told += output; },
        [this](int status) { told += "<" + std::to_string(status) + ">"; });
  }
  EndReader reader{kAsked, 2};
  std::string told;
};

const std::string kThree = "one\n" + kMark + "-1 ended 0 .\ntwo, no line" + kMark +
                           "-2 ended 3 .\n" + kMark + "-3 ended 0 .\n@@fett";

TEST(EndReader, CutsTheOutputWhereACommandHasEndedWhateverItsPieces) {
  for (std::size_t piece = 1; piece <= kThree.size(); ++piece) {
    Ends ends;
    for (std::size_t at = 0; at < kThree.size(); at += piece) ends.feed(kThree.substr(at, piece));
    EXPECT_EQ(ends.told, "one\n<0>two, no line<3>" + kMark + "-3 ended 0 .\n@@fett") << piece;
    EXPECT_FALSE(ends.reader.is_over());
  }
}

TEST(EndReader, LineOfAnotherRequestIsOutput) {
  const std::string stale = "@@fettle " + Challenge(1).proof() + "-1 ended 0 .\n";
  Ends ends;
  ends.feed(stale);
  EXPECT_EQ(ends.told, stale);
  EXPECT_FALSE(ends.reader.is_over());
}

TEST(EndReader, NothingIsBelievedAfterALineThatIsCutOrOutOfOrder) {
  for (const std::string bad : {"-2 ended 0 .", "-0 ended 0 .", "-1 ended 0", "-1 ended 256 .",
                                "-1 ended -1 .", "-1 exited 0 .", "-1 ended 0 . .", "-"}) {
    Ends ends;
    ends.feed("out" + kMark + bad + "\n" + kMark + "-1 ended 0 .\n");
    EXPECT_TRUE(ends.reader.is_over()) << bad;
    EXPECT_EQ(ends.told, "out") << bad;
  }
}

TEST(EndReader, LineWithoutEndIsNotWaitedFor) {
  Ends ends;
  ends.feed(kMark + "-1 ended 0 " + std::string(200, ' '));
  EXPECT_TRUE(ends.reader.is_over());
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

TEST(ReceiptOutput, ForgedAnnouncementsGiveNoPlace) {
  for (const char* forged : {"9223372036854775807 -9223372036854775808", "-1 -9223372036854775807",
                             "9223372036854775807 3", "3000000 99999999", "600000 524288", "x y",
                             "3000000", "99999999999999999999 1"}) {
    Places places(0);
    places.feed(std::string(kHeadBytes, 'h') + forged + "\nend");
    EXPECT_EQ(places.text.size(), static_cast<std::size_t>(kHeadBytes)) << forged;
    EXPECT_EQ(places.output.total(), kHeadBytes) << forged;
  }
}

TEST(ReceiptOutput, BytesBeyondWhatWasAnnouncedAreLeftOut) {
  Places places(0);
  places.feed(std::string(kHeadBytes, 'h') + "3000000 3\nend and more");
  EXPECT_EQ(places.text.size(), static_cast<std::size_t>(kHeadBytes) + 3);
  EXPECT_EQ(places.output.total(), 3'000'000);
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
  const std::string script = forget_script(kAsked, {"good-1", "../../etc", "", "-rf"});
  EXPECT_NE(script.find("good-1"), std::string::npos);
  EXPECT_EQ(script.find("../etc"), std::string::npos);
}

}  // namespace
}  // namespace fettle::transport
