// After a new master key has come first: what others wrapped is wrapped by it, while everything
// goes on. Values themselves are not touched; once this has succeeded the old keys may go.
#pragma once

#include "usecases/context.hpp"

namespace fettle::usecases {

/// Secrets and second factors of all teams; how many were wrapped. One that can't be opened stays
/// as it is, and its error is given once all others are done. Outside of a transaction.
Result<std::int64_t> change_master_key(Context& context);

}  // namespace fettle::usecases
