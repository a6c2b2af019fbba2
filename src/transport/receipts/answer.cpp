#include "transport/receipts/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "transport/receipts/script.hpp"

namespace fettle::transport {
namespace {

using Kind = Status::Kind;

constexpr std::string_view kMarker = "@@fettle ";
constexpr std::size_t kNoiseMax = 4096;
constexpr std::size_t kAnnouncementMax = 64;
constexpr std::size_t kBootMax = 64;
constexpr std::size_t kEndLineMax = 128;
/// A login shell that has just started is no process beyond this (proc(5), pid_max).
constexpr std::int64_t kProcessMax = std::int64_t{1} << 31;

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

bool is_boot(std::string_view text) {
  return !text.empty() && text.size() <= kBootMax && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::optional<Status> exited(const Words& words) {
  Status status{.kind = Kind::kExited};
  if (words.size() < 4 || !read_number(words[1], status.exit_status)) return {};
  if (status.exit_status < 0 || status.exit_status > 255) return {};
  if (!is_boot(words[2]) || !is_boot(words[3])) return {};
  status.boot = words[2];
  status.now = words[3];
  status.output_lost = words.size() > 4 && words[4] == "lost";
  return status;
}

/// `left 4711 root sh`.
std::optional<Status> left(const Words& words) {
  std::int64_t number = 0;
  if (words.size() < 3 || !read_number(words[1], number) || number <= 0 || number > kProcessMax)
    return {};
  const std::string_view program = words.size() > 3 ? words[3] : "?";
  return Status{.kind = Kind::kSurvivor,
                .message = fmt::format("{} as {}, pid {}", program, words[2], number)};
}

/// So many bytes at the end of `text` may be the beginning of `mark`.
std::size_t possible_start(std::string_view text, std::string_view mark) {
  std::size_t size = std::min(text.size(), mark.size() - 1);
  while (!text.ends_with(mark.substr(0, size))) --size;
  return size;
}

struct Named {
  std::string_view word;
  Kind kind;
};
/// Status lines that are a word, or a word and a message.
constexpr std::array<Named, 8> kNamed{{{"ending", Kind::kEnding},
                                       {"running", Kind::kRunning},
                                       {"unwritable", Kind::kUnwritable},
                                       {"unsafe", Kind::kUnsafe},
                                       {"beside", Kind::kBeside},
                                       {"shellless", Kind::kShellless},
                                       {"unended", Kind::kUnended},
                                       {"ended", Kind::kEnded}}};

}  // namespace

bool is_final(Status::Kind kind) {
  return kind != Kind::kStarted && kind != Kind::kEnding && kind != Kind::kSurvivor;
}

std::optional<Status> parse_status(std::string_view text) {
  const Words words = words_of(text);
  if (words.empty()) return {};
  if (words[0] == "exited") return exited(words);
  if (words[0] == "left") return left(words);
  const auto boot = [&](std::size_t n) {
    return n < words.size() && is_boot(words[n]) ? std::string(words[n]) : std::string();
  };
  if (words[0] == "started" && words.size() == 2 && !boot(1).empty())
    return Status{.kind = Kind::kStarted, .boot = boot(1)};
  if (words[0] == "gone" && words.size() == 3 && !boot(1).empty() && !boot(2).empty())
    return Status{.kind = Kind::kGone, .boot = boot(1), .now = boot(2)};
  if (words[0] == "never" && !boot(1).empty())
    return Status{.kind = Kind::kNever,
                  .now = boot(1),
                  .message = std::string(text.substr(std::min(text.size(), 7 + boot(1).size())))};
  const auto* named = std::ranges::find(kNamed, words[0], &Named::word);
  if (named == kNamed.end()) return {};
  return Status{.kind = named->kind,
                .message = std::string(text.substr(std::min(words[0].size() + 1, text.size())))};
}

StatusReader::StatusReader(const Challenge& challenge, std::string_view attempt)
    : proof_(fmt::format("{}{}-", kMarker, challenge.proof())), attempt_(attempt) {}

std::optional<Status> StatusReader::read(std::string_view line) {
  const std::size_t start = line.find(proof_);
  if (start == std::string_view::npos || over_) return {};
  line.remove_prefix(start + proof_.size());
  const std::string expected = fmt::format("{} {} ", lines_ + 1, attempt_);
  // A line that is ours and not the next one: whoever sends it is not to be believed any more.
  over_ = !line.starts_with(expected) || !line.ends_with(" .");
  if (over_) return {};
  ++lines_;
  line.remove_prefix(expected.size());
  if (line.size() < 2) return {};
  auto status = parse_status(line.substr(0, line.size() - 2));
  if (!status) return {};
  if (status->kind == Kind::kStarted) started_ = true;
  if (status->kind == Kind::kExited && !started_) {
    over_ = true;
    return {};
  }
  over_ = is_final(status->kind);
  return status;
}

void LineReader::feed(std::string_view bytes,
                      const std::function<void(std::string_view line)>& each) {
  total_ += std::ssize(bytes);
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

MarkerReader::MarkerReader(const Challenge& challenge)
    : marker_(fmt::format("{}{} ", kMarker, challenge.proof())) {}

bool MarkerReader::is_marker() {
  const std::size_t marker = line_.rfind(marker_);
  if (marker == std::string::npos) return false;
  std::int64_t pid = 0;
  if (!read_number(std::string_view(line_).substr(marker + marker_.size()), pid)) return false;
  if (pid <= 0 || pid > kProcessMax) return false;
  pid_ = pid;
  line_.resize(marker);
  return true;
}

// Of each line the last bytes are kept: the marker may follow words that had no end.
std::string_view MarkerReader::feed(std::string_view bytes) {
  if (found()) return bytes;
  total_ += std::ssize(bytes);
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view part = bytes.substr(0, end);
    line_ += part.substr(part.size() - std::min(part.size(), kNoiseMax));
    if (line_.size() > 2 * kNoiseMax) line_.erase(0, line_.size() - kNoiseMax);
    if (end == std::string_view::npos) return {};
    bytes.remove_prefix(end + 1);
    if (is_marker()) return bytes;
    line_ += '\n';
    noise_ += line_.substr(0, kNoiseMax - std::min(kNoiseMax, noise_.size()));
    line_.clear();
  }
  return {};
}

EndReader::EndReader(const Challenge& challenge, std::size_t ends)
    : mark_(fmt::format("{}{}-", kMarker, challenge.proof())), ends_(ends) {}

void EndReader::feed(std::string_view bytes, const std::function<void(std::string_view)>& output,
                     const std::function<void(int exit_status)>& end) {
  if (is_over_) return;
  std::string held = std::exchange(held_, {});
  if (!held.empty()) bytes = held += bytes;
  while (ended_ < ends_) {
    const std::size_t mark = bytes.find(mark_);
    const std::size_t known =
        mark == std::string::npos ? bytes.size() - possible_start(bytes, mark_) : mark;
    if (known > 0) output(bytes.substr(0, known));
    bytes.remove_prefix(known);
    const std::size_t line = bytes.find('\n');
    if (mark == std::string::npos || (line == std::string::npos && bytes.size() < kEndLineMax)) {
      held_ = bytes;
      return;
    }
    const auto status = read(bytes.substr(0, line));
    is_over_ = !status;
    if (is_over_) return;
    ++ended_;
    bytes.remove_prefix(line + 1);
    end(*status);
  }
  if (!bytes.empty()) output(bytes);
}

std::optional<int> EndReader::read(std::string_view line) const {
  const Words words = words_of(line.substr(std::min(line.size(), mark_.size())));
  std::size_t number = 0;
  int status = 0;
  if (words.size() != 4 || words[1] != "ended" || words[3] != ".") return {};
  if (!read_number(words[0], number) || number != ended_ + 1) return {};
  if (!read_number(words[2], status) || status < 0 || status > 255) return {};
  return status;
}

ReceiptOutput::ReceiptOutput(std::int64_t offset)
    : next_(std::clamp<std::int64_t>(offset, 0, kHeadBytes)),
      end_(kHeadBytes),
      total_(std::clamp<std::int64_t>(offset, 0, kOutputTotalMax)) {}

void ReceiptOutput::announce() {
  announced_ = true;
  const Words words = words_of(announcement_);
  std::int64_t all = 0;
  std::int64_t following = 0;
  if (words.size() != 2 || !read_number(words[0], all) || !read_number(words[1], following)) return;
  if (following < 0 || following > kHeadBytes) return;
  if (all > kOutputTotalMax || all - following < kHeadBytes) return;
  total_ = std::max(total_, all);
  next_ = all - following;
  end_ = all;
}

void ReceiptOutput::feed(std::string_view bytes, const Deliver& deliver) {
  while (!bytes.empty()) {
    if (next_ < end_) {
      const std::string_view part =
          bytes.substr(0, std::min(bytes.size(), static_cast<std::size_t>(end_ - next_)));
      deliver(next_, part);
      next_ += std::ssize(part);
      total_ = std::max(total_, next_);
      bytes.remove_prefix(part.size());
      continue;
    }
    if (announced_) return;
    if (bytes.front() != '\n') announcement_ += bytes.front();
    const bool over = bytes.front() == '\n' || announcement_.size() >= kAnnouncementMax;
    bytes.remove_prefix(1);
    if (over) announce();
  }
}

}  // namespace fettle::transport
