// For tests: writes of one batch, stored under a lease that is taken for them.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "store/apply_commits.hpp"
#include "store/batch_store.hpp"
#include "store/lease.hpp"

namespace fettle::store {

/// A process that takes whatever others hold for left behind.
inline LeaseHolder holder(std::string owner = "test") {
  return {std::move(owner), [](std::string_view) { return true; }};
}

inline Result<ports::Committed> apply_writes(Connection& connection, const std::string& batch,
                                             std::vector<ports::Write> writes,
                                             std::vector<ports::AdmissionRequest> asked = {}) {
  FETTLE_TRY(lease, take_lease(connection, batch, holder()));
  const ports::Commit commit{batch, lease.number, std::move(writes), std::move(asked)};
  std::vector<ports::Committed> answers;
  FETTLE_TRY_VOID(apply(connection, std::span(&commit, 1), answers));
  return std::move(answers.front());
}

}  // namespace fettle::store
