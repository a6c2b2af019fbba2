#include "core/review/line_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ranges>
#include <span>
#include <vector>

namespace fettle::review {
namespace {

constexpr std::size_t kContext = 3;
constexpr int kEditsMax = 200;

using Lines = std::vector<std::string_view>;

enum class Edit : char { kKeep = ' ', kDelete = '-', kInsert = '+' };

/// Lines with their line breaks, so that a missing one at the end is a difference.
Lines split_lines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end == text.npos ? end : end + 1));
    text.remove_prefix(lines.back().size());
  }
  return lines;
}

/// How far down `before` each diagonal (line of `before` minus line of `after`) reaches.
class Reach {
 public:
  int& operator[](int diagonal) { return x_[index(diagonal)]; }
  int operator[](int diagonal) const { return x_[index(diagonal)]; }

  /// Whether the best way to a diagonal in round `d` is by an insertion.
  bool inserts(int diagonal, int d) const {
    if (diagonal == -d) return true;
    return diagonal != d && (*this)[diagonal - 1] < (*this)[diagonal + 1];
  }

 private:
  static std::size_t index(int diagonal) {
    const int place = diagonal + kEditsMax + 1;
    return static_cast<std::size_t>(place);
  }
  std::array<int, (2 * kEditsMax) + 3> x_{};
};

using LineSpan = std::span<const std::string_view>;

/// Myers, "An O(ND) difference algorithm and its variations" (1986), figure 2: the state before
/// each round. Empty when the texts are more than kEditsMax edits apart.
std::vector<Reach> search(LineSpan before, LineSpan after) {
  const auto same = [&](int x, int y) {
    const auto i = static_cast<std::size_t>(x);
    const auto j = static_cast<std::size_t>(y);
    return i < before.size() && j < after.size() && before[i] == after[j];
  };
  std::vector<Reach> rounds;
  Reach reach;
  for (int d = 0; d <= kEditsMax; ++d) {
    rounds.push_back(reach);
    for (int k = -d; k <= d; k += 2) {
      int x = reach.inserts(k, d) ? reach[k + 1] : reach[k - 1] + 1;
      while (same(x, x - k)) ++x;
      reach[k] = x;
      const bool done = x >= std::ssize(before) && x - k >= std::ssize(after);
      if (done) return rounds;
    }
  }
  return {};
}

/// Walks the rounds back from the ends of both texts.
std::vector<Edit> trace(const std::vector<Reach>& rounds, int x, int y) {
  std::vector<Edit> edits;
  for (int d = static_cast<int>(rounds.size()) - 1; d >= 0; --d) {
    const auto& reach = rounds[static_cast<std::size_t>(d)];
    const int k = x - y;
    const bool insertion = reach.inserts(k, d);
    const int from = insertion ? k + 1 : k - 1;
    const int from_x = d == 0 ? 0 : reach[from];
    const int from_y = d == 0 ? 0 : from_x - from;
    for (; x > from_x && y > from_y; --x, --y) edits.push_back(Edit::kKeep);
    if (d > 0) edits.push_back(insertion ? Edit::kInsert : Edit::kDelete);
    x = from_x;
    y = from_y;
  }
  std::ranges::reverse(edits);
  return edits;
}

/// What turns `before` into `after`. Equal lines at both ends never reach the search.
std::vector<Edit> edits_between(LineSpan before, LineSpan after) {
  const auto shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
    ++tail;
  }
  const auto old_part = before.subspan(head, before.size() - head - tail);
  const auto new_part = after.subspan(head, after.size() - head - tail);
  std::vector<Edit> edits(head, Edit::kKeep);
  const auto rounds = search(old_part, new_part);
  if (rounds.empty()) {
    edits.insert(edits.end(), old_part.size(), Edit::kDelete);
    edits.insert(edits.end(), new_part.size(), Edit::kInsert);
  } else {
    const auto middle =
        trace(rounds, static_cast<int>(old_part.size()), static_cast<int>(new_part.size()));
    edits.insert(edits.end(), middle.begin(), middle.end());
  }
  edits.insert(edits.end(), tail, Edit::kKeep);
  return edits;
}

/// Writes hunk after hunk; knows which line of either text comes next.
class Writer {
 public:
  Writer(LineSpan before, LineSpan after) : before_(before), after_(after) {}

  void skip(std::size_t lines) {
    old_ += lines;
    new_ += lines;
  }

  void write(std::span<const Edit> hunk) {
    const auto count = [&](Edit other) {
      return static_cast<std::size_t>(
          std::ranges::count_if(hunk, [&](Edit e) { return e != other; }));
    };
    // A side without lines names the line before it.
    const auto range = [](std::size_t first, std::size_t size) {
      return fmt::format("{},{}", size == 0 ? first : first + 1, size);
    };
    text_ += fmt::format("@@ -{} +{} @@\n", range(old_, count(Edit::kInsert)),
                         range(new_, count(Edit::kDelete)));
    for (const auto edit : hunk) {
      const auto line = edit == Edit::kInsert ? after_[new_] : before_[old_];
      if (edit != Edit::kInsert) ++old_;
      if (edit != Edit::kDelete) ++new_;
      text_ += static_cast<char>(edit);
      text_ += line;
      if (!line.ends_with('\n')) text_ += "\n\\ No newline at end of file\n";
    }
  }

  std::string text() && { return std::move(text_); }

 private:
  LineSpan before_;
  LineSpan after_;
  std::size_t old_ = 0;
  std::size_t new_ = 0;
  std::string text_;
};

/// First index from `from` on that is a change, or the end.
std::size_t next_change(std::span<const Edit> edits, std::size_t from) {
  while (from < edits.size() && edits[from] == Edit::kKeep) ++from;
  return from;
}

/// End of the hunk that starts with a change at `from`: changes nearer than two contexts join.
std::size_t hunk_end(std::span<const Edit> edits, std::size_t from) {
  for (;;) {
    while (from < edits.size() && edits[from] != Edit::kKeep) ++from;
    const auto next = next_change(edits, from);
    if (next == edits.size() || next - from > 2 * kContext) {
      return std::min(from + kContext, edits.size());
    }
    from = next;
  }
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after) {
  const auto old_lines = split_lines(before);
  const auto new_lines = split_lines(after);
  const auto edits = edits_between(old_lines, new_lines);
  Writer writer(old_lines, new_lines);
  std::size_t written = 0;
  for (auto change = next_change(edits, 0); change < edits.size();
       change = next_change(edits, written)) {
    const auto begin = std::max(written, change - std::min(change, kContext));
    const auto end = hunk_end(edits, change);
    writer.skip(begin - written);
    writer.write(std::span(edits).subspan(begin, end - begin));
    written = end;
  }
  return std::move(writer).text();
}

}  // namespace fettle::review
