#include "runner/redactor.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "runner/secret_forms.hpp"

namespace fettle::runner {
namespace {

constexpr std::string_view kMask = "***";

/// As much may stand between two bytes of a secret: more would be held back for nothing.
constexpr std::size_t kGapMax = 64;

/// Shorter ones are found in lists of numbers and of words.
constexpr std::size_t kShortestBroken = 8;

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

}  // namespace

SecretPatterns::SecretPatterns(const std::vector<std::string>& secrets, std::size_t longest) {
  for (const auto& secret : secrets) {
    for (const auto& form : secret_forms(secret, longest)) add(form);
  }
  link();
}

std::uint32_t SecretPatterns::child(std::uint32_t node, char byte) const {
  if (node == 0) return first_[static_cast<unsigned char>(byte)];
  auto found = nodes_[node].child;
  while (found != 0 && nodes_[found].byte != byte) found = nodes_[found].sibling;
  return found;
}

void SecretPatterns::add(std::string_view pattern) {
  std::uint32_t node = 0;
  for (const char byte : pattern) {
    auto next = child(node, byte);
    if (next == 0) {
      next = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({0, nodes_[node].child, 0, nodes_[node].depth + 1, 0, 0, byte});
      nodes_[node].child = next;
      if (node == 0) first_[static_cast<unsigned char>(byte)] = next;
    }
    node = next;
  }
  nodes_[node].matched = nodes_[node].depth;
}

/// Breadth first, so that what a node falls back to, which is nearer to the root, is complete.
void SecretPatterns::link() {
  std::deque<std::uint32_t> waiting{0};
  for (; !waiting.empty(); waiting.pop_front()) {
    const auto parent = waiting.front();
    for (auto node = nodes_[parent].child; node != 0; node = nodes_[node].sibling) {
      waiting.push_back(node);
      nodes_[node].fail = parent == 0 ? 0 : next(nodes_[parent].fail, nodes_[node].byte);
      nodes_[node].matched = std::max(nodes_[node].matched, nodes_[nodes_[node].fail].matched);
      nodes_[node].open =
          nodes_[node].child != 0 ? nodes_[node].depth : nodes_[nodes_[node].fail].open;
    }
  }
}

std::uint32_t SecretPatterns::next(std::uint32_t node, char byte) const {
  for (;;) {
    if (const auto found = child(node, byte); found != 0) return found;
    if (node == 0) return 0;
    node = nodes_[node].fail;
  }
}

Redactor::Passed Redactor::pass(std::string_view bytes) {
  if (patterns_->empty()) return {std::string(bytes), bytes.size()};
  const auto from = held_.size();
  held_ += bytes;
  find(from);
  return take(first_held());
}

Redactor::Passed Redactor::finish() {
  node_ = 0;
  forget_broken();
  escape_ = Escape::kNone;
  is_indent_ = false;
  return take(held_.size());
}

/// Notes what is secret in the bytes from `from` on.
void Redactor::find(std::size_t from) {
  for (auto at = from; at < held_.size(); ++at) {
    node_ = patterns_->next(node_, held_[at]);
    if (const auto length = patterns_->matched(node_); length != 0) {
      note({at + 1 - length, at + 1});
    }
    find_broken(at);
  }
}

/// The same for a secret that is broken into pieces. An indent after a line break counts only where
/// a secret goes on with it, as those of `od` do.
void Redactor::find_broken(std::size_t at) {
  const char byte = held_[at];
  if (is_of_escape(byte)) return skip();
  if (byte == '\n' || byte == '\r') return break_line(at);
  const auto next = patterns_->next(joined_node_, byte);
  const bool goes_on = patterns_->depth(next) == patterns_->depth(joined_node_) + 1;
  is_indent_ = is_indent_ && is_blank(byte);
  if (is_indent_ && !goes_on) return skip();
  if (next == 0) return forget_broken();
  joined_node_ = next;
  gap_ = 0;
  ++joined_count_;
  const auto depth = static_cast<std::int64_t>(patterns_->depth(next));
  while (!gaps_.empty() && gaps_.front().after <= joined_count_ - depth) gaps_.pop_front();
  const auto length = patterns_->matched(next);
  const bool is_broken = joined_count_ - static_cast<std::int64_t>(length) < broken_at_;
  if (length == 0 || gaps_.empty() || (is_broken && length < kShortestBroken)) return;
  note({start_of(length, at + 1), at + 1});
}

/// Where in `held_` the last `length` of the joined bytes begin, of which the last stands before
/// `end`; as far as they were waited for.
std::size_t Redactor::start_of(std::size_t length, std::size_t end) const {
  const auto count = static_cast<std::int64_t>(length);
  const auto gap = std::ranges::upper_bound(gaps_, joined_count_ - count, {}, &Gap::after);
  const auto between = gap == gaps_.end() ? 0 : skipped_ - gap->skipped;
  const auto start = static_cast<std::int64_t>(end) - count - between;
  return static_cast<std::size_t>(std::max({start, passed_to_ - begin_, std::int64_t{0}}));
}

/// Nobody waits at the end of a line for the few bytes that any secret may begin with.
void Redactor::break_line(std::size_t at) {
  broken_at_ = joined_count_;
  is_indent_ = true;
  if (patterns_->open(joined_node_) < kShortestSecret) {
    passed_to_ = begin_ + static_cast<std::int64_t>(at) + 1;
  }
  skip();
}

void Redactor::skip() {
  if (joined_node_ == 0) return;
  if (++gap_ > kGapMax) return forget_broken();
  if (gap_ == 1) gaps_.push_back({joined_count_, skipped_});
  ++skipped_;
}

void Redactor::forget_broken() {
  joined_node_ = 0;
  gap_ = 0;
  if (!gaps_.empty()) gaps_.clear();
}

bool Redactor::is_of_escape(char byte) {
  if (escape_ == Escape::kNone && byte != '\x1b') return false;
  const bool is_printed = byte >= 0x20 && byte != 0x7F;
  switch (std::exchange(escape_, Escape::kNone)) {
    case Escape::kNone:
      if (byte != '\x1b') return false;
      escape_ = Escape::kBegun;
      return true;
    case Escape::kBegun:
      if (byte == '[') escape_ = Escape::kControl;
      if (std::string_view("]PX^_").contains(byte)) escape_ = Escape::kString;
      if (byte >= 0x20 && byte < 0x30) escape_ = Escape::kBegun;
      return is_printed;
    case Escape::kControl:
      if (byte >= 0x20 && byte < 0x40) escape_ = Escape::kControl;
      return is_printed;
    case Escape::kString:
      if (byte == '\a') return true;
      if (byte == '\n' || byte == '\r') return false;
      escape_ = byte == '\x1b' ? Escape::kStringEnds : Escape::kString;
      return true;
    case Escape::kStringEnds:
      return true;
  }
  return false;
}

void Redactor::note(Range found) {
  while (!secret_.empty() && secret_.back().end > found.begin) {
    found.begin = std::min(found.begin, secret_.back().begin);
    secret_.pop_back();
  }
  secret_.push_back(found);
}

/// Of `held_`: from here on a secret may still be hiding.
std::size_t Redactor::first_held() const {
  const auto plain = held_.size() - patterns_->open(node_);
  const auto open = patterns_->open(joined_node_);
  return open == 0 ? plain : std::min(plain, start_of(open, held_.size()));
}

/// Passes on what stands before `end`; a secret that reaches beyond it waits as a whole.
Redactor::Passed Redactor::take(std::size_t end) {
  Passed passed;
  std::size_t taken = 0;
  auto range = secret_.begin();
  for (; range != secret_.end() && range->end <= end; ++range) {
    passed.text.append(held_, passed.length, range->begin - passed.length).append(kMask);
    passed.length = range->end;
    ++taken;
  }
  if (range != secret_.end()) end = std::min(end, range->begin);
  passed.text.append(held_, passed.length, end - passed.length);
  passed.length = end;
  held_.erase(0, end);
  begin_ += static_cast<std::int64_t>(end);
  secret_.erase(secret_.begin(), secret_.begin() + static_cast<std::ptrdiff_t>(taken));
  for (auto& waiting : secret_) {
    waiting.begin -= end;
    waiting.end -= end;
  }
  return passed;
}

}  // namespace fettle::runner
