#include "transport/os/limiter.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace fettle::transport {
namespace {

Awaitable<void> take_into(std::shared_ptr<Limiter> limiter, std::optional<Limiter::Permit>& into) {
  auto permit = co_await limiter->take(Deadline::max());
  if (permit) into.emplace(*std::move(permit));
}

TEST(Limiter, WaiterGoesOnWhenAPermitIsGivenBack) {
  net::io_context loop;
  const auto limiter = std::make_shared<Limiter>(1);
  std::optional<Limiter::Permit> first;
  std::optional<Limiter::Permit> second;
  net::co_spawn(loop, take_into(limiter, first), net::detached);
  net::co_spawn(loop, take_into(limiter, second), net::detached);
  loop.poll();
  EXPECT_TRUE(first.has_value());
  EXPECT_FALSE(second.has_value());
  EXPECT_TRUE(limiter->is_wanted());
  first.reset();
  loop.poll();
  EXPECT_TRUE(second.has_value());
  EXPECT_FALSE(limiter->is_wanted());
}

// A loop that is destroyed destroys what waits on it last, after the limiter of the connections.
TEST(Limiter, PermitAndWaiterMayOutliveIt) {
  std::optional<Limiter::Permit> kept;
  std::optional<Limiter::Permit> never;
  {
    net::io_context loop;
    auto limiter = std::make_unique<Limiter>(1);
    Limiter* const raw = limiter.get();
    const auto take = [raw](std::optional<Limiter::Permit>& into) -> Awaitable<void> {
      auto permit = co_await raw->take(Deadline::max());
      if (permit) into.emplace(*std::move(permit));
    };
    net::co_spawn(loop, take(kept), net::detached);
    net::co_spawn(loop, take(never), net::detached);
    loop.poll();
    limiter.reset();
  }
  EXPECT_TRUE(kept.has_value());
  EXPECT_FALSE(never.has_value());
  kept.reset();
}

}  // namespace
}  // namespace fettle::transport
