// What a cron expression means, before anybody schedules by it.
#include <array>

#include "api/answer.hpp"
#include "api/routes/all.hpp"
#include "usecases/schedules/cron_preview.hpp"

namespace fettle::api {
namespace {

Result<http::Response> preview_cron(Call& call) {
  FETTLE_TRY(body, read_body<usecases::CronPreviewRequest>(call));
  FETTLE_TRY(preview, usecases::preview_cron(call.context, body));
  return json_answer(preview);
}

constexpr std::array kRoutes{
    Route{"previewCron", "POST", "/cron/preview", security::Action::kRead, preview_cron,
          body_as<usecases::CronPreviewRequest>},
};

}  // namespace

std::span<const Route> cron_routes() { return kRoutes; }

}  // namespace fettle::api
