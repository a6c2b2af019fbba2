// A session without a target becomes one a target. Its batch then begins as if it had been launched
// on them; whoever carried it out until then finds its lease gone and lets it go.
#pragma once

#include "store/batch_store.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// True where the batch is one session that has no target yet: nobody carries it out.
Result<bool> needs_targets(Connection& connection, std::string_view batch);

/// `batch.sessions` begins with the session that is split, which keeps what people wrote on it;
/// `version` is of the batch's state then. False where that session is not pending without a target
/// any more. Inside a transaction.
Result<bool> split_session(Connection& connection, const NewBatch& batch, std::int64_t version);

}  // namespace fettle::store
