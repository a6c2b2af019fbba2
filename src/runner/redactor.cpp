#include "runner/redactor.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "runner/secret_forms.hpp"

namespace fettle::runner {
namespace {

constexpr std::string_view kMask = "***";

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
      nodes_.push_back({0, nodes_[node].child, 0, nodes_[node].depth + 1, 0, byte});
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
  return take(held_.size() - patterns_->depth(node_));
}

Redactor::Passed Redactor::finish() {
  node_ = 0;
  return take(held_.size());
}

/// Notes what is secret in the bytes from `from` on.
void Redactor::find(std::size_t from) {
  for (auto at = from; at < held_.size(); ++at) {
    node_ = patterns_->next(node_, held_[at]);
    const auto length = patterns_->matched(node_);
    if (length == 0) continue;
    Range found{at + 1 - length, at + 1};
    while (!secret_.empty() && secret_.back().end > found.begin) {
      found.begin = std::min(found.begin, secret_.back().begin);
      secret_.pop_back();
    }
    secret_.push_back(found);
  }
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
  secret_.erase(secret_.begin(), secret_.begin() + static_cast<std::ptrdiff_t>(taken));
  for (auto& waiting : secret_) {
    waiting.begin -= end;
    waiting.end -= end;
  }
  return passed;
}

}  // namespace fettle::runner
