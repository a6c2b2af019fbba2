#include "app/log.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "base/json.hpp"
#include "base/visible_text.hpp"

namespace fettle::app {
namespace {

bool is_plain(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, [](char letter) {
    return letter > ' ' && letter < 0x7F && letter != '"' && letter != '=';
  });
}

}  // namespace

std::string log_line(LogFormat format, Instant at, std::string_view event,
                     const Log::Fields& fields) {
  const bool is_json = format == LogFormat::kJson;
  auto line = is_json ? fmt::format("{{\"time\":\"{}\",\"event\":\"{}\"", to_rfc3339(at), event)
                      : fmt::format("{} {}", to_rfc3339(at), event);
  for (const auto& [name, value] : fields) {
    line += is_json ? fmt::format(",\"{}\":", name) : fmt::format(" {}=", name);
    if (!is_json && is_plain(value)) {
      line += value;
    } else {
      append_json_string(line, value);
    }
  }
  if (is_json) line += '}';
  return visible_json(std::move(line)) + '\n';
}

void Log::write(Instant at, std::string_view event, const Fields& fields) const {
  const auto line = log_line(format_, at, event, fields);
  // One call a line, so that lines of several threads do not mix.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace fettle::app
