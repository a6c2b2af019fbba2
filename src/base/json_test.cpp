#include "base/json.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>

#include "base/json_tolerant.hpp"

namespace fettle {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

enum class State { kPending, kTimedOut };
BOOST_DESCRIBE_ENUM(State, kPending, kTimedOut)

struct Step {
  std::string command;
  std::optional<int> retries;
  bool sudo = false;
  friend bool operator==(const Step&, const Step&) = default;
};
BOOST_DESCRIBE_STRUCT(Step, (), (command, retries, sudo))

struct Batch {
  std::int64_t number = 0;
  State state = State::kPending;
  std::vector<Step> steps;
  std::map<std::string, std::string> labels;
  friend bool operator==(const Batch&, const Batch&) = default;
};
BOOST_DESCRIBE_STRUCT(Batch, (), (number, state, steps, labels))

struct Wait {
  std::chrono::seconds timeout{0};
  friend bool operator==(const Wait&, const Wait&) = default;
};
BOOST_DESCRIBE_STRUCT(Wait, (), (timeout))
struct HumanGate {
  friend bool operator==(const HumanGate&, const HumanGate&) = default;
};
BOOST_DESCRIBE_STRUCT(HumanGate, (), ())
using Body = std::variant<HumanGate, Wait>;

struct Settings {
  static constexpr bool kLenient = true;
  static constexpr std::array kFormerNames{FormerName{"tz", "zone"}};
  int limit = 20;
  std::string zone = "UTC";
};
BOOST_DESCRIBE_STRUCT(Settings, (), (limit, zone))

struct Tree {
  std::vector<Tree> parts;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (parts))

struct Numbered {
  int number = 0;
};
BOOST_DESCRIBE_STRUCT(Numbered, (), (number))
struct Named : Numbered {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (Numbered), (name))

template <class T>
std::vector<std::string> problems_of(std::string_view text) {
  std::vector<std::string> messages;
  const auto result = from_json<T>(text);
  if (result) return {"no problem"};
  EXPECT_EQ(result.error().code, ErrorCode::kInvalid);
  for (const auto& diagnostic : result.error().diagnostics) messages.push_back(diagnostic.message);
  return messages;
}

const Batch kBatch{.number = 7,
                   .state = State::kTimedOut,
                   .steps = {{"apt-get -y upgrade", 2, true}, {"true", {}, false}},
                   .labels = {{"env", "prod"}}};

TEST(ToJson, WritesMembersInTheirOrder) {
  EXPECT_EQ(to_json(kBatch),
            R"({"number":7,"state":"timed_out","steps":[)"
            R"({"command":"apt-get -y upgrade","retries":2,"sudo":true},)"
            R"({"command":"true","retries":null,"sudo":false}],"labels":{"env":"prod"}})");
}

TEST(ToJson, WritesEmptyContainers) {
  EXPECT_EQ(to_json(Batch{}), R"({"number":0,"state":"pending","steps":[],"labels":{}})");
}

TEST(ToJson, WritesTimesAsCounts) {
  EXPECT_EQ(to_json(std::vector{Instant{1'774'747'800'000}}), "[1774747800000]");
  EXPECT_EQ(to_json(std::chrono::minutes(90)), "90");
}

TEST(ToJson, WritesOfALocatedValueTheValueAlone) {
  EXPECT_EQ(to_json(Located<std::string>("true", {{3, 1}, {3, 5}})), R"("true")");
}

TEST(ToJson, WritesTheKindOfAVariant) {
  EXPECT_EQ(to_json(std::vector<Body>{HumanGate{}, Wait{std::chrono::seconds(5)}}),
            R"([{"kind":"human_gate"},{"kind":"wait","timeout":5}])");
}

TEST(ToJson, WritesInheritedMembersFirst) {
  EXPECT_EQ(to_json(Named{{3}, "x"}), R"({"number":3,"name":"x"})");
}

TEST(ToJson, WritesTheLimitsOfIntegers) {
  EXPECT_EQ(to_json(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(to_json(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
}

TEST(ToJson, WritesDoublesSoThatTheyReadTheSame) {
  EXPECT_EQ(from_json<double>(to_json(0.1 + 0.2)).value(), 0.1 + 0.2);
  EXPECT_EQ(from_json<double>(to_json(1e300)).value(), 1e300);
}

TEST(ToJson, WritesNullForANumberThatIsNotFinite) {
  EXPECT_EQ(to_json(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(ToJson, EscapesWhatJsonDoesNotTake) {
  EXPECT_EQ(to_json(std::string("a\"\\\n\t\x01\x1F/", 8)), R"("a\"\\\n\t\u0001\u001f/")");
  EXPECT_EQ(to_json(std::string("\0", 1)), R"("\u0000")");
}

TEST(ToJson, EscapesAByteWhereverItStands) {
  for (int byte = 1; byte < 0x80; ++byte) {
    for (std::size_t place = 0; place < 20; ++place) {
      std::string text(20, 'x');
      text[place] = static_cast<char>(byte);
      const auto json = to_canonical_json(text);
      EXPECT_EQ(from_json<std::string>(json), text) << json;
      const bool is_special = byte < ' ' || byte == '"' || byte == '\\';
      EXPECT_EQ(json.size() > text.size() + 2, is_special) << json;
    }
  }
}

TEST(ToJson, KeepsUnicodeAndReplacesBytesThatAreNoUtf8) {
  EXPECT_EQ(to_json(std::string("\xC3\xA9\xFF\xE2\x82z")), "\"\xC3\xA9\uFFFD\uFFFD\uFFFDz\"");
}

TEST(FromJson, ReadsWhatToJsonWrites) { EXPECT_EQ(from_json<Batch>(to_json(kBatch)), kBatch); }

TEST(FromJson, ReadsTheAlternativeThatTheKindNames) {
  EXPECT_EQ(from_json<Body>(R"({"timeout":5,"kind":"wait"})"), Body(Wait{std::chrono::seconds(5)}));
}

TEST(FromJson, TakesAMissingOptionalAsEmpty) {
  EXPECT_EQ(from_json<Step>(R"({"command":"true","sudo":true})"), (Step{"true", {}, true}));
}

TEST(FromJson, KeepsTheDefaultsOfALenientStruct) {
  const auto settings = from_json<Settings>(R"({"limit":5})");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->limit, 5);
  EXPECT_EQ(settings->zone, "UTC");
}

TEST(FromJson, RefusesAnUnknownFieldOfALenientStructToo) {
  EXPECT_THAT(problems_of<Settings>(R"({"limits":5})"), ElementsAre("limits: unknown field"));
}

TEST(FromJson, TakesAFormerNameWhereThePresentOneIsMissing) {
  EXPECT_EQ(from_json<Settings>(R"({"tz":"Asia/Tokyo"})")->zone, "Asia/Tokyo");
  EXPECT_THAT(problems_of<Settings>(R"({"tz":"Asia/Tokyo","zone":"UTC"})"),
              ElementsAre("tz: unknown field"));
}

TEST(FromJson, TellsEveryProblemWithItsPath) {
  EXPECT_THAT(problems_of<Batch>(R"({"number":"7","state":"oops","labels":{"env":5},)"
                                 R"("steps":[{"command":"x","sudo":1},{"sudo":false,"sud":0}]})"),
              ElementsAre("number: expected an integer, got a string",
                          "state: \"oops\" is not one of: pending, timed_out",
                          "steps[0].sudo: expected true or false, got a number",
                          "steps[1].command: is required", "steps[1].sud: unknown field",
                          "labels.env: expected a string, got a number"));
}

TEST(FromJson, NamesTheFirstProblemAndCountsTheRest) {
  const auto result = from_json<Step>("{}");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "command: is required (and 1 more)");
}

TEST(FromJson, NamesTheKnownFieldsWhereOneIsUnknown) {
  const auto result = from_json<Wait>(R"({"timeout":1,"timeouts":2})");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().diagnostics.front().hint, "known fields: timeout");
}

TEST(FromJson, RefusesAnIntegerThatDoesNotFit) {
  const std::string problem = "the document: must be an integer from 0 to 255";
  EXPECT_THAT(problems_of<std::uint8_t>("256"), ElementsAre(problem));
  EXPECT_THAT(problems_of<std::uint8_t>("-1"), ElementsAre(problem));
  EXPECT_THAT(problems_of<std::uint8_t>("1.5"), ElementsAre(problem));
}

TEST(FromJson, RefusesNullWhereAValueMustStand) {
  EXPECT_THAT(problems_of<Wait>(R"({"timeout":null})"),
              ElementsAre("timeout: expected an integer, got null"));
}

TEST(FromJson, RefusesAVariantWithoutAKindThatItKnows) {
  EXPECT_THAT(problems_of<Body>(R"({"timeout":5})"), ElementsAre("kind: is required"));
  EXPECT_THAT(problems_of<Body>(R"({"kind":"waits"})"),
              ElementsAre("kind: \"waits\" is not one of: human_gate, wait"));
  EXPECT_THAT(problems_of<Body>(R"({"kind":1})"),
              ElementsAre("kind: expected a string, got a number"));
}

TEST(FromJson, RefusesFieldsOfAnotherAlternative) {
  EXPECT_THAT(problems_of<Body>(R"({"kind":"human_gate","timeout":5})"),
              ElementsAre("timeout: unknown field"));
}

TEST(FromJson, SaysWhereTheSyntaxIsWrong) {
  EXPECT_THAT(problems_of<Step>("{\n  \"command\": x}"),
              ElementsAre(HasSubstr("line 2, column 14: not valid JSON")));
  EXPECT_THAT(problems_of<Step>(""), ElementsAre(HasSubstr("incomplete")));
  EXPECT_THAT(problems_of<Step>("{} {}"), ElementsAre(HasSubstr("line 1, column 4")));
}

TEST(FromJson, RefusesBytesThatAreNoUtf8) { EXPECT_FALSE(from_json<std::string>("\"\xFF\"")); }

TEST(FromJson, ReadsNestingUpToTheLimitAndRefusesMore) {
  const auto nested = [](std::size_t levels) {
    std::string text = R"({"parts":[]})";
    for (std::size_t level = 2; level < levels; level += 2) text = R"({"parts":[)" + text + "]}";
    return text;
  };
  EXPECT_TRUE(from_json<Tree>(nested(kMaxJsonDepth)));
  EXPECT_THAT(problems_of<Tree>(nested(kMaxJsonDepth + 2)), ElementsAre(HasSubstr("too deep")));
}

TEST(FromJson, RefusesHostileNestingAtOnce) {
  EXPECT_FALSE(from_json<Tree>(std::string(5'000'000, '[')));
}

TEST(FromJson, RefusesADocumentThatIsTooLarge) {
  const auto text = '"' + std::string(kMaxJsonBytes, 'a') + '"';
  EXPECT_THAT(problems_of<std::string>(text), ElementsAre(HasSubstr("the limit is 16777216")));
}

TEST(FromJson, ReadsMoreOfWhatAServiceAnswers) {
  const auto text = '"' + std::string(kMaxJsonBytes, 'a') + '"';
  EXPECT_TRUE(from_json_tolerant<std::string>(text));
}

TEST(FromJson, KeepsABoundedNumberOfProblems) {
  std::string text = "[1";
  for (int i = 0; i < 999; ++i) text += ",1";
  const auto result = from_json<std::vector<std::string>>(text + "]");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().diagnostics.size(), kMaxJsonProblems);
  EXPECT_THAT(result.error().message, HasSubstr("(and 999 more)"));
}

TEST(FromJson, QuotesAndCutsHostileNames) {
  EXPECT_THAT(problems_of<HumanGate>("{\"a\\u001b[2J\":1}"),
              ElementsAre("[\"a\\u001b[2J\"]: unknown field"));
  const std::string name(1'000, 'x');
  EXPECT_THAT(problems_of<HumanGate>("{\"" + name + "\":1}"),
              ElementsAre("[\"" + std::string(60, 'x') + "\"...]: unknown field"));
}

TEST(Encode, MakesTheTreeOfTheText) {
  EXPECT_EQ(boost::json::serialize(encode(Wait{std::chrono::seconds(5)})), R"({"timeout":5})");
}

TEST(Decode, ReadsATree) {
  EXPECT_EQ(decode<Wait>(encode(Wait{std::chrono::seconds(5)})), Wait{std::chrono::seconds(5)});
}

}  // namespace
}  // namespace fettle
