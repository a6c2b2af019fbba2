// Any bytes as a target's answer, in pieces of any size: memory, places and numbers stay within
// their bounds, and nothing is believed that doesn't bear the answer to the challenge.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "transport/receipts/answer.hpp"
#include "transport/receipts/script.hpp"

namespace {

namespace transport = fettle::transport;

const transport::Challenge kAsked(0x1234'5678'9abc'def0);

/// The corpus says PROOF where the answer to the challenge stands.
std::string with_proof(std::string_view text) {
  constexpr std::string_view kWord = "PROOF";
  std::string result;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find(kWord), text.size());
    result += text.substr(0, at);
    if (at == text.size()) break;
    result += kAsked.proof();
    text.remove_prefix(at + kWord.size());
  }
  return result;
}

void feed_output(std::string_view bytes, std::size_t piece) {
  transport::MarkerReader marker(kAsked);
  transport::ReceiptOutput output(transport::kHeadBytes - 8);
  std::int64_t next = 0;
  std::size_t delivered = 0;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    output.feed(marker.feed(bytes.substr(0, piece)), [&](std::int64_t at, std::string_view part) {
      FETTLE_CHECK(at >= next && at <= transport::kOutputTotalMax);
      next = at + std::ssize(part);
      delivered += part.size();
    });
    FETTLE_CHECK(marker.noise().size() <= 16U * 1024);
  }
  FETTLE_CHECK(output.total() >= next && output.total() <= transport::kOutputTotalMax);
  FETTLE_CHECK(delivered <= 8U + transport::kHeadBytes);
}

void feed_statuses(std::string_view bytes, std::size_t piece) {
  transport::LineReader lines;
  transport::StatusReader statuses(kAsked, "a1");
  bool over = false;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    lines.feed(bytes.substr(0, piece), [&](std::string_view line) {
      const auto status = statuses.read(line);
      if (!status) return;
      FETTLE_CHECK(!over);
      FETTLE_CHECK(line.find(kAsked.proof()) != std::string_view::npos);
      FETTLE_CHECK(status->exit_status >= 0 && status->exit_status <= 255);
      FETTLE_CHECK(status->boot.size() <= 64 && status->message.size() <= 8192);
      over = transport::is_final(status->kind);
    });
    FETTLE_CHECK(lines.rest().size() <= 4096);
  }
}

void feed_ends(std::string_view bytes, std::size_t piece) {
  transport::EndReader ends(kAsked, 3);
  std::size_t told = 0;
  int ended = 0;
  const std::size_t all = bytes.size();
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size())))
    ends.feed(
        bytes.substr(0, piece), [&](std::string_view output) { told += output.size(); },
        [&](int status) {
          ++ended;
          FETTLE_CHECK(status >= 0 && status <= 255);
        });
  FETTLE_CHECK(ended <= 3 && told <= all);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = 1 + data[0] % 64U;
  const std::string text =
      with_proof(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
  feed_output(text, piece);
  feed_statuses(text, piece);
  feed_ends(text, piece);
  static_cast<void>(transport::parse_status(text));
  return 0;
}
