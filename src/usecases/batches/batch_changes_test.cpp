#include "usecases/batches/batch_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/review/codec.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Packages = std::map<std::string, std::vector<std::string>>;

class RolledUpChanges : public LaunchedBatch {
 protected:
  RolledUpChanges() { launch({"web1", "web2", "web3", "web4", "web5"}); }
  void see(std::size_t position, std::string_view moment, Packages packages,
           bool is_complete = true) {
    review::Snapshot snapshot;
    snapshot.sections[flow::Dimension::kPackages] = {.facts = std::move(packages),
                                                     .complete = is_complete};
    ASSERT_TRUE(
        teams.database().run("insert into snapshots (session_id, moment, body) values (?, ?, ?)",
                             session(position), moment, review::encode(snapshot)));
  }
  void see_both(std::size_t position, Packages before, Packages after) {
    see(position, "before", std::move(before));
    see(position, "after", std::move(after));
  }
  BatchChanges changes(const ChangesQuery& query = {}) {
    auto ann = teams.north();
    auto rolled_up = roll_up_changes(ann, batch, query);
    EXPECT_TRUE(rolled_up) << rolled_up.error().message;
    return rolled_up ? *std::move(rolled_up) : BatchChanges{};
  }
};

TEST_F(RolledUpChanges, SayOnHowManyAnItemChangedStayedAndIsMissing) {
  see_both(0, {{"openssl", {"3.0.15"}}}, {{"openssl", {"3.0.16"}}});
  see_both(1, {{"openssl", {"3.0.15"}}}, {{"openssl", {"3.0.16"}}});
  see_both(2, {{"openssl", {"3.0.16"}}}, {{"openssl", {"3.0.16"}}});
  see_both(3, {{"bash", {"5.2"}}}, {{"bash", {"5.2"}}});
  const auto rolled_up = changes();
  ASSERT_THAT(rolled_up.items, SizeIs(1));
  const auto& openssl = rolled_up.items[0];
  EXPECT_EQ(openssl.dimension, "packages");
  EXPECT_EQ(openssl.subject, "openssl");
  EXPECT_EQ(openssl.changed, 2);
  EXPECT_EQ(openssl.unchanged, 1);
  EXPECT_EQ(openssl.missing, 2) << "web4 has none, nobody looked at web5";
  ASSERT_THAT(openssl.variants, SizeIs(1));
  EXPECT_EQ(openssl.variants[0].after, "3.0.16");
  EXPECT_THAT(openssl.variants[0].targets, ElementsAre("web1", "web2"));
  EXPECT_EQ(rolled_up.compared, 4);
  EXPECT_EQ(rolled_up.targets, 5);
}

TEST_F(RolledUpChanges, TellEachWayInWhichAnItemChanged) {
  see_both(0, {{"openssl", {"1"}}}, {{"openssl", {"2"}}});
  see_both(1, {{"openssl", {"1"}}}, {});
  see_both(2, {}, {{"openssl", {"2"}}});
  see_both(3, {{"openssl", {"1"}}}, {{"openssl", {"2"}}});
  const auto openssl = changes().items.at(0);
  EXPECT_EQ(openssl.changed, 4);
  ASSERT_THAT(openssl.variants, SizeIs(3));
  EXPECT_EQ(openssl.variants[0].kind, "changed");
  EXPECT_EQ(openssl.variants[0].count, 2);
  EXPECT_EQ(openssl.variants_total, 3);
}

TEST_F(RolledUpChanges, TakeWhatWasNotSeenWholeForMissing) {
  see_both(0, {{"openssl", {"1"}}}, {{"openssl", {"2"}}});
  see(1, "before", {{"openssl", {"1"}}});
  see(1, "after", {{"openssl", {"1"}}}, false);
  const auto openssl = changes().items.at(0);
  EXPECT_EQ(openssl.unchanged, 0);
  EXPECT_EQ(openssl.missing, 4);
}

TEST_F(RolledUpChanges, ComeInPagesMostFrequentFirst) {
  see_both(0, {{"a", {"1"}}, {"b", {"1"}}}, {{"a", {"2"}}, {"b", {"2"}}});
  see_both(1, {{"a", {"1"}}, {"b", {"1"}}}, {{"a", {"1"}}, {"b", {"2"}}});
  const auto first = changes({.first = 0, .limit = 1});
  ASSERT_THAT(first.items, SizeIs(1));
  EXPECT_EQ(first.items[0].subject, "b");
  EXPECT_EQ(first.total, 2);
  EXPECT_EQ(changes({.first = 1, .limit = 1}).items.at(0).subject, "a");
  EXPECT_THAT(changes({.first = 9, .limit = 1}).items, IsEmpty());
}

TEST_F(RolledUpChanges, AreOfOneDimensionWhereOneIsNamed) {
  see_both(0, {{"a", {"1"}}}, {{"a", {"2"}}});
  EXPECT_THAT(changes({.dimension = "packages"}).items, SizeIs(1));
  EXPECT_THAT(changes({.dimension = "kernel"}).items, IsEmpty());
  auto ann = teams.north();
  EXPECT_EQ(roll_up_changes(ann, batch, {.dimension = "weather"}).error().code,
            ErrorCode::kMalformed);
}

TEST_F(RolledUpChanges, OfAnotherTeamAreNotFound) {
  auto bob = teams.south();
  EXPECT_EQ(roll_up_changes(bob, batch, {}).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace fettle::usecases
