// Carries out what the engine decides, for any number of batches at once. Each is a BatchRunner of
// its own: what fails of one stops no other. The runner keeps their leases alive and lets sessions
// that wait for admission ask again; detach() lets a batch leave memory. The
// command line, the server and the simulator use this one runner; they differ in the ports that
// they give it. Read on in batch_runner.hpp.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "runner/batch_runner.hpp"
#include "store/lease.hpp"

namespace fettle::runner {

class Runner {
 public:
  Runner(Ports ports, Settings settings);
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  ~Runner();

  /// Launches a batch that is pending, or goes on with one from where it is stored, under the lease
  /// that was taken of it before it was read.
  Result<void> attach(store::StoredBatch stored, const store::Lease& lease, Secrets secrets = {});
  /// The batch leaves memory as it stands; what runs on targets runs on.
  void detach(std::string_view batch);

  /// Windows, freezes, budgets or overrides have changed: sessions that wait for them ask again.
  void rules_changed();

  /// Somebody's word. kConflict where the state does not allow it, kNotFound without such a thing,
  /// kBusy where it could not be stored and will be taken up anew.
  Result<void> dispatch(std::string_view session, const engine::SessionInput& input,
                        Condition condition = {});
  Result<void> dispatch(std::string_view batch, const engine::BatchInput& input,
                        Condition condition = {});

  /// The whole sessions of the batch that are in `status`, in the order of the rollout.
  std::vector<std::string> sessions_in(std::string_view batch, engine::SessionStatus status) const;
  /// None without such a batch.
  const engine::BatchState* batch_state(std::string_view batch) const;

  bool holds(std::string_view batch) const { return find(batch) != nullptr; }
  /// Those that have ended, or that stopped here, and of which nothing is left to do.
  std::vector<std::string> finished() const;
  /// Nothing is left to store, to start or to release: the process may end without loss.
  bool is_settled() const;

 private:
  void tick();
  BatchRunner* find(std::string_view batch) const;

  Shared shared_;
  std::map<std::string, std::unique_ptr<BatchRunner>, std::less<>> batches_;
  ports::TimerId timer_ = 0;
};

}  // namespace fettle::runner
