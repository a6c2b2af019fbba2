// Any text as a cron expression: it is read or refused with diagnostics, told in words, and fires
// later than asked, or never if check_fires() says so. Slow inputs are findings, too.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "base/source_text.hpp"
#include "core/schedule/next_fire.hpp"
#include "core/schedule/words.hpp"

namespace {

namespace schedule = fettle::schedule;

// Around changes of the clock, a skipped day, and the end of what is searched.
constexpr std::array<std::int64_t, 5> kInstants = {1'774'745'940'000, 1'792'889'999'999,
                                                   1'325'239'199'000, 0, 253'402'000'000'000};
constexpr std::array<std::string_view, 4> kZones = {"UTC", "Europe/Berlin", "Australia/Lord_Howe",
                                                    "Pacific/Apia"};

void check_firings(const schedule::Cron& cron, const schedule::Zone& zone, bool fires) {
  for (const auto instant : kInstants) {
    fettle::Instant after{instant};
    for (int i = 0; i < 3; ++i) {
      const auto next = schedule::next_fire(cron, zone, after);
      FETTLE_CHECK(fires || !next);
      if (!next) break;
      FETTLE_CHECK(*next > after);
      after = *next;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::array zones = {
      schedule::load_zone(kZones[0]).value(), schedule::load_zone(kZones[1]).value(),
      schedule::load_zone(kZones[2]).value(), schedule::load_zone(kZones[3]).value()};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  fettle::Diagnostics diagnostics;
  const auto cron = schedule::parse_cron(text, diagnostics);
  const fettle::SourceText source("cron", text);
  for (const auto& problem : diagnostics.list()) FETTLE_CHECK(!source.show(problem).empty());
  FETTLE_CHECK(cron.has_value() != diagnostics.has_errors());
  if (!cron) return 0;
  FETTLE_CHECK(!schedule::describe(*cron).empty());
  const bool fires = schedule::check_fires(*cron, text, diagnostics);
  for (const auto& zone : zones) check_firings(*cron, zone, fires);
  return 0;
}
