// What `fettle resume` can be asked to do with a batch, and with which batches it can be done: the
// advice at the end of a run names a batch only where more than one is meant otherwise.
#pragma once

#include "core/engine/batch.hpp"

namespace fettle::cli {

enum class Request {
  kGoOn,      ///< from where it stands: nothing is decided
  kRetry,     ///< failed and interrupted sessions again
  kRest,      ///< the rest of a halted batch in spite of its failures
  kRollBack,  ///< the rollback steps of failed sessions
  kCancel
};

/// Whether there is something of the batch that the request is about.
bool qualifies(const engine::BatchState& state, Request request);

}  // namespace fettle::cli
