#include "cli/view/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace fettle::cli {
namespace {

ScreenSize ask_size(int descriptor) {
  winsize size{};
  const bool known = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? ScreenSize{size.ws_col, size.ws_row} : ScreenSize{};
}

/// The first of these that is set decides (POSIX, Environment Variables, 8.2).
Charset charset_of(const Environment& environment) {
  for (const auto* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    auto locale = environment(name);
    if (locale.empty()) continue;
    std::ranges::transform(locale, locale.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const bool is_utf8 = locale.contains("utf-8") || locale.contains("utf8");
    return is_utf8 ? Charset::kUtf8 : Charset::kAscii;
  }
  return Charset::kAscii;
}

}  // namespace

Terminal look_at_terminal(int descriptor, const Environment& environment) {
  const auto type = environment("TERM");
  Terminal terminal;
  terminal.can_redraw = isatty(descriptor) == 1 && !type.empty() && type != "dumb";
  terminal.look.colour =
      environment("NO_COLOR").empty() ? TerminalStyle::Colour::kOn : TerminalStyle::Colour::kOff;
  terminal.look.charset = charset_of(environment);
  terminal.size = [descriptor] { return ask_size(descriptor); };
  return terminal;
}

std::string process_environment(const char* name) {
  const auto* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace fettle::cli
