// What a view knows of a run before it begins, or goes on: who takes part, in which order, and
// through which steps. Values only; whoever starts the run fills it in.
#pragma once

#include <string>
#include <vector>

#include "core/engine/batch.hpp"
#include "core/engine/tables.hpp"
#include "core/rollout/wave.hpp"

namespace fettle::cli {

struct RunOutline {
  std::string batch;                 ///< its id
  std::string name;                  ///< of the plan
  std::vector<std::string> targets;  ///< labels, by position
  std::vector<rollout::Wave> waves;
  std::vector<std::string> steps;           ///< titles
  std::vector<std::string> rollback_steps;  ///< titles
  // Where a run that is resumed stands; as they are for a fresh one.
  engine::BatchState state;
  std::vector<engine::SessionStatus> statuses;  ///< by position; empty: all are pending
  std::vector<int> left_out;                    ///< positions skipped because the batch halted
};

}  // namespace fettle::cli
