#include "transport/receipts/terminal_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace fettle::transport {
namespace {

/// A longer line is cut, as LineReader cuts it.
constexpr std::size_t kLineMax = std::size_t{8} * 1024;

/// So many bytes at the end of `text` begin `word`.
std::size_t begun(std::string_view text, std::string_view word) {
  std::size_t size = std::min(text.size(), word.size() - 1);
  while (size > 0 && !text.ends_with(word.substr(0, size))) --size;
  return size;
}

}  // namespace

// Pipes, as commands behave otherwise on a terminal. Nothing that the text leaves behind holds the
// terminal itself. dd may be given a byte at a time only: a terminal gives less than is asked for.
std::string terminal_shell(std::string_view token) {
  return fmt::format(
      "stty raw -echo && echo {}-ready && read -r f_size f_mark && exec 3>&1 && "
      "{{ {{ dd bs=1 count=\"$f_size\" 2>/dev/null | sh 3>&- 4>&-; "
      "echo \"@@$f_mark end $?\" >&3; }} 2>&1 >&4 4>&- | "
      "while IFS= read -r f_line || [ -n \"$f_line\" ]; do "
      "printf \"%s\\n\" \"@@$f_mark err $f_line\"; done >&3 4>&-; }} 4>&1 | cat >&3",
      token);
}

std::string terminal_input(std::string_view mark, std::string_view text) {
  return fmt::format("{} {}\n{}", text.size(), mark, text);
}

TerminalStream::TerminalStream(std::string_view mark) : mark_(fmt::format("@@{} ", mark)) {}

void TerminalStream::feed(std::string_view bytes, ExecListener& listener) {
  held_ += bytes;
  const std::string all = std::exchange(held_, {});
  std::string_view rest = all;
  while (!rest.empty()) {
    const std::size_t at = std::min(rest.find(mark_), rest.size() - begun(rest, mark_));
    if (at > 0) listener.out(rest.substr(0, at));
    rest.remove_prefix(at);
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) break;
    take_line(rest.substr(mark_.size(), end - mark_.size()), listener);
    rest.remove_prefix(end + 1);
  }
  held_ = rest.substr(0, kLineMax);
}

void TerminalStream::take_line(std::string_view line, ExecListener& listener) {
  if (line.starts_with("err ")) return listener.err(fmt::format("{}\n", line.substr(4)));
  if (!line.starts_with("end ")) return;
  int status = 0;
  line.remove_prefix(4);
  std::from_chars(line.data(), line.data() + line.size(), status);
  exit_status_ = std::clamp(status, 0, 255);
}

}  // namespace fettle::transport
