#include "cli/remote/server_access.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace fettle::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Result<ServerAccess> access(const ServerOptions& options,
                            std::map<std::string, std::string> environment = {}) {
  environment.emplace("FETTLE_TOKEN", "fettle_abc");
  return server_access(options, [environment](const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
  });
}

TEST(ServerAccess, TakesTheOptionBeforeTheEnvironment) {
  EXPECT_EQ(access({}, {{"FETTLE_SERVER", "https://a.example/x/"}})->url, "https://a.example/x");
  EXPECT_EQ(access({.server = "https://b.example"}, {{"FETTLE_SERVER", "https://a.example"}})->url,
            "https://b.example");
}

TEST(ServerAccess, SendsATokenUnencryptedToThisMachineAlone) {
  for (const auto* url : {"http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:80"}) {
    EXPECT_TRUE(access({.server = url})) << url;
  }
  for (const auto* url : {"http://fettle.example.com", "http://127.example.com", "http://10.0.0.1",
                          "http://localhost.example.com"}) {
    const auto refused = access({.server = url});
    ASSERT_FALSE(refused) << url;
    EXPECT_THAT(refused.error().message, HasSubstr("--allow-plain-http"));
    EXPECT_TRUE(access({.server = url, .allow_plain = true}));
  }
}

TEST(ServerAccess, RefusesWhatIsNoAddressAndNeverRepeatsAPassword) {
  for (const auto* url :
       {"fettle.example.com", "ftp://a.example", "https://", "https://a.example?x=1",
        "https://a.example/a b", "https://ann:geheim@a.example"}) {
    const auto refused = access({.server = url});
    ASSERT_FALSE(refused) << url;
    EXPECT_THAT(refused.error().message, Not(HasSubstr("geheim")));
  }
}

TEST(ServerAccess, WithoutATokenSaysWhereOneComesFrom) {
  const auto refused = access({.server = "https://a.example"}, {{"FETTLE_TOKEN", ""}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message,
              AllOf(HasSubstr("API tokens"), HasSubstr("FETTLE_TOKEN"), HasSubstr("--token-file")));
}

TEST(ServerAccess, RefusesATokenThatWouldBeMoreThanAHeader) {
  EXPECT_FALSE(access({.server = "https://a.example"}, {{"FETTLE_TOKEN", "a\r\nX: b"}}));
  EXPECT_EQ(access({.server = "https://a.example"}, {{"FETTLE_TOKEN", " fettle_x\n"}})->token,
            "fettle_x");
}

}  // namespace
}  // namespace fettle::cli
