#include "app/server_reach.hpp"

#include <chrono>
#include <utility>

#include "usecases/secrets/server_access.hpp"
#include "usecases/servers/host_keys.hpp"

namespace fettle::app {
namespace {

constexpr int kTestsAtOnce = 8;
constexpr std::size_t kTestsWaitingMax = 200;
constexpr std::chrono::seconds kTestTime{20};

Result<void> be_connected(store::Connection& database) {
  if (!database.is_cut()) return {};
  FETTLE_TRY(lost, database.reopen());
  static_cast<void>(lost);  // nothing here leaves a transaction open
  return {};
}

}  // namespace

void ServerReach::find(std::string server_id,
                       std::function<void(Result<ports::ServerAccess>)> found) {
  thread_.post([this, server_id = std::move(server_id), found = std::move(found)]() mutable {
    auto access = [&]() -> Result<ports::ServerAccess> {
      FETTLE_TRY_VOID(be_connected(*parts_.database));
      return usecases::open_server_access(*parts_.database, parts_.secret_box, server_id);
    }();
    parts_.loop.post([found = std::move(found), access = std::move(access)]() mutable {
      found(std::move(access));
    });
  });
}

Result<void> ServerReach::test(usecases::ConnectionTest test) {
  {
    const std::scoped_lock lock(mutex_);
    if (servers_.contains(test.server_id)) return {};
    if (waiting_.size() >= kTestsWaitingMax) {
      return fail(ErrorCode::kBusy, "too many connection tests wait already: try again later");
    }
    servers_.insert(test.server_id);
    waiting_.push_back(std::move(test));
  }
  parts_.loop.post([this] { start_tests(); });
  return {};
}

void ServerReach::start_tests() {
  while (running_ < kTestsAtOnce) {
    std::unique_lock lock(mutex_);
    if (waiting_.empty()) return;
    auto test = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    ++running_;
    auto server = test.server;
    transports_->probe(std::move(server), kTestTime,
                       [this, test = std::move(test)](const ports::ConnectionReport& report) {
                         --running_;
                         test_ended(test, report);
                         start_tests();
                       });
  }
}

void ServerReach::test_ended(const usecases::ConnectionTest& test,
                             const ports::ConnectionReport& report) {
  thread_.post([this, test, report, now = parts_.loop.now()] {
    auto stored = [&]() -> Result<void> {
      FETTLE_TRY_VOID(be_connected(*parts_.database));
      return usecases::store_connection_report(*parts_.database, test, {now, report});
    }();
    {
      const std::scoped_lock lock(mutex_);
      servers_.erase(test.server_id);
    }
    parts_.loop.post([this, stored = std::move(stored)] {
      if (!stored) return parts_.failed("connection test", stored.error());
      parts_.committed();
    });
  });
}

}  // namespace fettle::app
