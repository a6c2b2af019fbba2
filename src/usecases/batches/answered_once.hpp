// A request that carries a key of its own is answered the same each time, and done once. Two of
// them at the same instant as well: the second is done in vain, and answered as the first.
#pragma once

#include <string>

#include "base/result.hpp"
#include "store/idempotency_store.hpp"
#include "usecases/batches/batches.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

/// `launch` keeps the batch's id under `key`, in its transaction (store::keep_answer), and gives
/// it. kConflict where another request used the key.
template <class Launch>
Result<std::string> launched_once(Context& context, const store::IdempotencyKey& key,
                                  Launch launch) {
  if (key.key.empty()) return launch();
  FETTLE_TRY(before, store::find_answer(context.database, key));
  if (before) return *std::move(before);
  auto launched = launch();
  if (launched || launched.error().code != ErrorCode::kConflict) return launched;
  FETTLE_TRY(meanwhile, store::find_answer(context.database, key));
  if (meanwhile) return *std::move(meanwhile);
  return launched;
}

}  // namespace fettle::usecases
