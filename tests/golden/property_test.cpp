// What must hold for any flow and any text.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <variant>

#include "base/json.hpp"
#include "base/source_text.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/render_flow.hpp"
#include "tests/golden/random_flow.hpp"

namespace fettle::flow {
namespace {

constexpr std::uint32_t kFlows = 400;
constexpr std::uint32_t kMutations = 3000;

struct Parsed {
  std::string text;
  SourceText source;
  ParsedFlow result;

  explicit Parsed(std::string t)
      : text(std::move(t)), source("flow.md", text), result(parse_flow(source)) {}
  std::string shown() const {
    std::string all = text;
    for (const auto& diagnostic : result.diagnostics) all += source.show(diagnostic);
    return all;
  }
};

TEST(Render, ReadsBackAsTheSameFlow) {
  for (std::uint32_t seed = 0; seed < kFlows; ++seed) {
    const auto flow = random_flow(seed);
    const Parsed parsed(render(flow));
    ASSERT_TRUE(parsed.result.flow) << "seed " << seed << "\n" << parsed.shown();
    ASSERT_EQ(*parsed.result.flow, flow) << "seed " << seed << "\n" << parsed.shown();
    ASSERT_EQ(render(*parsed.result.flow), parsed.text) << "seed " << seed;
  }
}

TEST(FlowJson, OfAnyFlowIsReadBackAsItWas) {
  for (std::uint32_t seed = 0; seed < kFlows; ++seed) {
    const Parsed parsed(render(random_flow(seed)));
    const auto bytes = to_canonical_json(*parsed.result.flow);
    const auto again = from_json<Flow>(bytes);
    ASSERT_TRUE(again) << "seed " << seed << ": " << again.error().message << "\n" << bytes;
    ASSERT_EQ(*again, *parsed.result.flow) << "seed " << seed << "\n" << bytes;
    ASSERT_EQ(to_canonical_json(*again), bytes) << "seed " << seed;
  }
}

TEST(ReplaceStep, LeavesEveryOtherByteAlone) {
  for (std::uint32_t seed = 0; seed < kFlows; ++seed) {
    const Parsed before(render(random_flow(seed)));
    const auto& steps = before.result.flow->steps;
    const auto at = seed % steps.size();
    const auto replacement = random_flow(seed + 1).steps.front();
    const Parsed after(replace_step(before.text, steps[at], replacement));
    const auto [begin, end] = steps[at].extent;
    ASSERT_TRUE(after.text.starts_with(before.text.substr(0, begin))) << "seed " << seed;
    ASSERT_TRUE(after.text.ends_with(before.text.substr(end))) << "seed " << seed;
    auto expected = *before.result.flow;
    expected.steps[at] = replacement;
    ASSERT_TRUE(after.result.flow) << "seed " << seed << "\n" << after.shown();
    ASSERT_EQ(*after.result.flow, expected) << "seed " << seed << "\n" << after.shown();
  }
}

TEST(ReplaceStep, KeepsWindowsLineBreaksAndAMissingLastOne) {
  const Parsed before(
      "---\r\nsubject: a\r\nrisk_level: low\r\n---\r\n# A\r\n\r\n## Steps\r\n\r\n### Step 1: a\r\n"
      "```yaml\r\ntype: wait\r\nseconds: 1\r\n```");
  const auto& old_step = before.result.flow->steps.front();
  auto new_step = old_step;
  new_step.body = Wait{std::chrono::seconds(2)};
  EXPECT_EQ(replace_step(before.text, old_step, new_step),
            "---\r\nsubject: a\r\nrisk_level: low\r\n---\r\n# A\r\n\r\n## Steps\r\n\r\n"
            "### Step 1: a\r\n\r\n```yaml\r\ntype: wait\r\nseconds: 2\r\n```");
}

/// One small edit of the kinds that people and broken tools make.
std::string mutate(std::string text, std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {"\n",   "```", "---\n", "# ",  "### Step 2: x\n",
                                                 ":",    "{{",  "}}",    "- ",  "\t",
                                                 "\"",   "'",   "*",     "&a ", "[",
                                                 "\xFF", "\r",  "<!--"};
  const auto at = random() % (text.size() + 1);
  const auto length = std::min<std::size_t>(random() % 20, text.size() - at);
  switch (random() % 3) {
    case 0:
      return text.erase(at, length);
    case 1:
      return text.insert(at, kPieces[random() % std::size(kPieces)]);
    default:
      return text.insert(random() % (text.size() + 1), text.substr(at, length));
  }
}

TEST(ParseFlow, SurvivesAnyMutationOfAGoodDocument) {
  std::mt19937 random(7);
  std::string text;
  for (std::uint32_t i = 0; i < kMutations; ++i) {
    if (i % 8 == 0) text = render(random_flow(i));
    text = mutate(std::move(text), random);
    const Parsed parsed(text);
    bool errors = false;
    for (const auto& diagnostic : parsed.result.diagnostics) {
      errors = errors || diagnostic.severity == Severity::kError;
      ASSERT_FALSE(parsed.source.show(diagnostic).empty());
    }
    ASSERT_EQ(parsed.result.flow.has_value(), !errors) << parsed.shown();
  }
}

/// Documents built to cost much more than their size.
TEST(ParseFlow, HostileTextsTakeNoTime) {
  const std::string head =
      "---\nsubject: a\nrisk_level: low\n---\n# A\n\n## Steps\n\n### Step 1: a\n";
  const auto block = [&](const std::string& yaml) { return head + "```yaml\n" + yaml + "\n```\n"; };
  const auto repeat = [](std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += piece;
    return text;
  };
  constexpr std::size_t kLarge = 900'000;
  const std::string texts[] = {
      head + repeat("> ", kLarge),
      head + repeat("- ", kLarge),
      head + repeat("![", kLarge),
      head + repeat("_a*b", kLarge),
      head + repeat("`a``b```", kLarge),
      head + repeat("### Step 1: a\n", kLarge),
      head + repeat("[a]: b\n", kLarge),
      block("type: " + repeat("{a: ", kLarge)),
      block("type: " + repeat("- ", kLarge)),
      block("checks: [" + repeat("a, ", kLarge) + "]"),
      block("? " + repeat("a", kLarge)),
      block(repeat("a: 1\n", kLarge)),
      block("type: custom_tool\ncommand: \"" + repeat("{{ a }} ", kLarge) + "\""),
      block("type: custom_tool\ncommand: \"" + repeat("while $(( ${a `b ", kLarge) + "\""),
      block("type: custom_tool\ncommand: |\n" + repeat("  cat <<A <<B\n", kLarge)),
      block("type: custom_tool\ncommand: '" + repeat("=password", kLarge) + "'"),
      block("type: validate\nchecks: ['" + repeat("sh -c ", kLarge) + "']"),
  };
  for (const auto& text : texts) {
    const auto began = std::chrono::steady_clock::now();
    const Parsed parsed(text);
    const auto spent = std::chrono::steady_clock::now() - began;
    EXPECT_LT(spent, std::chrono::seconds(20)) << text.substr(0, 200);
    RecordProperty("ms", static_cast<int>(spent / std::chrono::milliseconds(1)));
  }
}

}  // namespace
}  // namespace fettle::flow
