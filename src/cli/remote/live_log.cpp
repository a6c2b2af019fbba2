#include "cli/remote/live_log.hpp"

#include <utility>

namespace fettle::cli {
namespace {

/// Bytes of `text` up to the end of its last line that says something: empty ones wait for what
/// follows, as at the end of all they are left out.
std::size_t whole_lines(std::string_view text) {
  const auto lines = text.substr(0, text.rfind('\n') + 1);
  const auto last = lines.find_last_not_of("\r\n");
  return last == lines.npos ? 0 : lines.find('\n', last) + 1;
}

}  // namespace

void LiveLog::take(const CommandPart& part, const Source& source) {
  const auto& command = part.command;
  const auto before = waiting_.find(command.session_id);
  if (before != waiting_.end() && before->second.command.order != command.order) {
    end(command.session_id);
  }
  auto& waiting = waiting_[command.session_id];
  waiting.command = command;
  waiting.source = source;
  if (writer_.format() == OutputFormat::kJson) return write(waiting, part.text);
  waiting.text += part.text;
  const auto whole = whole_lines(waiting.text);
  if (whole == 0) return;
  write(waiting, std::string_view(waiting.text).substr(0, whole));
  waiting.text.erase(0, whole);
}

void LiveLog::write(const Waiting& waiting, std::string_view text) {
  const auto& [command, source, rest] = waiting;
  writer_.write({.target = source.target,
                 .session = command.session_id,
                 .recheck = source.recheck,
                 .stage = command.stage,
                 .step = command.step,
                 .title = source.title,
                 .order = command.order,
                 .left_out = command.left_out,
                 .text = text});
}

void LiveLog::end(const Waiting& waiting) {
  const bool says_something = waiting.text.find_first_not_of("\r\n") != std::string::npos;
  if (says_something) write(waiting, waiting.text);
  writer_.end(waiting.command.left_out);
}

void LiveLog::end(std::string_view session) {
  const auto found = waiting_.find(session);
  if (found == waiting_.end()) return;
  end(found->second);
  waiting_.erase(found);
}

void LiveLog::end_all() {
  for (const auto& [session, waiting] : std::exchange(waiting_, {})) end(waiting);
}

}  // namespace fettle::cli
