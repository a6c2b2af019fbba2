// The liar: a target whose answers are well-formed and stale, of another attempt, cut, or out of
// order. It knows what it was asked before, not the challenge of what is asked now, and mangles the
// true answer on its way. Whatever is believed must be what the true receipt says, line by line.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sim/dice.hpp"
#include "transport/receipts/answer.hpp"

namespace fettle::sim {
namespace {

using transport::Challenge;
using transport::Status;

using Lines = std::vector<std::string>;

/// What a receipt makes an honest target say.
Lines honest_words(Dice& dice) {
  const std::string boot = fmt::format("boot-{}", dice.between(1, 3));
  switch (dice.between(1, 4)) {
    case 1:
      return {"never " + boot};
    case 2:
      return {"started " + boot, "alive", fmt::format("gone {} {}", boot, boot)};
    case 3:
      return {"started " + boot, "ending", "left 4711 root sh", "unended"};
    default:
      return {"started " + boot, "alive",
              fmt::format("exited {} {} boot-3", dice.between(0, 255), boot)};
  }
}

Lines marked(const Lines& words, const Challenge& challenge, std::string_view attempt) {
  Lines lines;
  for (const auto& each : words)
    lines.push_back(
        fmt::format("@@fettle {}-{} {} {} .", challenge.proof(), lines.size() + 1, attempt, each));
  return lines;
}

class Liar {
 public:
  explicit Liar(Dice& dice) : dice_(dice) {}

  Lines mangle(Lines lines) {
    const Lines honest = lines;
    for (int lies = dice_.between(1, 3); lies > 0; --lies) lie(lines);
    overheard_.insert(overheard_.end(), honest.begin(), honest.end());
    return lines;
  }

 private:
  std::size_t any(const Lines& lines) {
    return static_cast<std::size_t>(dice_.between(0, static_cast<int>(lines.size()) - 1));
  }
  void lie(Lines& lines) {
    if (lines.empty()) return;
    const auto at = any(lines);
    switch (dice_.between(1, 5)) {
      case 1:  // stale, or of another attempt
        if (!overheard_.empty())
          lines.insert(lines.begin() + std::ptrdiff_t(at), overheard_[any(overheard_)]);
        break;
      case 2:
        lines[at].resize(any(Lines(lines[at].size() + 1)));
        break;
      case 3:
        std::swap(lines[at], lines[any(lines)]);
        break;
      case 4:
        lines.erase(lines.begin() + std::ptrdiff_t(at));
        break;
      default:
        lines.insert(lines.begin() + std::ptrdiff_t(at), std::string(lines[any(lines)]));
    }
  }

  Dice& dice_;
  Lines overheard_;
};

std::string told(const Status& status) {
  return fmt::format("{} {} {} {} {}", int(status.kind), status.exit_status, status.boot,
                     status.now, status.message);
}

TEST(Liar, NothingIsBelievedThatTheReceiptDoesNotSay) {
  int believed = 0;
  int disbelieved = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    Dice dice(seed);
    Liar liar(dice);
    for (int request = 0; request < 6; ++request) {
      const Challenge challenge(dice.bits());
      const std::string attempt = fmt::format("s1-{}", dice.between(1, 2));
      const Lines words = honest_words(dice);
      Lines truth;
      for (const auto& each : words)
        if (const auto status = transport::parse_status(each)) truth.push_back(told(*status));
      transport::StatusReader reader(challenge, attempt);
      std::size_t next = 0;
      for (const auto& line : liar.mangle(marked(words, challenge, attempt))) {
        const auto status = reader.read(line);
        if (!status) {
          ++disbelieved;
          continue;
        }
        ASSERT_LT(next, truth.size()) << "seed " << seed << ": " << line;
        ASSERT_EQ(told(*status), truth[next++]) << "seed " << seed << ": " << line;
        ++believed;
      }
    }
  }
  EXPECT_GT(believed, 1000);
  EXPECT_GT(disbelieved, 1000);
}

/// What is told of commands that ran one after the other: exit statuses and output.
std::string told_of(const Challenge& challenge, std::size_t ends, const Lines& lines) {
  transport::EndReader reader(challenge, ends);
  std::string told;
  for (const auto& line : lines)
    reader.feed(
        line + "\n", [&](std::string_view output) { told += output; },
        [&](int status) { told += fmt::format("<{}>", status); });
  return told;
}

TEST(Liar, NoEndOfACommandIsBelievedBeforeAllThatCameBeforeIt) {
  int cut_short = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    Dice dice(seed);
    Liar liar(dice);
    for (int request = 0; request < 6; ++request) {
      const Challenge challenge(dice.bits());
      Lines lines;
      std::string truth;
      for (int command = 1; command <= 3; ++command) {
        const int status = dice.between(0, 255);
        lines.push_back(
            fmt::format("@@fettle {}-{} ended {} .", challenge.proof(), command, status));
        truth += fmt::format("<{}>", status);
      }
      std::string told = told_of(challenge, 3, liar.mangle(lines));
      // What is stale, or no line of ours any more, is output.
      std::string ends;
      for (std::size_t at = 0; (at = told.find('<', at)) != std::string::npos; ++at)
        ends += told.substr(at, told.find('>', at) + 1 - at);
      ASSERT_TRUE(truth.starts_with(ends)) << "seed " << seed << ": " << told;
      if (ends != truth) ++cut_short;
    }
  }
  EXPECT_GT(cut_short, 1000);
}

}  // namespace
}  // namespace fettle::sim
