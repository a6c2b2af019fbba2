#include "cli/request.hpp"

namespace fettle::cli {

bool qualifies(const engine::BatchState& state, Request request) {
  if (engine::is_final(state.status)) return false;
  switch (request) {
    case Request::kGoOn:
      return !engine::has_ended(state.status) || state.tally.interrupted > 0 ||
             state.status == engine::BatchStatus::kHalted;
    case Request::kRetry:
      return state.tally.failed + state.tally.interrupted > 0;
    case Request::kRest:
      return state.status == engine::BatchStatus::kHalted;
    case Request::kRollBack:
      return state.tally.failed > 0;
    case Request::kCancel:
      return state.status != engine::BatchStatus::kFailed;
  }
  return false;
}

}  // namespace fettle::cli
