#include "usecases/people/sign_in_failures.hpp"

#include <fmt/format.h>

#include "security/throttle.hpp"
#include "store/throttle_store.hpp"

namespace fettle::usecases {
namespace {

constexpr std::size_t kEmailBytesMax = 254;

struct Count {
  std::string_view key;
  int free_failures;
};

Result<int> count_one(Context& context, const Count& count) {
  const auto forgotten = context.now - security::kFailuresForgotten;
  FETTLE_TRY(row,
             store::count_failure(context.database,
                                  {.key = count.key, .now = context.now, .forgotten = forgotten}));
  if (row.retry_at > context.now) {
    return fail(ErrorCode::kTooMany, fmt::format("signing in has failed too often; try again in {}",
                                                 describe(row.retry_at - context.now)));
  }
  const auto delay = security::sign_in_delay(row.failures, count.free_failures);
  if (delay.count() > 0) {
    FETTLE_TRY_VOID(store::set_retry_at(context.database, count.key, context.now + delay));
  }
  return row.failures - 1;
}

}  // namespace

FailureKeys failure_keys(const Context& context, std::string_view email) {
  return {.account = "account:" + std::string(email.substr(0, kEmailBytesMax)),
          .address = "address:" + security::throttled_address(context.actor.address)};
}

Result<int> count_failure_ahead(Context& context, const FailureKeys& keys) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  int before = 0;
  if (!keys.account.empty()) {
    FETTLE_TRY(failures, count_one(context, {keys.account, security::kFreeAccountFailures}));
    before = failures;
  }
  FETTLE_TRY_VOID(count_one(context, {keys.address, security::kFreeAddressFailures}));
  FETTLE_TRY_VOID(transaction.commit());
  return before;
}

Result<void> take_failure_back(Context& context, const FailureKeys& keys) {
  FETTLE_TRY(transaction, store::Transaction::begin(context.database));
  FETTLE_TRY_VOID(store::take_failure_back(context.database, keys.account));
  FETTLE_TRY_VOID(store::take_failure_back(context.database, keys.address));
  return transaction.commit();
}

Result<void> forget_failures(Context& context, const FailureKeys& keys) {
  FETTLE_TRY_VOID(store::remove_failures(context.database, keys.account));
  return store::take_failure_back(context.database, keys.address);
}

}  // namespace fettle::usecases
