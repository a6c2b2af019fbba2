#include "cli/batch_lock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace fettle::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class BatchLockTest : public testing::Test {
 protected:
  BatchLockTest() {
    std::string name = testing::TempDir() + "fettle-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~BatchLockTest() override { fs::remove_all(folder_); }
  std::string database() const { return folder_ / "db"; }
  std::string lock() const { return database() + ".batch.lock"; }
  std::string refusal() const {
    const auto taken = BatchLock::take(database(), "batch");
    return taken ? "it was taken" : taken.error().message;
  }
  fs::path folder_;
};

TEST_F(BatchLockTest, IsHeldByOneAndGoesWithIt) {
  {
    const auto first = BatchLock::take(database(), "batch");
    ASSERT_TRUE(first);
    EXPECT_THAT(refusal(), HasSubstr("is being carried out by process"));
  }
  EXPECT_TRUE(BatchLock::take(database(), "batch"));
}

TEST_F(BatchLockTest, NeverWritesThroughALink) {
  const fs::path victim = folder_ / "victim";
  std::ofstream(victim) << "precious";
  fs::create_symlink(victim, lock());
  EXPECT_THAT(refusal(), HasSubstr("not a plain file"));
  fs::remove(lock());
  fs::create_hard_link(victim, lock());
  EXPECT_THAT(refusal(), HasSubstr("not a plain file"));
  EXPECT_EQ(fs::file_size(victim), 8U);
}

TEST_F(BatchLockTest, IsNoPipeAndNoFolder) {
  ASSERT_EQ(mkfifo(lock().c_str(), 0600), 0);
  EXPECT_THAT(refusal(), HasSubstr("not a plain file"));
  fs::remove(lock());
  fs::create_directory(lock());
  EXPECT_THAT(refusal(), HasSubstr("not a plain file"));
}

}  // namespace
}  // namespace fettle::cli
