// Routes without a network: a fresh database in memory with one team and one person in it, and
// call(), which goes the whole way from the permission table to the problem document. Who asks is
// `actor`.
#pragma once

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/dispatch.hpp"
#include "api/event_hub.hpp"
#include "api/routes/all.hpp"

namespace fettle::api {

/// Nobody carries batches out: every word to one is answered kBusy.
class NoBatches : public ports::BatchCommands {
 public:
  void take_up(std::string_view batch) override { taken_up.emplace_back(batch); }
  Result<void> tell(std::string_view batch, const engine::BatchInput& input,
                    const ports::WordTerms& terms) override;
  Result<void> tell(std::string_view batch, std::string_view session,
                    const engine::SessionInput& input, const ports::WordTerms& terms) override;

  std::vector<std::string> taken_up;
};

class CountingRandom : public ports::Random {
 public:
  std::uint64_t bits() override { return ++last_; }

 private:
  std::uint64_t last_ = 0;
};

class TestApi {
 public:
  static constexpr std::string_view kTeam = "01900000-0000-7000-8000-0000000000a1";
  static constexpr std::string_view kUser = "01900000-0000-7000-8000-0000000000b1";
  static constexpr std::string_view kOtherTeam = "01900000-0000-7000-8000-0000000000a2";
  static constexpr std::string_view kOtherUser = "01900000-0000-7000-8000-0000000000b2";

  explicit TestApi(std::vector<Route> routes = all_routes());

  /// `target` with its query; a body is sent as JSON unless `headers` say otherwise.
  http::Response call(std::string_view method, std::string_view target, std::string_view body = {},
                      http::Headers headers = {});

  store::Connection& database() { return *database_; }
  /// For calling use cases directly, as `actor`.
  usecases::Context context();
  void sign_in(security::Role role);
  /// An owner of the other team.
  void sign_in_elsewhere();

  std::optional<usecases::Actor> actor;  ///< an owner of kTeam at first; none: nobody
  Instant now{1'800'000'000'000};
  NoBatches batches;
  EventHub events{"test"};
  usecases::Services services{.batches = batches, .public_url = "https://fettle.test"};

 private:
  class NamedActor : public Authenticator {
   public:
    explicit NamedActor(const std::optional<usecases::Actor>& actor) : actor_(actor) {}
    Result<std::optional<usecases::Actor>> authenticate(const http::Request& request,
                                                        store::Connection& database,
                                                        Instant now) override;

   private:
    const std::optional<usecases::Actor>& actor_;
  };

  void add_team(std::string_view team, std::string_view user, std::string_view name);

  std::unique_ptr<store::Connection> database_;
  CountingRandom random_;
  NamedActor authenticator_{actor};
  Dispatcher dispatcher_;
};

/// Appends to the file $FETTLE_RECORD, where that is set, for the test that holds every exchange
/// against the contract. `target` is the path with its query.
void record_exchange(const http::Request& request, std::string_view target,
                     const http::Response& response);

/// The body as JSON; null, and a failed test, where it is none.
boost::json::value json_of(const http::Response& response);

}  // namespace fettle::api
