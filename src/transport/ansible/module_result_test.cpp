#include "transport/ansible/module_result.hpp"

#include <gtest/gtest.h>

namespace fettle::transport {
namespace {

using Kind = ModuleResult::Kind;

TEST(ModuleResult, OfACommandThatRan) {
  const auto result = read_module_result(
      R"({"changed": true, "cmd": ["sh"], "delta": "0:00:00.005", "msg": "non-zero return code",
          "rc": 3, "stderr": "e\n", "stdout": "6869"})");
  EXPECT_EQ(result.kind, Kind::kExited);
  EXPECT_EQ(result.exit_status, 3);
  EXPECT_EQ(result.err, "e\n");
  EXPECT_EQ(bytes_of_hex(result.out), "hi");
}

TEST(ModuleResult, OfAHostThatIsNotReached) {
  const auto result = read_module_result(
      R"({"changed": false, "msg": "Failed to connect:\nrefused\n", "unreachable": true})");
  EXPECT_EQ(result.kind, Kind::kUnreachable);
  EXPECT_EQ(result.message, "Failed to connect: refused");
}

TEST(ModuleResult, OfATargetWithoutPythonIsNoExitOfTheCommand) {
  const auto result = read_module_result(
      R"({"module_stderr": "/bin/sh: 1: python3: not found\n", "module_stdout": "", "rc": 127,
          "stdout": "", "msg": "The module failed"})");
  EXPECT_EQ(result.kind, Kind::kNoPython);
}

TEST(ModuleResult, OfAModuleThatBrokeSaysNothingOfTheCommand) {
  EXPECT_EQ(read_module_result(
                R"({"module_stderr": "Traceback", "module_stdout": "", "rc": 1, "msg": "x"})")
                .kind,
            Kind::kFailed);
  EXPECT_EQ(read_module_result(R"({"msg": "Incorrect sudo password"})").kind, Kind::kNotBecome);
}

TEST(ModuleResult, OfWhatIsNoAnswerIsAFailureWithItsReason) {
  for (const auto* text : {"", "[]", "{", "{\"rc\": \"0\"}", "{\"unreachable\": 1}"})
    EXPECT_EQ(read_module_result(text).kind, Kind::kFailed) << text;
  EXPECT_FALSE(read_module_result("").message.empty());
}

TEST(ModuleResult, DigitsThatAreNoneEndTheOutput) { EXPECT_EQ(bytes_of_hex("6869zz68"), "hi"); }

}  // namespace
}  // namespace fettle::transport
