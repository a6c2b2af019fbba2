#include "cli/remote/event_reader.hpp"

#include <algorithm>
#include <utility>

namespace fettle::cli {
namespace {

constexpr std::size_t kMessageBytesMax = std::size_t{16} << 20;

void read_line(std::string_view line, StreamMessage& message) {
  const auto name = line.substr(0, line.find(':'));
  auto value = line.substr(std::min(line.size(), name.size() + 1));
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (name == "event") message.event = value;
  if (name == "id") message.id = value;
  if (name != "data") return;
  if (!message.data.empty()) message.data += '\n';
  message.data += value;
}

}  // namespace

void EventReader::add(std::string_view bytes) {
  std::ranges::copy_if(bytes, std::back_inserter(waiting_), [](char c) { return c != '\r'; });
}

std::optional<StreamMessage> EventReader::next() {
  for (auto end = waiting_.find("\n\n"); end != waiting_.npos; end = waiting_.find("\n\n")) {
    StreamMessage message;
    const std::string_view block(waiting_.data(), end);
    for (std::size_t at = 0; at < block.size();) {
      const auto line = block.substr(at, block.find('\n', at) - at);
      read_line(line, message);
      at += line.size() + 1;
    }
    waiting_.erase(0, end + 2);
    if (!message.data.empty()) return message;
  }
  return std::nullopt;
}

bool EventReader::is_too_long() const { return waiting_.size() > kMessageBytesMax; }

}  // namespace fettle::cli
