#include "usecases/schedules/cron_preview.hpp"

#include <fmt/format.h>

#include "core/schedule/next_fire.hpp"
#include "core/schedule/words.hpp"
#include "usecases/field_problems.hpp"

namespace fettle::usecases {

Result<CronPreview> preview_cron(Context& context, const CronPreviewRequest& request) {
  FieldProblems problems;
  const int count = request.count.value_or(5);
  if (count < 1 || count > kFiringsMax) {
    problems.add("count", fmt::format("must be 1 to {}", kFiringsMax));
  }
  const auto zone = schedule::load_zone(request.timezone.value_or("UTC"));
  if (!zone) problems.add("timezone", zone.error().message);
  FETTLE_TRY_VOID(problems.done());

  Diagnostics found;
  auto cron = schedule::parse_cron(request.cron_expression, found);
  if (cron && !schedule::check_fires(*cron, request.cron_expression, found)) cron.reset();
  CronPreview preview{.is_valid = cron.has_value(),
                      .diagnostics = show(found.sorted()),
                      .words = {},
                      .timezone = zone->name(),
                      .firings = {}};
  if (!cron) return preview;
  preview.words = schedule::describe(*cron);
  auto fire = schedule::next_fire(*cron, *zone, context.now);
  for (int i = 0; i < count && fire; ++i) {
    preview.firings.push_back({*fire, schedule::to_rfc3339(*fire, *zone)});
    fire = schedule::next_fire(*cron, *zone, *fire);
  }
  return preview;
}

}  // namespace fettle::usecases
