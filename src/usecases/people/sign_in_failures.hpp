// Failures to show a password, counted for the account and for the address before the password is
// looked at, so that many tries at once count too. Accounts that there are not are counted alike.
#pragma once

#include <string>
#include <string_view>

#include "usecases/context.hpp"

namespace fettle::usecases {

/// Under which failures are counted.
struct FailureKeys {
  std::string account;  ///< empty: nobody has said yet who they are
  std::string address;
};

FailureKeys failure_keys(const Context& context, std::string_view email);

/// Counts one ahead, in a transaction of its own, and says how many the account had before.
/// kTooMany where it is too early for another try.
Result<int> count_failure_ahead(Context& context, const FailureKeys& keys);

/// It was no failure after all, but nobody got in either. In a transaction of its own.
Result<void> take_failure_back(Context& context, const FailureKeys& keys);

/// Somebody got in: the account begins anew. Inside a transaction.
Result<void> forget_failures(Context& context, const FailureKeys& keys);

}  // namespace fettle::usecases
