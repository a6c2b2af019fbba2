#include "upkeep/deliver.hpp"

#include "usecases/notifications/deliveries.hpp"

namespace fettle::upkeep {
namespace {

constexpr Milliseconds kLookEvery = std::chrono::seconds(1);

}  // namespace

Result<Milliseconds> deliver(const Deliver& job) {
  while (job.goes_on()) {
    usecases::Context context{.database = job.database,
                              .actor = {},
                              .now = job.now(),
                              .random = job.random,
                              .services = job.services};
    FETTLE_TRY(is_sent, usecases::deliver_next(context, {.goes_on = job.goes_on}));
    if (!is_sent) break;
    job.committed();
  }
  return kLookEvery;
}

}  // namespace fettle::upkeep
