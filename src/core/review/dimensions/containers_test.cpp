#include <gmock/gmock.h>

#include "core/review/dimensions_test_support.hpp"

namespace fettle::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr auto kContainers = flow::Dimension::kContainers;
using Kind = Change::Kind;

TEST(Containers, TheStateIsKeptWithoutHowLongItHasLasted) {
  const auto state = [](const std::string& status) {
    const auto line = "|docker\tweb\tnginx:1.25\t4c01db0b339c\t" + status;
    return read_section(kContainers, line).facts.at("docker/web").at(1);
  };
  EXPECT_EQ(state("Up 3 hours (healthy)"), "running");
  EXPECT_EQ(state("Up 3 hours (Paused)"), "paused");
  EXPECT_EQ(state("Exited (137) 2 days ago"), "exited (137)");
  EXPECT_EQ(state("Restarting (1) 5 seconds ago"), "restarting");
  EXPECT_EQ(state("Created"), "created");
}

TEST(Containers, NewImagesStatesAndIdsAreChanges) {
  EXPECT_THAT(
      changes_between(kContainers,
                      "|docker\tweb\tnginx:1.25\taaaaaaaaaaaaaaaa\tUp 3 hours\n"
                      "|docker\tdb\tpostgres:15\tbbbbbbbbbbbb\tUp 3 hours\n"
                      "|podman\tsame\tredis:7\tcccccccccccc\tUp 3 hours\n"
                      "|docker\told\tx\tdddddddddddd\tExited (0) 1 hour ago",
                      "|docker\tweb\tnginx:1.27\teeeeeeeeeeee\tUp 1 second\n"
                      "|docker\tdb\tpostgres:15\tbbbbbbbbbbbb\tExited (1) 2 seconds ago\n"
                      "|podman\tsame\tredis:7\tffffffffffff\tUp 2 seconds\n"
                      "|podman\tnew\ty\tgggggggggggg\tUp 2 seconds"),
      UnorderedElementsAre(
          Change{Kind::kChanged, "docker/web", "nginx:1.25 running", "nginx:1.27 running", {}},
          Change{Kind::kChanged, "docker/db", "postgres:15 running", "postgres:15 exited (1)", {}},
          Change{
              Kind::kChanged, "podman/same", "redis:7 running", "redis:7 running (recreated)", {}},
          Change{Kind::kRemoved, "docker/old", "x exited (0)", {}, {}},
          Change{Kind::kAdded, "podman/new", {}, "y running", {}}));
}

TEST(Containers, WithoutContainersNothingChanges) {
  EXPECT_THAT(changes_between(kContainers, "!neither docker nor podman is there",
                              "!neither docker nor podman is there"),
              IsEmpty());
}

}  // namespace
}  // namespace fettle::review
