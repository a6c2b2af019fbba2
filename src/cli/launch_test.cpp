#include "cli/launch.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "core/flow/flow.hpp"

namespace fettle::cli {
namespace {

/// A secret in the environment for as long as the test lasts.
class Secret {
 public:
  explicit Secret(const char* value) { ::setenv(kName, value, 1); }
  ~Secret() { ::unsetenv(kName); }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

 private:
  static constexpr const char* kName = "FETTLE_SECRET_TOKEN";
};

flow::Flow flow_with_secret() {
  flow::Flow flow;
  flow::Step step;
  step.secrets = {"TOKEN"};
  flow.steps = {step};
  return flow;
}

std::string refusal() {
  const auto secrets = read_secrets(flow_with_secret());
  return secrets ? "accepted" : secrets.error().message;
}

TEST(ReadSecrets, RefusesOneOfFewerThanFourCharactersAndSaysWhy) {
  for (const auto* value : {"", "abc"}) {
    const Secret secret(value);
    EXPECT_EQ(refusal(),
              "FETTLE_SECRET_TOKEN has fewer than 4 characters; so short a secret can't be masked "
              "in output without tearing it apart: use a longer one, or a variable that is no "
              "secret");
  }
}

TEST(ReadSecrets, TakesOneOfFourCharacters) {
  const Secret secret("abcd");
  EXPECT_EQ(refusal(), "accepted");
}

TEST(ReadSecrets, NamesTheVariablesThatAreMissing) {
  EXPECT_EQ(refusal(), "the plan needs secrets; set in the environment: FETTLE_SECRET_TOKEN");
}

}  // namespace
}  // namespace fettle::cli
