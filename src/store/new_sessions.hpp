// The sessions of a new batch, as rows: all pending, none of them begun. There may be 10,000, so
// they go the quickest way that the database has.
#pragma once

#include <cstddef>

#include "store/batch_store.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// A person carries out there what would run.
inline bool is_manual(const fleet::Target& target) {
  return target.server.transport == fleet::TransportKind::kManual;
}

/// Those from the position `first` on. Within a transaction.
Result<void> add_sessions(Connection& connection, const NewBatch& batch, std::size_t first);

}  // namespace fettle::store
