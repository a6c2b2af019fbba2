#include "transport/receipts/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "transport/receipts/script.hpp"

namespace fettle::transport {
namespace {

constexpr std::string_view kMarker = "@@fettle ";
constexpr std::size_t kNoiseMax = 4096;
constexpr std::size_t kAnnouncementMax = 64;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

using Words = std::vector<std::string_view>;

std::optional<Status> exited(const Words& words) {
  Status status{.kind = Status::Kind::kExited};
  if (words.size() < 4 || !read_number(words[1], status.exit_status)) return {};
  status.boot = words[2];
  status.now = words[3];
  status.output_lost = words.size() > 4 && words[4] == "lost";
  return status;
}

}  // namespace

std::optional<Status> parse_status(std::string_view attempt, std::string_view line) {
  const std::string prefix = std::string(kMarker) + std::string(attempt) + " ";
  const std::size_t start = line.find(prefix);
  if (start == std::string_view::npos) return {};
  const std::string_view text = line.substr(start + prefix.size());
  const Words words = words_of(text);
  if (words.empty()) return {};
  const auto word = [&](std::size_t n) { return std::string(n < words.size() ? words[n] : ""); };
  if (words[0] == "started") return Status{.kind = Status::Kind::kStarted, .boot = word(1)};
  if (words[0] == "ending") return Status{.kind = Status::Kind::kEnding};
  if (words[0] == "exited") return exited(words);
  if (words[0] == "gone")
    return Status{.kind = Status::Kind::kGone, .boot = word(1), .now = word(2)};
  if (words[0] == "never") return Status{.kind = Status::Kind::kNever, .now = word(1)};
  if (words[0] == "unwritable")
    return Status{.kind = Status::Kind::kUnwritable,
                  .message = std::string(text.substr(std::min(words[0].size() + 1, text.size())))};
  return {};
}

std::string why_no_shell(std::string_view shell, std::string_view noise) {
  const std::size_t end = noise.find_last_not_of(" \r\n");
  const std::string_view words =
      end == std::string_view::npos ? "it said nothing" : noise.substr(0, end + 1);
  if (shell != kRootShell) return fmt::format("no shell could be started there: {}", words);
  return fmt::format(
      "no shell could be started there as root: {}; install sudo there and give this account "
      "NOPASSWD in sudoers, or set `become: false`",
      words);
}

void LineReader::feed(std::string_view bytes,
                      const std::function<void(std::string_view line)>& each) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view part = bytes.substr(0, end);
    line_ += part.substr(0, kNoiseMax - std::min(kNoiseMax, line_.size()));
    if (end == std::string_view::npos) return;
    each(line_);
    line_.clear();
    bytes.remove_prefix(end + 1);
  }
}

std::string_view MarkerReader::feed(std::string_view bytes) {
  if (found()) return bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    noise_ += bytes[i];
    if (noise_.size() > 2 * kNoiseMax) noise_.erase(0, kNoiseMax);
    if (bytes[i] != '\n') continue;
    const std::size_t marker = noise_.rfind(kMarker);
    if (marker == std::string::npos) continue;
    const std::string_view number = std::string_view(noise_).substr(marker + kMarker.size());
    if (!read_number(number.substr(0, number.size() - 1), pid_)) continue;
    noise_.resize(marker);
    return bytes.substr(i + 1);
  }
  return {};
}

ReceiptOutput::ReceiptOutput(std::int64_t offset)
    : next_(std::min(offset, kHeadBytes)), total_(offset) {}

void ReceiptOutput::feed(std::string_view bytes, const Deliver& deliver) {
  while (!bytes.empty()) {
    if (in_tail_ || next_ < kHeadBytes) {
      const std::int64_t room = in_tail_ ? std::int64_t(bytes.size()) : kHeadBytes - next_;
      const std::string_view part = bytes.substr(0, static_cast<std::size_t>(room));
      deliver(next_, part);
      next_ += std::ssize(part);
      total_ = std::max(total_, next_);
      bytes.remove_prefix(part.size());
      continue;
    }
    announcement_ += bytes.front();
    bytes.remove_prefix(1);
    if (announcement_.back() != '\n' && announcement_.size() < kAnnouncementMax) continue;
    announcement_.pop_back();
    const Words words = words_of(announcement_);
    std::int64_t following = 0;
    in_tail_ = true;
    if (words.size() == 2 && read_number(words[0], total_) && read_number(words[1], following))
      next_ = std::max(next_, total_ - following);
  }
}

}  // namespace fettle::transport
