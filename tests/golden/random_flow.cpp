#include "tests/golden/random_flow.hpp"

#include <fmt/format.h>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace fettle::flow {
namespace {

class Maker {
 public:
  explicit Maker(std::uint32_t seed) : random_(seed) {}

  Flow flow() {
    Flow flow;
    flow.name = title();
    flow.description = prose();
    flow.type = below(3) == 0 ? FlowType::kProcedural : FlowType::kMaintenance;
    flow.subject = "os";
    flow.risk = std::array{Risk::kLow, Risk::kMedium, Risk::kHigh}[below(3)];
    flow.strategy = strategy();
    if (coin()) flow.snapshot_dimensions = {Dimension::kDisk, Dimension::kKernel};
    if (coin()) flow.target_selector = selector(0);
    if (coin()) flow.tags = {"a", text()};
    flow.scripts = {coin() ? Shell::kBash : Shell::kSh, coin()};
    if (coin()) flow.estimated = std::chrono::minutes(below(100));
    if (coin()) flow.auto_approve_rules.push_back(ApprovalRule{"recipe", "slug", coin()});
    for (std::size_t i = 0, n = below(3); i < n; ++i) flow.variables.push_back(variable(i));
    for (std::size_t i = 0, n = 1 + below(5); i < n; ++i) flow.steps.push_back(step());
    if (coin()) {
      flow.rollback.push_back(step());
      flow.on_failure = coin() ? OnFailure::kRollback : OnFailure::kOffer;
    }
    if (coin()) flow.notes.push_back({title(), prose()});
    return flow;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  bool coin() { return below(2) == 0; }

  template <std::size_t N>
  std::string any(const std::array<std::string_view, N>& words) {
    return std::string(words[below(N)]);
  }

  std::string title() {
    return any<8>({"Check", "learn C#", "F #", "*bold* `x`", "Maintenance: twice", "日本 Größe",
                   "Step 1: again", "{{ name }}"});
  }

  std::string prose() {
    return any<9>({"", "One line.", "Two\nlines.", "- a\n- b\n\n      code", "> quoted\nlazy",
                   "```sh\nls\n```", "~~~\n# no heading\n~~~", "#### Deep heading\n\ntext",
                   "<!-- ### Step 9: hidden -->"});
  }

  /// Text that is hard to write in YAML.
  std::string text() {
    return any<16>({"nginx -t", "a: b", "- x", "'", "\"", "\\", "true", "012", "a\nb\n", "a\n\n  b",
                    " lead", "{{ name }}", "# no", "tab\tbell\a", "```\nx\n```", "\xE2\x80\xA8é"});
  }

  Located<std::string> located() { return {text()}; }

  /// Shell text is text that can be seen: a plan that hides a character in it is refused.
  Located<std::string> script() {
    const auto shown = text();
    return {shown.contains('\a') || shown.contains("\xE2\x80\xA8") ? "echo \\a é" : shown};
  }

  Strategy strategy() {
    Strategy strategy;
    strategy.kind = std::array{StrategyKind::kRolling, StrategyKind::kParallel,
                               StrategyKind::kParallelBatched, StrategyKind::kRings}[below(4)];
    if (strategy.kind == StrategyKind::kParallelBatched) {
      strategy.batch_size = static_cast<int>(1 + below(9));
    }
    if (strategy.kind == StrategyKind::kRings && coin()) {
      strategy.rings = {{text(), 10, std::chrono::minutes(below(3)), coin()}, {"last", 100}};
    }
    if (coin()) strategy.max_failures = FailureLimit{static_cast<int>(below(100)), coin()};
    if (coin()) strategy.max_concurrency = static_cast<int>(1 + below(64));
    if (coin()) strategy.shuffle = below(1000);
    return strategy;
  }

  fleet::Selector selector(int depth) {
    using Kind = fleet::Selector::Kind;
    const auto kind = std::array{Kind::kAll, Kind::kRole,  Kind::kTag,  Kind::kList,
                                 Kind::kNot, Kind::kAllOf, Kind::kAnyOf}[below(depth < 3 ? 7 : 4)];
    fleet::Selector selector{kind, {}, {}};
    if (kind == Kind::kRole || kind == Kind::kTag || kind == Kind::kList) selector.value = text();
    if (kind == Kind::kNot) selector.parts = {this->selector(depth + 1)};
    if (kind == Kind::kAllOf || kind == Kind::kAnyOf) {
      selector.parts = {this->selector(depth + 1), this->selector(depth + 1)};
    }
    return selector;
  }

  Variable variable(std::size_t i) {
    Variable variable;
    variable.name = fmt::format("v{}", i);
    variable.label = coin() ? text() : "";
    if (coin()) {
      variable.type = Variable::Type::kChoice;
      variable.options = {"one", "two"};
    }
    if (coin()) variable.per = Variable::Per::kTarget;
    variable.required = coin();
    if (coin()) {
      variable.default_value = "one";
      variable.required = false;
    }
    return variable;
  }

  Step step() {
    Step step;
    step.title = title();
    step.prose = prose();
    step.body = body();
    if (coin() && !std::holds_alternative<HumanGate>(step.body)) {
      step.requires_approval = Located<bool>(coin());
    }
    if (effect(step) == Effect::kNone) return step;
    step.retries = static_cast<int>(below(3));
    step.retry_delay = std::chrono::seconds(below(20));
    step.continue_on_error = coin();
    step.idempotent = coin();
    if (coin()) step.become = coin();
    if (coin()) {
      step.become = true;
      step.as_whom = Become{"postgres", coin() ? std::optional(BecomeMethod::kSu) : std::nullopt};
    }
    if (coin()) step.only_if = script();
    if (coin()) step.shell = coin() ? Shell::kBash : Shell::kSh;
    if (coin()) step.fail_fast = coin();
    if (coin()) step.secrets = {"token"};
    step.expect_reboot = coin();
    return step;
  }

  StepBody body() {
    const std::chrono::seconds some(1 + below(500));
    switch (below(8)) {
      case 0:
        return CustomTool{script(), some, coin() ? "slug" : ""};
      case 1:
        return HumanGate{coin() ? located() : Located<std::string>()};
      case 2:
        return Notify{located(), coin() ? "ops" : "", coin() ? "info" : "error", coin()};
      case 3:
        return Recipe{{"slug"}, {{"a", located()}, {"b c", located()}}, some, {}, {}};
      case 4:
        return Validate{{script(), script()}, some};
      case 5:
        return Wait{some};
      case 6:
        return WaitUntil{script(), some, some};
      default:
        return task();
    }
  }

  Task task() {
    Task task;
    if (coin()) task.activity = Task::Kind::kVerification;
    if (coin()) task.estimated = std::chrono::minutes(below(60));
    if (coin()) task.expected_outcome = located();
    if (coin()) task.verification = {text(), Task::Verification::Type::kTextInput};
    if (coin()) task.checklist = {located(), located()};
    if (coin()) task.reference_url = "https://example.org/?a=b#c";
    if (coin()) task.fallback = {{text(), Task::Kind::kWarning, coin() ? text() : ""}};
    return task;
  }

  std::mt19937 random_;
};

}  // namespace

Flow random_flow(std::uint32_t seed) { return Maker(seed).flow(); }

}  // namespace fettle::flow
