#include "cli/cron.hpp"

#include <fmt/format.h>

#include <ostream>

#include "base/source_text.hpp"
#include "core/schedule/next_fire.hpp"
#include "core/schedule/words.hpp"

namespace fettle::cli {
namespace {

constexpr int kCountMax = 1000;
constexpr int kExitRefused = 1;
constexpr int kExitUsage = 2;

int usage_error(std::ostream& err, const std::string& message) {
  err << "fettle cron: " << message << '\n';
  return kExitUsage;
}

/// A cron expression that fires; else its problems are on `err`.
std::optional<schedule::Cron> read_cron(const std::string& expression, std::ostream& err) {
  Diagnostics diagnostics;
  auto cron = schedule::parse_cron(expression, diagnostics);
  if (cron && !schedule::check_fires(*cron, expression, diagnostics)) cron.reset();
  const SourceText source("cron", expression);
  err << source.show(diagnostics.sorted());
  return cron;
}

}  // namespace

int run_cron(const CronOptions& options, Instant now, std::ostream& out, std::ostream& err) {
  if (options.count < 1 || options.count > kCountMax) {
    return usage_error(err, fmt::format("--count {}: use 1 to {}", options.count, kCountMax));
  }
  const auto from = options.from ? parse_rfc3339(*options.from) : now;
  if (!from) {
    return usage_error(err, fmt::format("--from \"{}\" is no RFC 3339 time: write it as {}",
                                        *options.from, to_rfc3339(now)));
  }
  const auto zone = schedule::load_zone(options.zone);
  if (!zone) return usage_error(err, "--tz " + zone.error().message);
  const auto cron = read_cron(options.expression, err);
  if (!cron) return kExitRefused;
  if (options.describe) {
    out << schedule::describe(*cron) << '\n';
    return 0;
  }
  auto fire = schedule::next_fire(*cron, *zone, *from);
  if (!fire) {
    err << "fettle cron: it does not fire again before the year 10000\n";
    return kExitRefused;
  }
  for (int line = 0; line < options.count && fire; ++line) {
    out << schedule::to_rfc3339(*fire, *zone) << '\n';
    fire = schedule::next_fire(*cron, *zone, *fire);
  }
  return 0;
}

}  // namespace fettle::cli
