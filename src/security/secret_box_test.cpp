#include "security/secret_box.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "security/master_keys.hpp"

namespace fettle::security {
namespace {

constexpr SealedPlace kPlace{.kind = "secret", .team = "t1", .id = "s1", .version = 1};
const std::string kFirst(32, 'a');
const std::string kSecond(32, 'b');

SecretBox box(std::vector<std::string> keys) { return SecretBox(std::move(keys)); }

TEST(SecretBoxes, OpenWhatTheySealed) {
  const auto sealed = box({kFirst}).seal("hunter2", kPlace).value();
  EXPECT_EQ(sealed.find("hunter2"), std::string::npos);
  EXPECT_EQ(box({kFirst}).open(sealed, kPlace).value(), "hunter2");
}

TEST(SecretBoxes, SealAnEmptyValueToo) {
  const auto sealed = box({kFirst}).seal("", kPlace).value();
  EXPECT_EQ(box({kFirst}).open(sealed, kPlace).value(), "");
}

TEST(SecretBoxes, SealOneValueDifferentlyEachTime) {
  EXPECT_NE(box({kFirst}).seal("x", kPlace).value(), box({kFirst}).seal("x", kPlace).value());
}

TEST(SecretBoxes, RefuseWhatStoodElsewhere) {
  const auto sealed = box({kFirst}).seal("hunter2", kPlace).value();
  for (const auto& other :
       {SealedPlace{"totp", "t1", "s1", 1}, SealedPlace{"secret", "t2", "s1", 1},
        SealedPlace{"secret", "t1", "s2", 1}, SealedPlace{"secret", "t1", "s1", 2}}) {
    EXPECT_EQ(box({kFirst}).open(sealed, other).error().code, ErrorCode::kIo);
  }
}

TEST(SecretBoxes, RefuseAnyChangedByte) {
  const auto sealed = box({kFirst}).seal("hunter2", kPlace).value();
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = changed[i] == 'Q' ? 'R' : 'Q';
    EXPECT_FALSE(box({kFirst}).open(changed, kPlace)) << i;
    EXPECT_FALSE(box({kFirst}).open(sealed.substr(0, i), kPlace)) << i;
  }
}

TEST(SecretBoxes, SealWithTheFirstKeyAndOpenWithAll) {
  const auto old = box({kFirst}).seal("hunter2", kPlace).value();
  const auto both = box({kSecond, kFirst});
  EXPECT_EQ(both.open(old, kPlace).value(), "hunter2");
  const auto fresh = both.seal("hunter2", kPlace).value();
  EXPECT_TRUE(box({kSecond}).open(fresh, kPlace));
  EXPECT_EQ(box({kFirst}).open(fresh, kPlace).error().code, ErrorCode::kConflict);
}

TEST(SecretBoxes, RewrapForTheFirstKey) {
  const auto old = box({kFirst}).seal("hunter2", kPlace).value();
  const auto moved = box({kSecond, kFirst}).rewrap(old, kPlace).value();
  EXPECT_EQ(box({kSecond}).open(moved, kPlace).value(), "hunter2");
}

TEST(SecretBoxes, WithoutAKeyKeepNothing) {
  EXPECT_EQ(SecretBox().seal("x", kPlace).error().code, ErrorCode::kConflict);
  EXPECT_EQ(SecretBox().key_id(), "");
}

class MasterKeys : public ::testing::Test {
 protected:
  MasterKeys() {
    std::string pattern = ::testing::TempDir() + "fettle-keys-XXXXXX";
    folder = ::mkdtemp(pattern.data());
  }
  ~MasterKeys() override { std::filesystem::remove_all(folder); }

  std::string write(const std::string& name, const std::string& text, mode_t mode) {
    const auto path = folder / name;
    std::ofstream(path) << text;
    EXPECT_EQ(::chmod(path.c_str(), mode), 0);
    return path;
  }
  Environment environment() {
    return [this](const std::string& name) -> std::optional<std::string> {
      const auto found = variables.find(name);
      if (found == variables.end()) return std::nullopt;
      return found->second;
    };
  }

  std::filesystem::path folder;
  std::map<std::string, std::string> variables;
  const std::string hex = std::string(62, '6') + "61";
};

TEST_F(MasterKeys, ComeFromAFile) {
  const auto path = write("key", "# made today\n" + hex + "\n", 0600);
  EXPECT_TRUE(load_master_keys(path, environment()).value().has_key());
}

TEST_F(MasterKeys, OfAFileThatOthersReadAreRefused) {
  const auto path = write("key", hex, 0640);
  EXPECT_EQ(load_master_keys(path, environment()).error().code, ErrorCode::kInvalid);
}

TEST_F(MasterKeys, ComeFromTheCredentialsOfSystemd) {
  write("master-key", hex, 0440);
  variables["CREDENTIALS_DIRECTORY"] = folder;
  EXPECT_TRUE(load_master_keys("", environment()).value().has_key());
}

TEST_F(MasterKeys, ComeFromTheEnvironmentInBothForms) {
  variables["FETTLE_MASTER_KEY"] = hex;
  const auto by_hex = load_master_keys("", environment()).value().key_id();
  variables["FETTLE_MASTER_KEY"] = "ZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmE=";
  EXPECT_EQ(load_master_keys("", environment()).value().key_id(), by_hex);
}

TEST_F(MasterKeys, ThatAreNoneAreRefusedWithTheirLine) {
  const auto answer = parse_master_keys(hex + "\nshort\n", "key");
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().message.starts_with("key:2: ")) << answer.error().message;
  EXPECT_FALSE(parse_master_keys("\n# nothing\n", "key"));
}

TEST_F(MasterKeys, AreNotNeeded) {
  EXPECT_FALSE(load_master_keys("", environment()).value().has_key());
}

TEST_F(MasterKeys, AreMadeOnceAndForThisAccountAlone) {
  const auto path = (folder / "new").string();
  ASSERT_TRUE(create_master_key(path));
  EXPECT_TRUE(load_master_keys(path, environment()).value().has_key());
  EXPECT_EQ(create_master_key(path).error().code, ErrorCode::kConflict);
}

}  // namespace
}  // namespace fettle::security
