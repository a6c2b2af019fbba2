// Who carries a batch out. A lease has an owner, a number that every write of the batch must name,
// and an end by the database's clock; the journal moves the end on with each write. A process that
// comes back from a long sleep finds its number used up and writes nothing more. What never
// happens: two processes write the same batch. Read on in journal.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/database/connection.hpp"

namespace fettle::store {

/// Without a write for this long another process may take the batch over.
inline constexpr Milliseconds kLeaseLength = std::chrono::seconds(30);

struct Lease {
  std::string batch;
  std::int64_t number = 0;
};

struct LeaseHolder {
  std::string owner;  ///< of whoever asks; as transport/os/this_process.hpp names it
  /// Whether that owner is known to be gone: then its lease ends at once.
  std::function<bool(std::string_view owner)> is_gone;
};

/// Takes the batch. kBusy, naming who has it and until when, while another owner's lease runs;
/// kNotFound without the batch.
Result<Lease> take_lease(Connection& connection, std::string_view batch, const LeaseHolder& holder);

/// The owner whose lease runs now; empty where there is none.
Result<std::string> lease_owner(Connection& connection, std::string_view batch,
                                const LeaseHolder& asking);

/// Gives the batch back. Does nothing where the lease is no longer held.
Result<void> release_lease(Connection& connection, const Lease& lease);

/// Within a transaction: whether the lease is still held; moves its end on. kConflict where not.
Result<void> renew_lease(Connection& connection, const Lease& lease, Instant now);

}  // namespace fettle::store
