// For the tests of the views: a run told in short sentences, and a terminal that remembers what it
// was made to show.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "base/utf8.hpp"
#include "cli/view/outline.hpp"
#include "cli/view/screen.hpp"
#include "ports/observer.hpp"

namespace fettle::cli {

/// 2026-03-28T12:00:00Z and so many seconds.
inline Instant at(int seconds) {
  return Instant{1'774'699'200'000} + std::chrono::seconds(seconds);
}

/// Targets web001, web002, ... in one wave, and the steps Check, Install and Restart.
inline RunOutline outline_of(int targets) {
  RunOutline outline{.batch = "0195", .name = "Monthly patches"};
  for (int i = 1; i <= targets; ++i) outline.targets.push_back(fmt::format("web{:03}", i));
  outline.waves = {{.name = "all", .first = 0, .count = targets, .parallelism = targets}};
  outline.steps = {"Check", "Install", "Restart"};
  outline.rollback_steps = {"Restore"};
  return outline;
}

/// Tells an observer what happens, in the words of the event.
class Teller {
 public:
  Teller(ports::Observer& observer, const RunOutline& outline)
      : observer_(observer), labels_(outline.targets) {}

  struct Of {
    int target = -1;
    int step = -1;
    bool recheck = false;
    std::string stage = "steps";
  };

  void batch(int second, engine::EventKind kind, std::string status, std::string message = "") {
    auto event = engine::earlier_event(kind, std::move(message));
    event.at = at(second);
    event.status = std::move(status);
    observer_.occurred({.batch = "0195"}, ++number_, event);
  }

  void session(int second, const Of& of, engine::EventKind kind, std::string status,
               std::string message = "") {
    const auto id = session_id(of);
    auto event = engine::earlier_event(kind, std::move(message));
    event.at = at(second);
    event.stage = of.stage;
    event.step = of.step;
    event.status = std::move(status);
    observer_.occurred(place(of, id), ++number_, event);
  }

  void output(const Of& of, std::string_view text, std::int64_t offset = 0) {
    const auto id = session_id(of);
    observer_.output(place(of, id), of.step, offset, text);
  }

  /// The step runs from one second to the other, and writes `text`.
  void step(int begin, int end, const Of& of, std::string_view text = "",
            std::string status = "completed", std::string message = "") {
    using enum engine::EventKind;
    session(begin, of, kStepStarted, "running");
    if (!text.empty()) output(of, text);
    session(end, of, kStepEnded, std::move(status), std::move(message));
  }

 private:
  static std::string session_id(const Of& of) {
    return fmt::format("{}{}", of.recheck ? "recheck" : "session", of.target + 1);
  }
  ports::Place place(const Of& of, std::string_view session) const {
    return {"0195", session, labels_.at(static_cast<std::size_t>(of.target)), of.target,
            of.recheck};
  }

  ports::Observer& observer_;
  std::vector<std::string> labels_;
  std::int64_t number_ = 0;
};

/// Carries out what Screen writes. What it doesn't know is a failed check: a sequence that comes
/// from elsewhere is found. Narrowing breaks no lines, as on most terminals it would.
class FakeTerminal {
 public:
  explicit FakeTerminal(ScreenSize size) : size_(size) {}

  void write(std::string_view text) {
    while (!text.empty()) {
      if (text[0] == '\x1b') {
        text.remove_prefix(escape(text));
      } else if (text[0] == '\n' || text[0] == '\r') {
        if (text[0] == '\n') ++row_;
        column_ = 0;
        text.remove_prefix(1);
      } else {
        const auto size = std::min(text.find_first_of("\x1b\n\r"), text.size());
        for (const auto point : utf8::split(text.substr(0, size))) put(point);
        text.remove_prefix(size);
      }
      while (row_ >= cells_.size()) cells_.emplace_back();
    }
  }

  /// All lines ever shown, those that scrolled off included, joined by line breaks.
  std::string text() const {
    std::string text;
    for (const auto& row : cells_) {
      std::string line;
      for (const auto& cell : row) line += cell;
      text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text.substr(0, text.find_last_not_of('\n') + 1);
  }
  std::size_t rows() const { return cells_.size(); }

 private:
  using Row = std::vector<std::string>;

  std::size_t escape(std::string_view text) {
    const auto end = text.find_first_of("AKJmhl");
    FETTLE_CHECK(text.starts_with("\x1b[") && end != std::string_view::npos);
    if (text[end] == 'A') {
      const auto up = static_cast<std::size_t>(std::stoi(std::string(text.substr(2))));
      const auto top = row_ + 1 - std::min(row_ + 1, static_cast<std::size_t>(size_.rows));
      row_ = std::max(top, row_ - std::min(row_, up));
    } else if (text[end] == 'K' || text[end] == 'J') {
      cells_[row_].resize(std::min(cells_[row_].size(), column_));
      if (text[end] == 'J') cells_.resize(row_ + 1);
    } else if (text[end] != 'm') {
      const auto sequence = text.substr(0, end + 1);
      FETTLE_CHECK(sequence == "\x1b[?7l" || sequence == "\x1b[?7h");
      wraps_ = text[end] == 'h';
    }
    return end + 1;
  }

  void put(std::string_view point) {
    const auto width = static_cast<std::size_t>(size_.columns);
    FETTLE_CHECK(wraps_ || column_ < width);
    auto& row = cells_[row_];
    if (row.size() <= column_) row.resize(column_ + 1, " ");
    row[column_++] = std::string(point);
  }

  ScreenSize size_;
  std::vector<Row> cells_{1};
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  bool wraps_ = true;
};

}  // namespace fettle::cli
